from datetime import date

import pytest

from seminar_service.samples.working_days import is_working_day, working_days
from seminar_service.tours.closed_periods import (
    DEFAULT_CLOSED_PERIODS,
    ClosedPeriod,
    closed_period_on,
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 8, 11), None),
        (date(2027, 8, 12), "お盆"),
        (date(2027, 8, 16), "お盆"),
        (date(2027, 8, 17), None),
        (date(2027, 12, 28), None),
        (date(2027, 12, 29), "年末年始"),
        (date(2028, 1, 3), "年末年始"),
        (date(2028, 1, 4), None),
    ],
)
def test_offices_are_closed_over_obon_and_the_years_turn(day: date, name: str | None) -> None:
    period = closed_period_on(day, DEFAULT_CLOSED_PERIODS)

    assert (period.name_ja if period else None) == name


def test_an_ordinary_friday_is_a_working_day_and_the_saturday_after_is_not() -> None:
    assert is_working_day(date(2027, 6, 4), holidays=())
    assert not is_working_day(date(2027, 6, 5), holidays=())
    assert not is_working_day(date(2027, 6, 6), holidays=())


def test_holidays_and_closed_periods_are_no_working_days() -> None:
    assert not is_working_day(date(2027, 5, 3), holidays={date(2027, 5, 3)})
    assert not is_working_day(date(2027, 8, 12), holidays=())
    assert is_working_day(date(2027, 8, 12), holidays=(), closed=())


def test_the_organisers_own_table_counts() -> None:
    fair = ClosedPeriod("見本市", "Fair", (6, 1), (6, 3))

    found = working_days(date(2027, 5, 31), date(2027, 6, 7), holidays=(), closed=(fair,))

    assert [day.isoformat() for day in found] == ["2027-05-31", "2027-06-04", "2027-06-07"]


def test_a_span_that_ends_before_it_begins_has_no_days() -> None:
    assert list(working_days(date(2027, 6, 2), date(2027, 6, 1), holidays=())) == []
