"""The days of a tour as ranges, and why days between them are left out."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.locales import Locale
from seminar_service.tours.calendar_days import (
    WEEKEND,
    Closure,
    ClosureKind,
    DayRange,
    TourCalendar,
    consecutive,
)

FRIDAY = date(2026, 10, 9)
SPORTS_DAY = date(2026, 10, 12)
OBON = DayRange(date(2026, 8, 12), date(2026, 8, 16))
HOLIDAY = Closure(ClosureKind.HOLIDAY, "スポーツの日", "Sports Day")
CLOSED = Closure(ClosureKind.CLOSED_PERIOD, "お盆", "Obon")
CALENDAR = TourCalendar(
    DayRange(date(2026, 4, 1), date(2027, 3, 31)), {SPORTS_DAY: HOLIDAY}, {OBON: CLOSED}
)
some_days = st.sets(st.dates(date(2026, 8, 1), date(2026, 10, 31)), max_size=30)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def test_a_range_holds_both_its_ends_and_nothing_beyond_them() -> None:
    assert list(DayRange(day(10, 6), day(10, 8)).days()) == [day(10, 6), day(10, 7), day(10, 8)]
    assert day(10, 8) in DayRange(day(10, 6), day(10, 8))
    assert day(10, 9) not in DayRange(day(10, 6), day(10, 8))
    assert day(10, 5) not in DayRange(day(10, 6), day(10, 8))


def test_a_range_that_ends_before_it_begins_has_no_days() -> None:
    assert list(DayRange(day(10, 8), day(10, 6)).days()) == []


@given(some_days)
def test_consecutive_ranges_hold_exactly_the_days_and_are_as_few_as_can_be(days: set[date]) -> None:
    found = consecutive(days)

    assert [each for span in found for each in span.days()] == sorted(days)
    assert all(later.first - earlier.last > timedelta(days=1) for earlier, later in pairwise(found))


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (FRIDAY, None),
        (FRIDAY + timedelta(days=1), WEEKEND),
        (FRIDAY + timedelta(days=2), WEEKEND),
        (SPORTS_DAY, HOLIDAY),
        (SPORTS_DAY + timedelta(days=1), None),
        (day(8, 11), None),
        (day(8, 12), CLOSED),
        (day(8, 15), WEEKEND),
        (day(8, 17), None),
        (date(2030, 1, 5), WEEKEND),
    ],
)
def test_a_day_is_left_out_for_one_reason(on: date, why: Closure | None) -> None:
    assert CALENDAR.closure_on(on) == why


def test_a_holiday_within_a_closed_period_is_called_a_holiday() -> None:
    calendar = TourCalendar(CALENDAR.horizon, {day(8, 12): HOLIDAY}, {OBON: CLOSED})

    assert calendar.closure_on(day(8, 12)) is HOLIDAY


def test_a_reason_has_a_name_in_the_readers_language() -> None:
    assert (CLOSED.name(Locale.JA), CLOSED.name("en")) == ("お盆", "Obon")


def test_friday_and_the_tuesday_after_a_long_weekend_are_one_range() -> None:
    tuesday = SPORTS_DAY + timedelta(days=1)

    assert CALENDAR.ranges([tuesday, FRIDAY]) == [DayRange(FRIDAY, tuesday)]


def test_the_days_before_and_after_a_closed_period_are_one_range_however_long_it_is() -> None:
    assert CALENDAR.ranges([day(8, 11), day(8, 17)]) == [DayRange(day(8, 11), day(8, 17))]


def test_a_day_that_is_open_between_two_keeps_them_apart() -> None:
    thursday, next_wednesday = FRIDAY - timedelta(days=1), SPORTS_DAY + timedelta(days=2)

    assert CALENDAR.ranges([thursday, next_wednesday]) == [
        DayRange(thursday, thursday),
        DayRange(next_wednesday, next_wednesday),
    ]


@given(some_days)
def test_what_a_range_adds_to_the_days_is_left_out_anyway(days: set[date]) -> None:
    found = CALENDAR.ranges(days)
    shown = {each for span in found for each in span.days()}

    assert days <= shown
    assert all(CALENDAR.closure_on(each) for each in shown - days)
    assert {span.first for span in found} | {span.last for span in found} <= days
