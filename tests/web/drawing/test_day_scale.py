"""Where days lie that are drawn from left to right."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from seminar_service.web.drawing.day_scale import CHART, Scale, Span, beside, stretches, width_of

FIRST, LAST = date(2027, 4, 1), date(2028, 3, 31)
YEAR = Scale(FIRST, LAST)


def test_a_year_and_a_week_are_about_as_wide() -> None:
    week = Scale(FIRST, FIRST + timedelta(days=6))
    assert abs(YEAR.width - CHART) < 4
    assert abs(week.width - CHART) < 4


def test_parts_follow_each_other_without_gap_and_fill_the_whole() -> None:
    months = list(YEAR.parts(lambda day: day.day == 1))
    assert [each.first.month for each in months] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    for one, following in pairwise(months):
        assert one.last + timedelta(days=1) == following.first
        assert abs(one.x + one.width - following.x) < 0.2
    assert abs(months[-1].x + months[-1].width - YEAR.width) < 0.2


def test_the_first_part_begins_with_the_first_day_whatever_begins_parts() -> None:
    weeks = list(YEAR.parts(lambda day: day.weekday() == 0))
    assert (weeks[0].first, weeks[0].last) == (FIRST, date(2027, 4, 4))


def test_days_outside_are_cut_off_and_left_out() -> None:
    (span,) = YEAR.spans([LAST, LAST + timedelta(days=1), FIRST - timedelta(days=9)])
    assert (span.first, span.last) == (LAST, LAST)
    assert FIRST in YEAR
    assert LAST + timedelta(days=1) not in YEAR


def test_the_middle_of_a_day_lies_in_its_span() -> None:
    span = YEAR.span(FIRST, FIRST)
    assert span.x < YEAR.middle(FIRST) < span.x + span.width


def test_days_that_follow_each_other_are_one_stretch() -> None:
    days = [date(2027, 8, 14), date(2027, 8, 12), date(2027, 8, 13), date(2027, 9, 1)]
    assert stretches(days) == [(days[1], days[0]), (days[3], days[3])]
    assert stretches(()) == []


def test_japanese_letters_are_wider_than_latin_ones() -> None:
    assert width_of("大阪", 10) == 20
    assert width_of("ab", 10) < width_of("大阪", 10)


@pytest.mark.parametrize(
    ("width", "end", "text", "begins"),
    [
        (80.0, 90.0, "大阪・京都", 3.0),
        (10.0, 90.0, "大阪・京都", 13.0),
        (10.0, 60.0, "大阪…", 13.0),
        (10.0, 20.0, "", 0.0),
    ],
)
def test_names_stand_within_or_behind_what_they_belong_to_or_are_left_out(
    width: float, end: float, text: str, begins: float
) -> None:
    span = Span(FIRST, FIRST, 0.0, width)
    assert beside(("大阪", "京都"), span, end, 11) == (text, begins)


def test_no_names_make_no_label() -> None:
    assert beside((), Span(FIRST, FIRST, 0.0, 80.0), 90.0, 11) == ("", 0)
