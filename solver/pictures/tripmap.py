"""A map of the trips on tiles, one for each of Japan's 47 prefectures.

It is drawn where every place is a prefecture by its code (JIS X 0401), as only then it is known
where the places lie.
"""

from collections import Counter
from collections.abc import Iterable

from solver.formats.instance import Instance
from solver.formats.plan import Seminar
from solver.formats.report import Trip
from solver.pictures.svg import Canvas

TILE = 68.0
COLUMNS, ROWS = 14, 13
EMPTY, BIDS, HELD, LEG = "#eef1f4", "#f3c9a5", "#bcd7b5", "#4a6fa5"

TILES = {
    "01": (12, 0),
    "02": (12, 2),
    "03": (12, 3),
    "04": (12, 4),
    "05": (11, 3),
    "06": (11, 4),
    "07": (12, 5),
    "08": (13, 6),
    "09": (12, 6),
    "10": (11, 6),
    "11": (12, 7),
    "12": (13, 7),
    "13": (12, 8),
    "14": (12, 9),
    "15": (11, 5),
    "16": (10, 5),
    "17": (9, 5),
    "18": (9, 6),
    "19": (11, 7),
    "20": (10, 6),
    "21": (10, 7),
    "22": (11, 8),
    "23": (10, 8),
    "24": (9, 8),
    "25": (9, 7),
    "26": (8, 7),
    "27": (8, 8),
    "28": (7, 7),
    "29": (9, 9),
    "30": (8, 9),
    "31": (6, 7),
    "32": (5, 7),
    "33": (6, 8),
    "34": (5, 8),
    "35": (4, 8),
    "36": (6, 11),
    "37": (6, 10),
    "38": (5, 10),
    "39": (5, 11),
    "40": (2, 8),
    "41": (1, 8),
    "42": (0, 8),
    "43": (1, 9),
    "44": (2, 9),
    "45": (2, 10),
    "46": (1, 10),
    "47": (0, 12),
}
"""Column and row of each prefecture; neighbours lie beside each other as far as a grid allows."""

WIDTH, HEIGHT = COLUMNS * TILE, ROWS * TILE


def has_map(instance: Instance) -> bool:
    """Say whether the places are prefectures."""
    return bool(instance.places) and all(place.id in TILES for place in instance.places)


def draw_map(
    canvas: Canvas,
    instance: Instance,
    seminars: Iterable[Seminar],
    trips: Iterable[Trip],
    corner: tuple[float, float],
) -> None:
    """Draw the tiles with their numbers of seminars, and every leg, the more used the thicker.

    Args:
        canvas: What to draw on.
        instance: The tour; its places must be prefectures.
        seminars: What is held.
        trips: All trips of all advisers.
        corner: Left and top of the map.
    """
    held = Counter(instance.bids[instance.bid_index[one.bid]].place for one in seminars)
    names = {place.id: place.name for place in instance.places}
    asked = {bid.place for bid in instance.bids}
    for code, tile in TILES.items():
        left, top = _point(tile, corner, 0.0)
        fill = HELD if held[code] else BIDS if code in asked else EMPTY
        title = f"{names.get(code, code)}: {held[code]}"
        canvas.rectangle(left, top, TILE - 3, TILE - 3, fill=fill, title=title)
    _draw_legs(canvas, trips, corner)
    for code, tile in TILES.items():
        left, top = _point(tile, corner, 0.0)
        canvas.text(left + 3, top + 12, names.get(code, code)[:9])
        if held[code]:
            canvas.text(left + TILE - 7, top + TILE - 8, str(held[code]), anchor="end")


def _draw_legs(canvas: Canvas, trips: Iterable[Trip], corner: tuple[float, float]) -> None:
    legs = Counter(
        (leg.from_place, leg.to_place)
        for trip in trips
        for leg in trip.legs
        if leg.from_place != leg.to_place
    )
    for (start, end), count in sorted(legs.items()):
        first, second = (_point(TILES[code], corner, TILE / 2) for code in (start, end))
        canvas.line(first, second, stroke=LEG, width=0.6 + 0.4 * min(count, 8))


def _point(
    tile: tuple[int, int], corner: tuple[float, float], inside: float
) -> tuple[float, float]:
    """Return a point of a tile, as far from its left as from its top."""
    return corner[0] + tile[0] * TILE + inside, corner[1] + tile[1] * TILE + inside
