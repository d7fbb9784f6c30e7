"""What is asked about a bid that is valid, but can hardly be meant."""

from typing import Any

import pytest

from seminar_service.web.bid_forms import BidForm
from tests.web.bids import CALENDAR, SOUND, TODAY, TOPICS, TOUR
from tests.web.conftest import Page


def asked(page: Page, **changed: Any) -> list[tuple[str, str, str]]:
    """What is asked: its name, where, and what it says."""
    with page(method="POST", data=SOUND | changed):
        form = BidForm(TOUR, CALENDAR, TOPICS, TODAY)
        assert form.validate(), form.errors
        form.asks_back()
        return [(each.name, each.fields[0].name, str(each.text)) for each in form.asked]


def test_nothing_is_asked_about_a_usual_bid(page: Page) -> None:
    assert asked(page) == []


@pytest.mark.parametrize(
    ("changed", "name", "field", "said"),
    [
        ({"ends_at": "13:35"}, "short", "ends_at", "only 5 minutes"),
        ({"starts_at": "9:00", "ends_at": "18:00"}, "long", "ends_at", "about 9 hours"),
        ({"starts_at": "19:00", "ends_at": "20:30"}, "time_of_day", "starts_at", "begin at 19:00"),
        ({"starts_at": "7:00", "ends_at": "9:00"}, "time_of_day", "starts_at", "begin at 07:00"),
        (
            {"capacity": "30", "expected_audience": "80"},
            "crowded",
            "expected_audience",
            "You expect 80 people, but the room seats 30.",
        ),
        ({"capacity": "1"}, "seats", "capacity", "would seat 1 person"),
        ({"capacity": "4000"}, "seats", "capacity", "would seat 4,000 people"),
        (
            {"venue_address": "東京都千代田区1-1"},
            "prefecture",
            "venue_address",
            "The address begins with Tokyo, but you chose Aichi.",
        ),
    ],
)
def test_what_can_hardly_be_meant_is_asked_about(
    page: Page, changed: dict[str, str], name: str, field: str, said: str
) -> None:
    ((found, where, text),) = asked(page, **changed)

    assert (found, where) == (name, field)
    assert said in text


@pytest.mark.parametrize(
    "changed",
    [
        {"starts_at": "8:00", "ends_at": "9:00"},
        {"starts_at": "12:00", "ends_at": "18:00"},
        {"starts_at": "18:59", "ends_at": "20:00"},
        {"capacity": "30", "expected_audience": "30"},
        {"capacity": "5"},
        {"capacity": "1000"},
        {"venue_address": "愛知県豊橋市1-1"},
    ],
)
def test_what_may_well_be_meant_is_not(page: Page, changed: dict[str, str]) -> None:
    assert asked(page, **changed) == []


def test_dates_that_leave_no_time_to_prepare_are_asked_about(page: Page) -> None:
    soon = next(
        day for day in CALENDAR.horizon.days() if day > TODAY and CALENDAR.closure_on(day) is None
    )
    days = {"first_choice-0-begins": soon.isoformat()}

    found = asked(page, **days)

    late = (soon - TODAY).days >= 14
    assert [each[0] for each in found] == ([] if late else ["soon"])
