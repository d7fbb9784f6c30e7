"""What of a plan is looked at, as addresses carry it."""

from collections.abc import Mapping
from datetime import date

import pytest

from seminar_service.planning.model import PlannedSeminar, PlannedTeamMember
from seminar_service.planning.queries.trips import read_trip
from seminar_service.web.organisers.plan_selection import Order, Selection, Zoom, timeline_url
from tests.planning.documents import trip_document
from tests.web.conftest import Page

TODAY = date(2026, 10, 7)


def read(given: Mapping[str, str] | None = None, today: date = TODAY) -> Selection:
    return Selection.read(given or {}, 2026, today)


def test_without_a_word_the_whole_year_of_everybody_is_looked_at() -> None:
    selection = read()

    assert (selection.first, selection.last) == (date(2026, 4, 1), date(2027, 3, 31))
    assert (selection.zoom, selection.adviser_id, selection.order) == (Zoom.YEAR, 0, Order.NAME)
    assert selection.values == {}


@pytest.mark.parametrize(
    ("zoom", "day", "first", "last"),
    [
        ("quarter", "2026-08-20", date(2026, 7, 1), date(2026, 9, 30)),
        ("quarter", "2027-03-31", date(2027, 1, 1), date(2027, 3, 31)),
        ("month", "2027-02-10", date(2027, 2, 1), date(2027, 2, 28)),
        ("week", "2026-10-07", date(2026, 10, 5), date(2026, 10, 11)),
        ("week", "2026-04-01", date(2026, 4, 1), date(2026, 4, 5)),
        ("week", "2027-03-31", date(2027, 3, 29), date(2027, 3, 31)),
    ],
)
def test_days_are_those_around_the_one_that_is_named(
    zoom: str, day: str, first: date, last: date
) -> None:
    selection = read({"zoom": zoom, "from": day})
    assert (selection.first, selection.last) == (first, last)


@pytest.mark.parametrize("zoom", ["quarter", "month", "week"])
def test_from_the_first_days_one_comes_to_the_last_and_back(zoom: str) -> None:
    selection = read({"zoom": zoom, "from": "2026-04-01"})
    assert selection.earlier is None
    seen = [selection]
    while (later := seen[-1].later) is not None:
        assert later.earlier is not None
        assert later.earlier.first == seen[-1].first
        assert (later.first - seen[-1].last).days == 1
        seen.append(later)
    assert seen[-1].last == date(2027, 3, 31)


def test_coming_nearer_keeps_what_was_in_sight() -> None:
    assert read().zoomed("month").first == date(2026, 10, 1)
    quarter = read({"zoom": "quarter", "from": "2026-07-01"})
    assert quarter.zoomed("week").first == date(2026, 6, 29)
    assert quarter.zoomed("year").values == {}


@pytest.mark.parametrize(
    "given",
    [
        {"zoom": "decade", "from": "yesterday", "order": "x", "group": "x", "show": "x"},
        {"adviser": "-1", "region": "99"},
        {"from": "2026-02-31", "zoom": ""},
    ],
)
def test_what_makes_no_sense_is_as_not_said(given: Mapping[str, str]) -> None:
    assert read(given).values == {}


def test_days_outside_the_year_are_its_first_or_its_last() -> None:
    assert read({"zoom": "month", "from": "1999-01-01"}).first == date(2026, 4, 1)
    assert read({"zoom": "month"}, today=date(2030, 1, 1)).last == date(2027, 3, 31)


def test_all_of_it_comes_back_from_an_address() -> None:
    given = {"zoom": "week", "from": "2026-10-05", "adviser": "7", "region": "3"}
    given |= {"order": "busy", "group": "region", "show": "busy"}
    assert read(given).values == given


def test_seminars_and_trips_are_those_on_these_days() -> None:
    inside, outside = (
        PlannedSeminar(bid_id=1, day=day, team=[PlannedTeamMember(position=0, adviser_id=7)])
        for day in (date(2026, 10, 31), date(2026, 11, 1))
    )
    over = read_trip(trip_document(date(2026, 10, 31), date(2026, 11, 2)))
    later = read_trip(trip_document(date(2026, 11, 5), date(2026, 11, 6)))
    october = {"zoom": "month", "from": "2026-10-01"}

    assert read(october).seminars([inside, outside]) == [inside]
    assert read(october | {"adviser": "8"}).seminars([inside, outside]) == []
    assert read(october).trips([over, later]) == [over]


def test_an_adviser_whom_nobody_knows_is_everybody() -> None:
    selection = read({"adviser": "7"})

    assert selection.among(iter([3, 7])) == selection
    assert selection.among([3]) == read()


def test_the_drawing_that_a_form_came_from_is_found_again(page: Page) -> None:
    selection = read({"zoom": "month", "from": "2026-10-01", "adviser": "7"})
    with page():
        assert timeline_url(3, selection.as_timeline) == (
            "/organiser/plans/3/timeline?zoom=month&from=2026-10-01&adviser=7"
        )
        assert timeline_url(3, read().as_timeline) == "/organiser/plans/3/timeline"


@pytest.mark.parametrize("named", ["", "edit", "https://example.com/", "//example.com?zoom=month"])
def test_nothing_else_leads_anywhere(page: Page, named: str) -> None:
    with page():
        assert timeline_url(3, named) is None


@pytest.mark.parametrize("query", ["next=//x", "zoom=//x", "zoom=%00", "&" * 2_000, "from=2026%0A"])
def test_what_no_selection_has_is_left_out_of_the_way_back(page: Page, query: str) -> None:
    with page():
        assert timeline_url(3, f"timeline?{query}") == "/organiser/plans/3/timeline"
