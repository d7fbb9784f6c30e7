"""The map of a tour's seminars."""

from datetime import date
from typing import Any

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.public import PublicSeminar
from seminar_service.seminars.publicity import Standing
from seminar_service.web.drawing.tile_map import TileEntry, TileMap, TileMark
from seminar_service.web.public.drawing import map_of, map_of_archive
from tests.web.conftest import Page


def seminar(place: str, standing: Standing = Standing.OPEN, **columns: Any) -> PublicSeminar:
    usual = {"public_id": f"in{place}", "day": date(2026, 10, 6), "capacity": 40, "taken": 0}
    return PublicSeminar(Seminar(place=place, **(usual | columns)), standing, over=False)


def entries(drawn: TileMap) -> dict[str, TileEntry]:
    """What is said of each prefecture that has a seminar."""
    return {tile.entry.code: tile.entry for tile in drawn.tiles if tile.entry is not None}


def test_a_tile_says_how_many_places_all_seminars_of_its_prefecture_have_left(page: Page) -> None:
    rows = [seminar("13", taken=10), seminar("27"), seminar("13", taken=39)]
    with page():
        found = entries(map_of(rows))
    assert set(found) == {"13", "27"}
    tokyo = found["13"]
    assert (tokyo.count, tokyo.mark, tokyo.text) == (2, TileMark.ENOUGH, "31 places left")
    assert tokyo.url == "/seminars?place=13"


def test_full_and_closed_prefectures_say_so(page: Page) -> None:
    rows = [seminar("13", Standing.FULL, taken=40), seminar("27", Standing.CLOSED)]
    with page():
        found = entries(map_of(rows))
    assert (found["13"].mark, found["13"].text) == (TileMark.NONE, "Full")
    assert (found["27"].mark, found["27"].text) == (TileMark.OVER, "Registration closed")


def test_what_was_cancelled_is_on_no_map(page: Page) -> None:
    rows = [seminar("13", Standing.CANCELLED)]
    with page():
        assert entries(map_of(rows)) == {}
        assert entries(map_of_archive(rows)) == {}


def test_the_archive_counts_what_was_held_and_leads_into_its_list(page: Page) -> None:
    rows = [
        seminar("13", Standing.HELD, public_id="first"),
        seminar("13", Standing.HELD, public_id="second"),
        seminar("27", Standing.CLOSED),
    ]
    with page():
        found = entries(map_of_archive(rows))
    assert found == {"13": TileEntry("13", 2, TileMark.OVER, "2 seminars", "#first")}
