"""What a field says: in a form that can be compared, and in words."""

from datetime import date, time

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FieldList, Form, FormField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice

from seminar_service.web.editing.pictures import (
    Picture,
    digest,
    in_words,
    listed,
    picture,
    picture_of,
    value_in_words,
)
from tests.web.conftest import Page


class Row(Form):  # type: ignore[misc]  # WTForms ships no types
    first = StringField()
    second = StringField()


class Rows(Form):  # type: ignore[misc]  # WTForms ships no types
    rows = FieldList(FormField(Row), min_entries=2)
    topics = SelectMultipleField(
        choices=[SelectChoice("1", "Patents"), SelectChoice("2", "Brands")], validate_choice=False
    )
    wanted = BooleanField()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (False, ""),
        (0, "0"),
        (" one\r\ntwo ", "one\ntwo"),
        ([10, 9], ["10", "9"]),
        ({"b", "a"}, ["a", "b"]),
        (date(2027, 5, 14), "2027-05-14"),
        (time(9, 5), "09:05:00"),
    ],
)
def test_a_value_says_the_same_however_it_was_typed(value: object, said: Picture) -> None:
    assert picture_of(value) == said


def test_rows_that_say_nothing_are_no_difference() -> None:
    short = Rows(MultiDict({"rows-0-first": "a"}))
    gap = Rows(MultiDict({"rows-0-first": "", "rows-3-first": "a", "rows-4-second": " "}))
    other = Rows(MultiDict({"rows-0-second": "a"}))
    assert picture(short.rows) == picture(gap.rows) != picture(other.rows)
    assert digest(picture(short.rows)) == digest(picture(gap.rows))
    assert digest(picture(short.rows)) != digest(picture(other.rows))


def test_chosen_things_are_told_by_name_and_what_is_no_choice_any_more_by_its_value(
    page: Page,
) -> None:
    with page():
        assert in_words(Rows(MultiDict([("topics", "2"), ("topics", "1")])).topics) == (
            "Patents, Brands"
        )
        assert in_words(Rows(MultiDict([("topics", "2"), ("topics", "7")])).topics) == "Brands, 7"


def test_a_tick_is_told_as_yes_or_no(page: Page) -> None:
    with page():
        assert in_words(Rows(MultiDict({"wanted": "y"})).wanted) == "Yes"
        assert in_words(Rows(MultiDict({"rows-0-first": "a"})).wanted) == "No"


def test_rows_are_told_one_after_the_other_without_the_empty_ones(page: Page) -> None:
    form = Rows(
        MultiDict(
            {"rows-0-first": "a", "rows-0-second": "b", "rows-1-first": "", "rows-2-first": "c"}
        )
    )
    with page():
        assert in_words(form.rows) == "a, b; c"
    with page(locale="ja"):
        assert in_words(form.rows) == "a、b；c"


def test_days_and_times_are_told_as_readers_know_them(page: Page) -> None:
    with page():
        assert value_in_words(date(2027, 5, 14)) == "Fri 14 May 2027"
        assert value_in_words(time(9, 5)) == "09:05"
        assert value_in_words(None) == ""
        assert listed(["a", "", "b"]) == "a, b"
