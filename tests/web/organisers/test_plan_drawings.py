"""A plan as calendar, timeline and map: trips in the reader's language."""

from datetime import date, time
from itertools import pairwise

import pytest

from seminar_service.planning.queries.trips import Leg, Trip
from seminar_service.web.organisers.plan_drawings import trip_text
from tests.web.conftest import Page

DEPARTS, RETURNS = date(2026, 10, 6), date(2026, 10, 8)


def trip(*places: str, returns: date = DEPARTS, nights: int = 0) -> Trip:
    """A journey through prefectures, from home to home."""
    legs = tuple(
        Leg(origin, destination, DEPARTS, time(8), time(10), 120, 14_000)
        for origin, destination in pairwise(places)
    )
    return Trip(DEPARTS, time(8), returns, time(19), nights, 28_000, 0, (1,), legs)


@pytest.mark.parametrize(
    ("told", "english", "japanese"),
    [
        (trip("13", "27", "13"), "Tue 6 Oct Osaka", "10月6日（火） 大阪"),
        (
            trip("13", "27", "26", "27", "13", returns=RETURNS, nights=2),
            "Tue 6 Oct – Thu 8 Oct Osaka, Kyoto (2 nights)",
            "10月6日（火）〜10月8日（木） 大阪、京都（2泊）",
        ),
    ],
)
def test_a_trip_is_told_by_its_days_its_stops_and_its_nights(
    page: Page, told: Trip, english: str, japanese: str
) -> None:
    with page():
        assert trip_text(told) == english
    with page(locale="ja"):
        assert trip_text(told) == japanese
