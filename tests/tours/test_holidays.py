from datetime import date

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.tours.holidays import holiday_dates, holiday_names


def test_the_holidays_of_a_fiscal_year_carry_their_japanese_names() -> None:
    names = holiday_names(FiscalYear(2015))

    assert names[date(2015, 5, 5)] == "こどもの日"
    assert names[date(2016, 1, 1)] == "元日"


def test_substitute_holidays_and_the_day_between_two_are_holidays() -> None:
    days = holiday_dates(FiscalYear(2015))

    assert date(2015, 5, 6) in days
    assert date(2015, 9, 22) in days


def test_holidays_of_other_fiscal_years_are_left_out() -> None:
    days = holiday_dates(FiscalYear(2026))

    assert date(2026, 4, 29) in days
    assert date(2026, 1, 1) not in days
    assert all(day in FiscalYear(2026) for day in days)


def test_obon_is_no_public_holiday() -> None:
    assert date(2027, 8, 13) not in holiday_dates(FiscalYear(2027))
