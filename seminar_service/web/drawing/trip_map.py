"""The trips of a plan as lines between the tiles of the map."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from seminar_service.web.drawing.tile_map import Tile, TileMap, tile_map

STYLES: Final = 6
SPREAD: Final = 3
BEND: Final = 0.12
BELOW_NAME: Final = 11


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

    `number` is the traveller's, from 1; `mark` is where it stands on the line.
    """

    route: Route
    path: str
    style: int
    number: int
    mark: tuple[int, int]


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
    """The map with its lines, and which traveller is drawn in which style."""

    base: TileMap
    lines: tuple[Line, ...]
    stops: tuple[Stop, ...]
    styles: tuple[tuple[str, int], ...]

    @property
    def is_numbered(self) -> bool:
        """Whether styles alone do not tell the travellers apart, so that lines carry numbers."""
        return len(self.styles) > STYLES


def travellers_of(routes: Iterable[Route], first: Iterable[str] = ()) -> list[str]:
    """Everybody whose routes are drawn, in the order in which styles go round.

    Args:
        routes: The routes, whose order that is.
        first: Who comes before all, with routes or without.
    """
    return list(dict.fromkeys([*first, *(route.traveller for route in routes)]))


def trip_map(
    routes: Sequence[Route],
    locale: str,
    *,
    travellers: Iterable[str] = (),
    also: Iterable[str] = (),
) -> TripMap:
    """Draw routes on the map; travellers beyond the sixth repeat the styles from the first.

    Their numbers, in the order of `styles`, tell them apart then.

    Args:
        routes: The trips.
        locale: The language of the names.
        travellers: Whose styles come first, with routes or without.
        also: Codes of prefectures that are stops even if no trip stops there.
    """
    base = tile_map((), locale, names_above=True)
    travellers = travellers_of(routes, travellers)
    style_of = {name: index % STYLES for index, name in enumerate(travellers)}
    number_of = {name: number for number, name in enumerate(travellers, start=1)}
    lines = tuple(
        _line(base, route, style_of[route.traveller], number_of[route.traveller])
        for route in routes
    )
    return TripMap(base, lines, _stops(base, routes, also), tuple(style_of.items()))


def _line(base: TileMap, route: Route, style: int, number: int) -> Line:
    return Line(route, _path(base, route.places, style), style, number, _mark(base, route, style))


def _mark(base: TileMap, route: Route, style: int) -> tuple[int, int]:
    """A third of the way to the first place that is not home, as the curve bends there."""
    points = [_meeting(base.tile(code)) for code in route.places]
    start = points[0]
    end = next((each for each in points if each != start), start)
    shift = (style - (STYLES - 1) / 2) * SPREAD
    (x0, y0), (x1, y1) = start, end
    bend_x, bend_y = (x0 + x1) / 2 + (y1 - y0) * BEND, (y0 + y1) / 2 - (x1 - x0) * BEND
    x, y = (4 * x0 + 4 * bend_x + x1) / 9 + shift, (4 * y0 + 4 * bend_y + y1) / 9 + shift
    return round(x), round(y)


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
