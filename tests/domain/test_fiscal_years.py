from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.fiscal_years import FiscalYear, fiscal_year_to_plan
from seminar_service.domain.locales import Locale

days = st.dates(min_value=date(1927, 4, 1), max_value=date(2200, 12, 31))


@given(days)
def test_every_day_lies_in_its_fiscal_year_and_no_other(day: date) -> None:
    year = FiscalYear.of(day)

    assert day in year
    assert day not in year.next
    assert day not in year.previous


@given(days)
def test_fiscal_years_follow_each_other_without_a_gap(day: date) -> None:
    year = FiscalYear.of(day)

    assert year.last_day + timedelta(days=1) == year.next.first_day
    assert year.next.previous == year
    assert year.first_day.strftime("%m-%d") == "04-01"
    assert year.last_day.strftime("%m-%d") == "03-31"


def test_the_months_run_from_april_to_march() -> None:
    months = FiscalYear(2015).months

    assert months[0] == date(2015, 4, 1)
    assert months[8] == date(2015, 12, 1)
    assert months[9] == date(2016, 1, 1)
    assert months[11] == date(2016, 3, 1)
    assert len(months) == 12


@pytest.mark.parametrize(
    ("start_year", "label"),
    [
        (2027, "令和9年度"),
        (2019, "令和元年度"),
        (2018, "平成30年度"),
        (2015, "平成27年度"),
        (1989, "平成元年度"),
        (1988, "昭和63年度"),
    ],
)
def test_a_fiscal_year_is_named_by_its_era_in_japanese(start_year: int, label: str) -> None:
    assert FiscalYear(start_year).label(Locale.JA) == label


def test_a_fiscal_year_is_named_by_its_first_calendar_year_in_english() -> None:
    assert FiscalYear(2027).label(Locale.EN) == "Fiscal year 2027"


@pytest.mark.parametrize(
    ("today", "start_year"),
    [
        (date(2026, 4, 1), 2026),
        (date(2026, 10, 1), 2026),
        (date(2026, 10, 2), 2027),
        (date(2026, 12, 31), 2027),
        (date(2027, 3, 31), 2027),
        (date(2027, 4, 1), 2027),
    ],
)
def test_the_next_year_is_planned_when_less_than_six_months_are_left(
    today: date, start_year: int
) -> None:
    assert fiscal_year_to_plan(today) == FiscalYear(start_year)
