"""Until when an offered place is held."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.japan_time import JAPAN, instant_of
from seminar_service.registrations.offer_ends import (
    BEFORE_SEMINAR,
    DAY_BEGINS,
    DAY_ENDS,
    SHORTEST_OFFER,
    latest_end,
    offer_ends,
)

HALF_A_DAY = timedelta(hours=12)
SEMINAR = instant_of(date(2026, 10, 6), time(13, 30))

instants = st.integers(0, 12 * 24 * 60).map(lambda m: at(25, 0, month=9) + timedelta(minutes=m))
holds = st.integers(1, 168).map(lambda hours: timedelta(hours=hours))
starts = st.times(time(6), time(20)).map(lambda at: instant_of(date(2026, 10, 6), at))
deadlines = st.none() | instants.filter(lambda each: each < SEMINAR)


def ends(
    now: datetime,
    hold: timedelta = HALF_A_DAY,
    begins_at: datetime = SEMINAR,
    deadline: datetime | None = None,
) -> datetime | None:
    closes = min(begins_at, deadline or begins_at)
    return offer_ends(now, hold=hold, begins_at=begins_at, registration_ends=closes)


def at(day: int, hour: int, minute: int = 0, *, month: int = 10) -> datetime:
    return instant_of(date(2026, month, day), time(hour, minute))


@pytest.mark.parametrize(
    ("now", "end"),
    [
        pytest.param(at(1, 8), at(1, 20), id="half a day by day"),
        pytest.param(at(1, 9), at(1, 21), id="in the last minute of the day"),
        pytest.param(at(1, 9, 1), at(2, 9), id="not at night, but in the morning"),
        pytest.param(at(1, 20), at(2, 9), id="not before the morning"),
        pytest.param(at(1, 23), at(2, 11), id="over the night"),
        pytest.param(at(5, 23), at(6, 11), id="until shortly before the seminar"),
        pytest.param(at(6, 9), at(6, 11, 30), id="shorter on the last day"),
        pytest.param(at(6, 10, 30), at(6, 11, 30), id="an hour is the least"),
        pytest.param(at(6, 10, 31), None, id="straight at the end"),
        pytest.param(at(6, 14), None, id="straight afterwards"),
    ],
)
def test_an_offer_of_half_a_day_ends_so(now: datetime, end: datetime | None) -> None:
    assert ends(now) == end


def test_no_offer_outlasts_the_registration() -> None:
    deadline = at(3, 0)
    assert ends(at(2, 10), deadline=deadline) == at(2, 21)
    assert ends(at(2, 20, 30), deadline=deadline) is None
    assert ends(at(4, 10), deadline=deadline) is None


def test_before_a_seminar_in_the_morning_the_last_offer_ends_the_evening_before() -> None:
    morning = at(6, 10)
    assert latest_end(begins_at=morning, registration_ends=morning) == at(5, 21)


@given(instants, holds, starts, deadlines)
def test_no_offer_ends_at_night_or_too_late_or_leaves_less_than_an_hour(
    now: datetime, hold: timedelta, begins_at: datetime, deadline: datetime | None
) -> None:
    end = ends(now, hold, begins_at, deadline)
    if end is None:
        return
    assert DAY_BEGINS <= end.astimezone(JAPAN).time() <= DAY_ENDS
    assert end <= begins_at - BEFORE_SEMINAR
    assert deadline is None or end <= deadline
    assert end - now >= SHORTEST_OFFER


@given(instants, instants, holds, starts, deadlines)
def test_who_is_asked_later_may_answer_no_shorter_and_after_the_last_offer_nobody_is_asked(
    one: datetime, other: datetime, hold: timedelta, begins_at: datetime, deadline: datetime | None
) -> None:
    earlier, later = sorted((one, other))
    first, second = (ends(each, hold, begins_at, deadline) for each in (earlier, later))
    if first is None:
        assert second is None
    elif second is not None:
        assert first <= second


@given(instants, holds, holds, starts, deadlines)
def test_a_longer_hold_never_ends_earlier(
    now: datetime, one: timedelta, other: timedelta, begins_at: datetime, deadline: datetime | None
) -> None:
    shorter, longer = sorted((one, other))
    first, second = (ends(now, each, begins_at, deadline) for each in (shorter, longer))
    assert (first is None) == (second is None)
    assert first is None or second is None or first <= second


@given(instants, holds, starts)
def test_with_time_enough_an_offer_lasts_at_least_as_long_as_the_organiser_says(
    now: datetime, hold: timedelta, begins_at: datetime
) -> None:
    end = ends(now, hold, begins_at)
    shortened = end in {None, latest_end(begins_at=begins_at, registration_ends=begins_at)}
    assert shortened or (end is not None and end - now >= hold)
