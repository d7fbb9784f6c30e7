"""Japan as a map of 47 tiles: north is up, neighbours touch, every prefecture is as large."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from seminar_service.domain.prefectures import Prefecture, prefecture, prefectures, regions

_TILES: Final = 4096
"""Tiles that are laid out once for what they show, in both languages."""

UNIT: Final = 50
TILE: Final = 47
LONGEST_LINE: Final = 6
LINE_HEIGHT: Final = 12
BASE_LINE: Final = 5
ROOM_FOR_MARK: Final = 10
LETTER_WIDTH: Final = 7
KANJI_WIDTH: Final = 14
MARGIN: Final = 2
SECOND_HALVES: Final = (
    *("shima", "yama", "gawa", "kawa", "nashi", "gata", "guchi", "saki", "zaki", "moto"),
    *("oka", "mane", "nawa", "tama", "raki", "chigi", "tori"),
)
DOUBLE_TILES: Final = frozenset({"01"})


class TileMark(StrEnum):
    """What a tile says of its prefecture's seminars; each has a shape and a colour of its own."""

    ENOUGH = "enough"
    FEW = "few"
    NONE = "none"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class TileEntry:
    """What is to be shown of one prefecture.

    Attributes:
        code: The prefecture, `01` to `47`.
        count: How many seminars it has.
        mark: How plentiful their places are, or that all are over.
        text: The same in words, such as `残り23席`.
        url: Where its tile leads.
        short: What the tile shows in place of the number of seminars, where it shows other things.
    """

    code: str
    count: int
    mark: TileMark
    text: str
    url: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text, its middle, its base line, and about how wide it is."""

    text: str
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """One square of the map, in units of the drawing; `entry` is missing without seminars.

    Those that show the same are the same object: they are laid out once, and quick to find again.
    """

    prefecture: Prefecture
    name: str
    labels: tuple[Label, ...]
    x: int
    y: int
    size: int
    entry: TileEntry | None

    @property
    def center(self) -> tuple[int, int]:
        """The middle of the tile."""
        return self.x + self.size // 2, self.y + self.size // 2


@dataclass(frozen=True, slots=True)
class TileRegion:
    """A region with those of its tiles that have seminars, for the list beside the map."""

    name: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles, the size of the drawing, and the same as a list by region."""

    width: int
    height: int
    tiles: tuple[Tile, ...]
    regions: tuple[TileRegion, ...]

    def tile(self, code: str) -> Tile:
        """Return the tile of a prefecture by its code."""
        return self.tiles[int(code) - 1]


def tile_map(entries: Iterable[TileEntry], locale: str, *, names_above: bool = False) -> TileMap:
    """Lay out the map with what is to be shown of each prefecture.

    Args:
        entries: What is to be shown.
        locale: The language of the names.
        names_above: Whether all names leave the lower half of their tiles free, not only those
            over an entry.
    """
    entry_of = {entry.code: entry for entry in entries}
    tiles = tuple(
        _tile(code, entry_of.get(code), locale, names_above or code in entry_of)
        for code in _codes()
    )
    return TileMap(*_size(), tiles, _regions(dict(zip(_codes(), tiles, strict=True)), locale))


def label_lines(name: str) -> tuple[str, ...]:
    """Break a long name in Latin letters where its second word begins: Kago-, shima."""
    if len(name) > LONGEST_LINE:
        for second in SECOND_HALVES:
            if name.endswith(second):
                return f"{name.removesuffix(second)}-", second
    return (name,)


@lru_cache(maxsize=_TILES)
def _tile(code: str, entry: TileEntry | None, locale: str, is_raised: bool) -> Tile:
    place, is_double = prefecture(code), code in DOUBLE_TILES
    (x, y), size = _corner(place), _side(code)
    name = place.short_name(locale)
    lines = (name,) if is_double else label_lines(name)
    middle = y + size // 2 - (ROOM_FOR_MARK if is_raised else 0)
    return Tile(
        prefecture=place,
        name=place.name(locale),
        labels=_labels(lines, x + size // 2, middle),
        x=x,
        y=y,
        size=size,
        entry=entry,
    )


@cache
def _codes() -> tuple[str, ...]:
    return tuple(each.code for each in prefectures())


@cache
def _size() -> tuple[int, int]:
    """How wide and how high the drawing is."""
    corners = [(*_corner(each), _side(each.code)) for each in prefectures()]
    return max(x + side for x, _, side in corners) + MARGIN, max(
        y + side for _, y, side in corners
    ) + MARGIN


def _corner(place: Prefecture) -> tuple[int, int]:
    return place.column * UNIT + MARGIN, place.row * UNIT + MARGIN


def _side(code: str) -> int:
    return TILE + UNIT if code in DOUBLE_TILES else TILE


def _labels(lines: Sequence[str], x: int, middle: int) -> tuple[Label, ...]:
    """Set lines below each other around a middle; a base line lies below its letters' middle."""
    first = middle + BASE_LINE - (len(lines) - 1) * LINE_HEIGHT // 2
    return tuple(
        Label(text, x, first + LINE_HEIGHT * n, _width(text)) for n, text in enumerate(lines)
    )


def _width(text: str) -> int:
    """About how wide a line is, in units of the drawing: kanji are twice as wide as letters."""
    return sum(LETTER_WIDTH if letter.isascii() else KANJI_WIDTH for letter in text)


def _regions(tile_of: Mapping[str, Tile], locale: str) -> tuple[TileRegion, ...]:
    found = (
        TileRegion(region.name(locale), _with_entries(region.prefectures, tile_of))
        for region in regions()
    )
    return tuple(region for region in found if region.tiles)


def _with_entries(members: Sequence[Prefecture], tile_of: Mapping[str, Tile]) -> tuple[Tile, ...]:
    return tuple(tile_of[each.code] for each in members if tile_of[each.code].entry)
