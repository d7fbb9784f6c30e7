"""When reports of counters are due, and which are late."""

from datetime import date

import pytest

from seminar_service.counters.months import MonthState, due_on, following, late_months, state_of

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


def test_a_report_is_due_on_the_tenth_of_the_next_month() -> None:
    assert due_on(APRIL) == date(2026, 5, 10)
    assert due_on(date(2026, 12, 1)) == date(2027, 1, 10)
    assert following(date(2027, 1, 1)) == date(2027, 2, 1)


@pytest.mark.parametrize(
    ("month", "today", "is_there", "state"),
    [
        (APRIL, date(2026, 5, 10), False, MonthState.OPEN),
        (APRIL, date(2026, 5, 11), False, MonthState.LATE),
        (APRIL, date(2026, 5, 11), True, MonthState.REPORTED),
        (MAY, date(2026, 4, 30), False, MonthState.AHEAD),
        (date(2026, 3, 1), date(2026, 5, 11), False, MonthState.NOT_ASKED),
    ],
)
def test_a_month_stands_by_its_day(
    month: date, today: date, is_there: bool, state: MonthState
) -> None:
    assert state_of(month, APRIL, today, is_there=is_there) is state


def test_months_without_a_report_are_late_once_they_were_due() -> None:
    assert late_months(APRIL, set(), date(2026, 5, 10)) == []
    assert late_months(APRIL, {MAY}, date(2026, 7, 11)) == [APRIL, date(2026, 6, 1)]
    assert late_months(None, set(), date(2026, 7, 11)) == []
