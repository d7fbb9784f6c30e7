"""Japan as tiles."""

from itertools import combinations

import pytest

from seminar_service.web.drawing.tile_map import (
    Tile,
    TileEntry,
    TileMark,
    label_lines,
    tile_map,
)


def entry(code: str) -> TileEntry:
    return TileEntry(code, 2, TileMark.FEW, "3 places left", f"/seminars?prefecture={code}")


def overlap(one: Tile, other: Tile) -> bool:
    return (
        one.x < other.x + other.size
        and other.x < one.x + one.size
        and one.y < other.y + other.size
        and other.y < one.y + one.size
    )


def test_every_prefecture_has_a_tile_and_no_two_overlap() -> None:
    tiles = tile_map((), "ja").tiles
    assert len(tiles) == 47
    assert not [pair for pair in combinations(tiles, 2) if overlap(*pair)]


def test_all_tiles_and_their_labels_lie_within_the_drawing() -> None:
    drawn = tile_map((), "en")
    for tile in drawn.tiles:
        assert tile.x >= 0
        assert tile.x + tile.size <= drawn.width
        assert tile.y + tile.size <= drawn.height
        assert all(tile.y < label.y < tile.y + tile.size for label in tile.labels)


def test_a_tile_is_found_by_its_code_and_carries_its_entry() -> None:
    drawn = tile_map([entry("13")], "ja")
    assert drawn.tile("13").name == "東京都"
    assert drawn.tile("13").entry == entry("13")
    assert drawn.tile("14").entry is None


def test_a_label_makes_room_for_the_mark_under_it() -> None:
    without, with_mark = tile_map((), "ja").tile("13"), tile_map([entry("13")], "ja").tile("13")
    assert with_mark.labels[0].y < without.labels[0].y


def test_the_list_beside_the_map_has_only_regions_with_seminars_from_north_to_south() -> None:
    drawn = tile_map([entry("47"), entry("13"), entry("01")], "en")
    assert [region.name for region in drawn.regions] == ["Hokkaido", "Kanto", "Kyushu-Okinawa"]
    assert [tile.name for tile in drawn.regions[1].tiles] == ["Tokyo"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Kagoshima", ("Kago-", "shima")),
        ("Shizuoka", ("Shizu-", "oka")),
        ("Osaka", ("Osaka",)),
        ("Ibaraki", ("Iba-", "raki")),
        ("Shimane", ("Shi-", "mane")),
        ("鹿児島", ("鹿児島",)),
    ],
)
def test_long_names_break_where_their_second_word_begins(name: str, lines: tuple[str, ...]) -> None:
    assert label_lines(name) == lines


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_name_fits_into_its_tile(locale: str) -> None:
    tiles = tile_map((), locale).tiles
    assert [tile.name for tile in tiles for label in tile.labels if label.width > tile.size] == []


def test_names_can_leave_the_lower_half_of_all_tiles_free() -> None:
    for tile in tile_map((), "en", names_above=True).tiles:
        assert all(label.y <= tile.y + tile.size * 0.7 for label in tile.labels)
