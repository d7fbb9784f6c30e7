"""What was entered, in words and in hidden fields."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice

from seminar_service.web.entered import entered_pairs, entered_words
from tests.web.conftest import Page


class Sample(FlaskForm):  # type: ignore[misc]  # the library has no types
    name = StringField("Name")
    empty = StringField("Empty")
    wanted = BooleanField("Wanted")
    refused = BooleanField("Refused")
    several = SelectMultipleField(
        "Several", choices=[SelectChoice("a", "First"), SelectChoice("b", "Second")]
    )


DATA = {"name": "花子", "empty": "", "wanted": "y", "several": ["a", "b"]}


def test_what_says_something_is_told_in_words(page: Page) -> None:
    with page(method="POST", data=DATA):
        assert entered_words(Sample()) == [
            ("Name", "花子"),
            ("Wanted", "Yes"),
            ("Several", "First, Second"),
        ]


def test_hidden_fields_bring_the_same_form_back(page: Page) -> None:
    with page(method="POST", data=DATA):
        pairs = entered_pairs(Sample())
    assert pairs == [
        ("name", "花子"),
        ("empty", ""),
        ("wanted", "y"),
        ("several", "a"),
        ("several", "b"),
    ]
