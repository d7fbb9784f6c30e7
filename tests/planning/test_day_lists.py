from datetime import date

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.planning.day_lists import list_days, name_day, name_month

DAYS = [
    date.fromisoformat(day)
    for day in ("2027-05-19", "2027-05-20", "2027-05-30", "2027-05-31", "2027-06-01", "2027-06-09")
]


LISTED = {
    Locale.JA: (
        "2027年5月19日（水）〜20日（木）・2027年5月30日（日）〜6月1日（火）・2027年6月9日（水）"
    ),
    Locale.EN: (
        "Wed 19 May 2027 – Thu 20 May 2027, Sun 30 May 2027 – Tue 1 Jun 2027, Wed 9 Jun 2027"
    ),
}


@pytest.mark.parametrize(("locale", "text"), LISTED.items())
def test_days_in_a_row_are_listed_as_a_span(locale: Locale, text: str) -> None:
    assert list_days(DAYS, locale) == text


def test_a_span_over_the_turn_of_a_year_names_both_years() -> None:
    days = [date(2027, 12, 31), date(2028, 1, 1)]
    assert list_days(days, Locale.JA) == "2027年12月31日（金）〜2028年1月1日（土）"


def test_one_day_is_written_as_its_readers_write_it() -> None:
    assert name_day(DAYS[0], Locale.JA) == "2027年5月19日（水）"
    assert name_day(DAYS[0], Locale.EN) == "Wed 19 May 2027"


def test_a_month_is_written_as_its_readers_write_it() -> None:
    assert name_month(DAYS[0], Locale.JA) == "2027年5月"
    assert name_month(DAYS[0], Locale.EN) == "May 2027"
