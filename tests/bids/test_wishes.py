"""Wishes for dates: rows of days and ranges, read into one choice per day."""

from datetime import date, timedelta

import pytest

from seminar_service.bids.wishes import Wish, Wishes, WishProblem, read_wishes
from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.calendar_days import (
    WEEKEND,
    Closure,
    ClosureKind,
    DayRange,
    TourCalendar,
    consecutive,
)

SPORTS_DAY = Closure(ClosureKind.HOLIDAY, "スポーツの日", "Sports Day")
OBON = Closure(ClosureKind.CLOSED_PERIOD, "お盆", "Obon")
CALENDAR = TourCalendar(
    horizon=DayRange(date(2026, 4, 1), date(2027, 3, 31)),
    holidays={date(2026, 10, 12): SPORTS_DAY},
    closed_periods={DayRange(date(2026, 8, 12), date(2026, 8, 16)): OBON},
)
TODAY = date(2026, 6, 1)


def october(first: int, last: int | None = None, choice: Choice = Choice.FIRST) -> Wish:
    return Wish(choice, DayRange(date(2026, 10, first), date(2026, 10, last or first)))


def read(*rows: Wish, kept: tuple[date, ...] = ()) -> Wishes:
    return read_wishes(rows, CALENDAR, TODAY, kept)


def test_a_range_gives_its_working_days() -> None:
    wishes = read(october(5, 7))
    assert wishes.days == {date(2026, 10, day): Choice.FIRST for day in (5, 6, 7)}
    assert wishes.possible == tuple(wishes.days)
    assert not wishes.left_out


def test_weekends_holidays_and_closed_periods_are_left_out_and_named() -> None:
    wishes = read(
        october(9, 13), Wish(Choice.SECOND, DayRange(date(2026, 8, 10), date(2026, 8, 17)))
    )
    assert wishes.possible == tuple(
        date(2026, *month_day) for month_day in ((8, 10), (8, 11), (8, 17), (10, 9), (10, 13))
    )
    assert wishes.left_out[SPORTS_DAY] == (date(2026, 10, 12),)
    assert wishes.left_out[OBON] == tuple(date(2026, 8, day) for day in (12, 13, 14))
    assert wishes.left_out[WEEKEND] == tuple(
        date(2026, *month_day) for month_day in ((8, 15), (8, 16), (10, 10), (10, 11))
    )


def test_the_dearest_choice_of_a_day_counts_whatever_the_order_of_rows() -> None:
    wishes = read(october(6, choice=Choice.THIRD), october(6), october(6, choice=Choice.SECOND))
    assert wishes.days == {date(2026, 10, 6): Choice.FIRST}


def test_an_impossible_day_wins_over_a_choice() -> None:
    wishes = read(october(5, 7), october(6, choice=Choice.IMPOSSIBLE))
    assert wishes.days[date(2026, 10, 6)] is Choice.IMPOSSIBLE
    assert wishes.given_up == (date(2026, 10, 6),)
    assert wishes.possible == (date(2026, 10, 5), date(2026, 10, 7))


def test_an_impossible_weekend_is_nothing_to_remember() -> None:
    wishes = read(october(5), october(10, 11, Choice.IMPOSSIBLE))
    assert wishes.days == {date(2026, 10, 5): Choice.FIRST}
    assert not wishes.left_out


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (october(7, 6), WishProblem.ENDS_BEFORE_IT_BEGINS),
        (
            Wish(Choice.FIRST, DayRange(date(2026, 5, 29), date(2026, 6, 5))),
            WishProblem.IN_THE_PAST,
        ),
        (
            Wish(Choice.FIRST, DayRange(date(2027, 3, 30), date(2027, 4, 1))),
            WishProblem.OUTSIDE_THE_TOUR,
        ),
        (
            Wish(Choice.IMPOSSIBLE, DayRange(date(2026, 3, 31), date(2026, 6, 5))),
            WishProblem.OUTSIDE_THE_TOUR,
        ),
        (october(10, 12), WishProblem.NO_DAY_LEFT),
    ],
)
def test_a_row_that_cannot_be_is_named(row: Wish, problem: WishProblem) -> None:
    wishes = read(october(5), row)
    assert wishes.problems == {1: problem}
    assert wishes.possible == (date(2026, 10, 5),)


def test_today_is_not_the_past() -> None:
    assert not read(Wish(Choice.FIRST, DayRange(TODAY, TODAY))).problems


def test_a_day_that_the_bid_already_had_may_have_passed() -> None:
    passed = date(2026, 5, 28)
    assert not read(Wish(Choice.FIRST, DayRange(passed, passed)), kept=(passed,)).problems


def test_days_are_told_as_ranges_over_what_is_left_out_anyway() -> None:
    days = read(october(8, 14), october(20)).possible
    assert CALENDAR.ranges(days) == [
        DayRange(date(2026, 10, 8), date(2026, 10, 14)),
        DayRange(date(2026, 10, 20), date(2026, 10, 20)),
    ]


def test_ranges_read_back_give_the_same_days() -> None:
    days = {date(2026, 7, 1) + timedelta(days=offset) for offset in range(0, 60, 7)}
    rows = [Wish(Choice.FIRST, each) for each in CALENDAR.ranges(days)]
    assert set(read(*rows).possible) == {day for day in days if CALENDAR.closure_on(day) is None}


def test_consecutive_days_are_told_as_ranges_and_weekends_count() -> None:
    days = [date(2026, 10, day) for day in (9, 10, 12, 10)]
    assert consecutive(days) == [
        DayRange(date(2026, 10, 9), date(2026, 10, 10)),
        DayRange(date(2026, 10, 12), date(2026, 10, 12)),
    ]
    assert consecutive([]) == []
