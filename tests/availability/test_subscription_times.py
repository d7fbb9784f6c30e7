"""Calendars are fetched at night, each at a time of its own."""

from datetime import UTC, datetime, timedelta

import pytest

from seminar_service.availability.subscription_times import (
    NIGHT_BEGINS,
    NIGHT_MINUTES,
    PAUSES,
    after_failure,
    next_night,
)
from seminar_service.domain.japan_time import JAPAN

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize("now", [NOW, NOW + timedelta(hours=14), NOW + timedelta(hours=17.5)])
def test_every_calendar_has_its_minute_of_the_night(now: datetime) -> None:
    found = [next_night(number, now=now) for number in range(1, NIGHT_MINUTES + 1)]
    assert len(set(found)) == NIGHT_MINUTES
    for each in found:
        assert now < each <= now + timedelta(days=1)
        assert NIGHT_BEGINS.hour <= each.astimezone(JAPAN).hour < NIGHT_BEGINS.hour + 4


def test_neighbours_lie_apart() -> None:
    first, second = (next_night(number, now=NOW) for number in (1, 2))
    assert abs(second - first) >= timedelta(minutes=30)


def test_a_failure_is_tried_again_that_night_and_then_in_the_next_one() -> None:
    for tries, pause in enumerate(PAUSES, start=1):
        assert after_failure(1, tries, now=NOW) == (NOW + pause, tries)
    assert after_failure(1, len(PAUSES) + 1, now=NOW) == (next_night(1, now=NOW), 0)
