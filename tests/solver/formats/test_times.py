from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.formats.times import date_of, parse_date, parse_time, show_time


@given(minutes=st.integers(0, 1439))
def test_a_time_that_is_shown_is_read_as_the_same_minutes(minutes: int) -> None:
    assert parse_time(show_time(minutes)) == minutes


@pytest.mark.parametrize("text", ["24:00", "9:00", "09:60", "0900", "09:00 ", "", None, 540])
def test_what_is_no_time_of_the_format_is_none(text: object) -> None:
    assert parse_time(text) is None


@given(day=st.dates())
def test_a_date_is_read_as_it_is_written(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert date_of(day.toordinal()) == day


@pytest.mark.parametrize("text", ["2027-02-30", "20270228", "2027-2-28", "0000-01-01", 20270228])
def test_what_is_no_existing_date_is_none(text: object) -> None:
    assert parse_date(text) is None


def test_a_day_outside_the_calendar_is_shown_as_the_nearest_date() -> None:
    assert date_of(0) == date.min
    assert date_of(date.max.toordinal() + 1) == date.max
