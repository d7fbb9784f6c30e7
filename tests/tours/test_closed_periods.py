from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.tours.closed_periods import (
    DEFAULT_CLOSED_PERIODS,
    ClosedPeriod,
    closed_period_on,
)

OBON, YEARS_TURN = DEFAULT_CLOSED_PERIODS
month_days = st.dates(date(2027, 1, 1), date(2027, 12, 31)).map(lambda day: (day.month, day.day))
years = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 8, 11), None),
        (date(2026, 8, 12), OBON),
        (date(2027, 8, 16), OBON),
        (date(2026, 8, 17), None),
        (date(2026, 12, 28), None),
        (date(2026, 12, 29), YEARS_TURN),
        (date(2027, 1, 3), YEARS_TURN),
        (date(2027, 1, 4), None),
    ],
)
def test_obon_and_the_years_turn_come_back_every_year(
    day: date, period: ClosedPeriod | None
) -> None:
    assert closed_period_on(day, DEFAULT_CLOSED_PERIODS) == period


def test_of_periods_that_overlap_the_first_one_is_named() -> None:
    longer = ClosedPeriod("夏季休業", "Summer", (8, 1), (8, 31))

    assert closed_period_on(date(2026, 8, 13), [longer, OBON]) is longer


@given(st.lists(month_days, min_size=2, max_size=2, unique=True), years)
def test_a_period_and_the_rest_of_the_year_share_their_ends_alone(
    ends: list[tuple[int, int]], day: date
) -> None:
    first, last = ends
    period, rest = ClosedPeriod("甲", "A", first, last), ClosedPeriod("乙", "B", last, first)

    assert day in period or day in rest
    assert (day in period and day in rest) is ((day.month, day.day) in {first, last})
