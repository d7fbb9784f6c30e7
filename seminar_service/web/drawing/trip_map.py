"""The trips of a plan as lines between the tiles of the map."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from seminar_service.web.drawing.tile_map import Tile, TileMap, tile_map

STYLES: Final = 6
SPREAD: Final = 3
BEND: Final = 0.12
BELOW_NAME: Final = 11
EN_DASH: Final = " \u2013 "


@dataclass(frozen=True, slots=True)
class Route:
    """One trip: whose it is, what it says in words, and where it leads.

    Attributes:
        traveller: The adviser's name; routes of one traveller look alike.
        text: The trip in words, with its days.
        places: Codes of prefectures from home to home, two or more.
    """

    traveller: str
    text: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn route: `path` is for SVG, `style` counts 0 to 5.

    `times` is how often it is gone; more than once only where all travellers are drawn alike.
    """

    route: Route
    path: str
    style: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Stop:
    """A tile where trips stop, and how often; `x` and `y` are where the lines meet."""

    tile: Tile
    count: int

    @property
    def x(self) -> int:
        """Where lines meet in the tile, from the left."""
        return _meeting(self.tile)[0]

    @property
    def y(self) -> int:
        """Where lines meet in the tile, from above: under its name."""
        return _meeting(self.tile)[1]


@dataclass(frozen=True, slots=True)
class TripMap:
    """The map with its lines, all routes, and which traveller is drawn in which style."""

    base: TileMap
    lines: tuple[Line, ...]
    stops: tuple[Stop, ...]
    routes: tuple[Route, ...]
    styles: tuple[tuple[str, int], ...]

    @property
    def is_bundled(self) -> bool:
        """Whether there are more travellers than styles, so that all are drawn alike."""
        return bool(self.routes) and not self.styles


def styles_of(routes: Iterable[Route], first: Iterable[str] = ()) -> tuple[tuple[str, int], ...]:
    """Everybody whose routes are drawn, with their styles; nobody if there are too few styles.

    Args:
        routes: The routes, whose order that is.
        first: Who comes before all, with routes or without.
    """
    travellers = list(dict.fromkeys([*first, *(route.traveller for route in routes)]))
    if len(travellers) > STYLES:
        return ()
    return tuple((name, style) for style, name in enumerate(travellers))


def trip_map(
    routes: Sequence[Route],
    locale: str,
    *,
    travellers: Iterable[str] = (),
    also: Iterable[str] = (),
) -> TripMap:
    """Draw routes on the map.

    Of more travellers than there are styles nobody could follow one: all are drawn alike then, and
    a line tells how often its way is gone.

    Args:
        routes: The trips.
        locale: The language of the names.
        travellers: Whose styles come first, with routes or without.
        also: Codes of prefectures that are stops even if no trip stops there.
    """
    base = tile_map((), locale, names_above=True)
    styles = styles_of(routes, travellers)
    draw = _single if styles else _bundled
    lines = tuple(draw(base, routes, dict(styles)))
    return TripMap(base, lines, _stops(base, routes, also), tuple(routes), styles)


def _single(base: TileMap, routes: Iterable[Route], styles: Mapping[str, int]) -> Iterator[Line]:
    for route in routes:
        style = styles[route.traveller]
        yield Line(route, _path(base, route.places, style), style)


def _bundled(base: TileMap, routes: Iterable[Route], _styles: Mapping[str, int]) -> Iterator[Line]:
    """Each way between two places once, the busiest above the others."""
    ways = Counter(
        (min(pair), max(pair))
        for route in routes
        for pair in pairwise(route.places)
        if pair[0] != pair[1]
    )
    for ends, times in sorted(ways.items(), key=lambda way: (way[1], way[0])):
        names = EN_DASH.join(base.tile(code).name for code in ends)
        yield Line(Route("", names, ends), _path(base, ends, STYLES // 2), 0, times)


def _meeting(tile: Tile) -> tuple[int, int]:
    """Where lines begin and end in a tile: under its name."""
    return tile.center[0], tile.y + tile.size - BELOW_NAME


def _stops(base: TileMap, routes: Iterable[Route], also: Iterable[str]) -> tuple[Stop, ...]:
    """Count the stops between leaving home and coming back."""
    visited = Counter(code for route in routes for code in route.places[1:-1])
    codes = sorted(visited.keys() | set(also))
    return tuple(Stop(base.tile(code), visited[code]) for code in codes)


def _path(base: TileMap, places: Sequence[str], style: int) -> str:
    """Draw flat curves from tile to tile; a traveller's are shifted a little from the others'."""
    shift = (style - (STYLES - 1) / 2) * SPREAD
    points = [(x + shift, y + shift) for x, y in (_meeting(base.tile(code)) for code in places)]
    first_x, first_y = points[0]
    curves = (_curve(start, end) for start, end in pairwise(points) if start != end)
    return f"M{first_x:.1f} {first_y:.1f}" + "".join(curves)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Bend to the left of the way, so that the way there and the way back lie apart."""
    (x0, y0), (x1, y1) = start, end
    middle_x = (x0 + x1) / 2 + (y1 - y0) * BEND
    middle_y = (y0 + y1) / 2 - (x1 - x0) * BEND
    return f"Q{middle_x:.1f} {middle_y:.1f} {x1:.1f} {y1:.1f}"
