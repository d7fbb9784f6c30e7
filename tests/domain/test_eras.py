from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.eras import era_year
from seminar_service.domain.errors import DateBeforeEras

days = st.dates(min_value=date(1926, 12, 26), max_value=date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 5, 1), "令和元年"),
        (date(2019, 4, 30), "平成31年"),
        (date(2020, 1, 1), "令和2年"),
        (date(1989, 1, 8), "平成元年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1926, 12, 25), "昭和元年"),
        (date(2027, 4, 1), "令和9年"),
    ],
)
def test_eras_change_on_their_day(day: date, name: str) -> None:
    assert era_year(day) == name


def test_a_date_before_the_eras_is_refused() -> None:
    with pytest.raises(DateBeforeEras):
        era_year(date(1926, 12, 24))


@given(days)
def test_a_year_changes_its_name_with_the_new_year_or_with_a_new_era(day: date) -> None:
    before, after = era_year(day - timedelta(days=1)), era_year(day)

    assert after == before or after.endswith("元年") or day.strftime("%m-%d") == "01-01"
