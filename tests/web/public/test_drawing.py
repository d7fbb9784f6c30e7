"""The map of seminars."""

from datetime import date

from seminar_service.seminars.public_counts import Counts, Group, Numbers
from seminar_service.web.drawing.tile_map import TileEntry, TileMap, TileMark
from seminar_service.web.public.drawing import map_of, map_of_archive
from tests.web.conftest import Page


def counts(**numbers: Numbers) -> Counts:
    """Counts of prefectures, whose names begin with an x."""
    groups = [Group(1, date(2026, 10, 1), code[1:], each) for code, each in numbers.items()]
    return Counts(groups)


ADDRESS = "/list"


def entries(drawn: TileMap) -> dict[str, TileEntry]:
    """What is said of each prefecture that has a seminar."""
    return {tile.entry.code: tile.entry for tile in drawn.tiles if tile.entry is not None}


def test_a_tile_says_how_many_places_all_seminars_of_its_prefecture_have_left(page: Page) -> None:
    open_ = Numbers(listed=2, to_come=2, open=2, places=80, free=31)
    with page():
        found = entries(map_of(counts(x13=open_), ADDRESS))
    assert found == {"13": TileEntry("13", 2, TileMark.ENOUGH, "31 places left", "/list?place=13")}


def test_full_and_closed_prefectures_say_so(page: Page) -> None:
    full = Numbers(listed=1, to_come=1, open=1, places=40, free=0)
    closed = Numbers(listed=1, to_come=1)
    with page():
        found = entries(map_of(counts(x13=full, x27=closed), ADDRESS))
    assert (found["13"].mark, found["13"].text) == (TileMark.NONE, "Full")
    assert (found["27"].mark, found["27"].text) == (TileMark.OVER, "Registration closed")


def test_each_reader_gets_the_map_in_their_language(page: Page) -> None:
    one = counts(x13=Numbers(listed=1, to_come=1, open=1, places=40, free=1))
    said = []
    for locale in ("ja", "en", "ja"):
        with page(locale=locale):
            said.append(entries(map_of(one, ADDRESS))["13"].text)
    assert said == ["残り1席", "1 place left", "残り1席"]


def test_what_was_cancelled_is_on_no_map(page: Page) -> None:
    cancelled = counts(x13=Numbers(listed=1))
    with page():
        assert entries(map_of(cancelled, ADDRESS)) == {}
        assert entries(map_of_archive(cancelled, ADDRESS)) == {}


def test_the_archive_counts_what_was_held_and_leads_into_its_list(page: Page) -> None:
    rows = counts(x13=Numbers(listed=3, held=2), x27=Numbers(listed=1))
    with page():
        found = entries(map_of_archive(rows, ADDRESS, "#list"))
    assert found == {"13": TileEntry("13", 2, TileMark.OVER, "2 seminars", "/list?place=13#list")}
