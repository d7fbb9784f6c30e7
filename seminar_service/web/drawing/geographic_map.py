"""The trips of a plan on a geographic map: lines from office to office, names that they spare."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import hypot
from typing import Final

from seminar_service.domain.prefectures import prefecture
from seminar_service.web.drawing.japan import Japan, Point, japan
from seminar_service.web.drawing.label_places import Ground, PlacedLabel
from seminar_service.web.drawing.trip_map import Route, styles_of

LETTER_WIDTH: Final = 7.4
KANJI_WIDTH: Final = 14.5
NAME_HEIGHT: Final = 16
MARK_SIZE: Final = 20
FAN: Final = 14
"""Units by which lines between the same places lie apart in the middle."""
WIDEST_FAN: Final = 60
CLOSEST: Final = 19
"""Units between the middles of marks."""
ROUNDS: Final = 12
SAMPLE: Final = 3
"""Units between the points at which a line is looked at."""


@dataclass(frozen=True, slots=True)
class Track:
    """A traveller's way between two places, whichever way and how often it is gone.

    Attributes:
        traveller: Whose it is; empty where all are drawn alike.
        names: The short names of both places.
        style: How it is drawn, 0 to 5.
        ends: The codes of both places.
        times: How often it is gone.
        path: For SVG.
    """

    traveller: str
    names: tuple[str, str]
    style: int
    ends: tuple[str, str]
    times: int
    path: str


@dataclass(frozen=True, slots=True)
class GeoPlace:
    """A prefecture that matters in the plan.

    Attributes:
        code: Which one.
        name: Its short name in the reader's language.
        x: Where its office lies, from the left.
        y: The same, from above.
        stops: How many times trips stop there.
        is_home: Whether somebody sets out from there.
        refused: How many bids from there get no seminar.
        travellers: Who comes, by name.
        label: Where its name stands.
    """

    code: str
    name: str
    x: float
    y: float
    stops: int
    is_home: bool
    refused: int
    travellers: tuple[str, ...]
    label: PlacedLabel

    @property
    def is_left_out(self) -> bool:
        """Whether bids came from there, and it gets no seminar."""
        return self.refused > 0 and not self.stops


@dataclass(frozen=True, slots=True)
class GeographicMap:
    """The map with its tracks, its places, and which traveller is drawn in which style."""

    base: Japan
    tracks: tuple[Track, ...]
    places: tuple[GeoPlace, ...]
    routes: tuple[Route, ...]
    styles: tuple[tuple[str, int], ...]

    @property
    def is_bundled(self) -> bool:
        """Whether there are more travellers than styles, so that all are drawn alike."""
        return bool(self.routes) and not self.styles


def geographic_map(
    routes: Sequence[Route],
    refused: Mapping[str, int],
    locale: str,
    *,
    travellers: Iterable[str] = (),
    mark_width: int = MARK_SIZE,
) -> GeographicMap:
    """Draw routes from office to office; names stand where neither lines nor marks are.

    Args:
        routes: The trips. Of more travellers than there are styles all are drawn alike.
        refused: How many bids get no seminar, by the code of the prefecture; those of none are
            places of the map, too.
        locale: The language of the names.
        travellers: Whose styles come first, with routes or without.
        mark_width: How wide the marks of places are.
    """
    base = japan()
    ground = Ground(base.width, base.height)
    styles = styles_of(routes, travellers)
    style_of = dict(styles)
    ways = _ways(routes, style_of)
    codes = sorted({code for route in routes for code in route.places} | refused.keys())
    marks = _apart({code: base.office(code) for code in codes}, mark_width - MARK_SIZE + CLOSEST)
    curves = {way: _curve(marks, way[1], bend) for way, bend in _bends(ways)}
    for curve in curves.values():
        ground.add_line(_sampled(curve))
    for mark in marks.values():
        ground.add_box(*mark, mark_width, MARK_SIZE)
    places = tuple(_places(ground, marks, routes, refused, locale))
    tracks = tuple(
        Track(
            traveller=name,
            names=(prefecture(ends[0]).short_name(locale), prefecture(ends[1]).short_name(locale)),
            style=style_of.get(name, 0),
            ends=ends,
            times=times,
            path=_drawn(curves[name, ends]),
        )
        for (name, ends), times in sorted(ways.items(), key=lambda way: way[1])
    )
    return GeographicMap(base, tracks, places, tuple(routes), styles)


Ends = tuple[str, str]
Way = tuple[str, Ends]
Curve = tuple[Point, Point, Point]


def _ways(routes: Iterable[Route], styles: Collection[str]) -> Counter[Way]:
    """How often each traveller with a style goes between two places, in either direction.

    Those without one count as one traveller, who has no name.
    """
    return Counter(
        (route.traveller if route.traveller in styles else "", (min(pair), max(pair)))
        for route in routes
        for pair in pairwise(route.places)
        if pair[0] != pair[1]
    )


def _bends(ways: Iterable[Way]) -> Iterator[tuple[Way, float]]:
    """By how much each way bends, so that those between the same places lie apart."""
    beside: dict[Ends, list[str]] = {}
    for traveller, ends in ways:
        beside.setdefault(ends, []).append(traveller)
    for ends, names in beside.items():
        step = min(FAN, WIDEST_FAN / len(names))
        for index, name in enumerate(sorted(names)):
            yield (name, ends), (index - (len(names) - 1) / 2) * step


def _apart(offices: Mapping[str, Point], closest: float) -> dict[str, Point]:
    """The places of marks: those that lie upon each other are pushed apart a little."""
    marks = dict(offices)
    for _round in range(ROUNDS):
        for one, other in combinations(sorted(marks), 2):
            (x0, y0), (x1, y1) = marks[one], marks[other]
            distance = hypot(x1 - x0, y1 - y0)
            if distance < closest:
                push = (closest - distance) / 2 / (distance or 1)
                right, down = (x1 - x0) * push, (y1 - y0) * push
                marks[one] = round(x0 - right, 1), round(y0 - down, 1)
                marks[other] = round(x1 + right, 1), round(y1 + down, 1)
    return marks


def _curve(marks: Mapping[str, Point], ends: Ends, bend: float) -> Curve:
    """Both ends, and the point towards which the curve bends."""
    (x0, y0), (x1, y1) = (marks[code] for code in ends)
    length = hypot(x1 - x0, y1 - y0) or 1
    middle_x = (x0 + x1) / 2 + (y1 - y0) / length * bend * 2
    middle_y = (y0 + y1) / 2 - (x1 - x0) / length * bend * 2
    return (x0, y0), (middle_x, middle_y), (x1, y1)


def _length(curve: Curve) -> float:
    """From end to end, as the crow flies."""
    (x0, y0), _middle, (x1, y1) = curve
    return hypot(x1 - x0, y1 - y0)


def _sampled(curve: Curve) -> list[Point]:
    """Points of a curve, as polynomials of the share that lies behind; there are thousands."""
    (x0, y0), (x1, y1), (x2, y2) = curve
    far_x, far_y = x0 - 2 * x1 + x2, y0 - 2 * y1 + y2
    near_x, near_y = 2 * (x1 - x0), 2 * (y1 - y0)
    steps = max(int(_length(curve) / SAMPLE), 1)
    shares = [step / steps for step in range(steps + 1)]
    return [((far_x * t + near_x) * t + x0, (far_y * t + near_y) * t + y0) for t in shares]


def _drawn(curve: Curve) -> str:
    (x0, y0), (x1, y1), (x2, y2) = curve
    return f"M{x0} {y0}Q{x1:.1f} {y1:.1f} {x2} {y2}"


def _places(
    ground: Ground,
    marks: Mapping[str, Point],
    routes: Sequence[Route],
    refused: Mapping[str, int],
    locale: str,
) -> Iterator[GeoPlace]:
    stops = Counter(code for route in routes for code in route.places[1:-1])
    comers: dict[str, set[str]] = {}
    for route in routes:
        for code in route.places[1:-1]:
            comers.setdefault(code, set()).add(route.traveller)
    homes = {route.places[0] for route in routes}
    for code, at in marks.items():
        name = prefecture(code).short_name(locale)
        yield GeoPlace(
            code=code,
            name=name,
            x=at[0],
            y=at[1],
            stops=stops[code],
            is_home=code in homes,
            refused=refused.get(code, 0),
            travellers=tuple(sorted(comers.get(code, ()))),
            label=ground.place(at, _width(name), NAME_HEIGHT),
        )


def _width(name: str) -> float:
    """About how wide a name is."""
    return sum(LETTER_WIDTH if letter.isascii() else KANJI_WIDTH for letter in name) + 4
