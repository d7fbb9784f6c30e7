"""Forms that change a row: they carry its version, and what each field showed at first."""

import pytest
from wtforms import StringField

from seminar_service.web.editing.conflicts import Side
from seminar_service.web.editing.forms import NO_VERSION, VersionedForm, version_in
from tests.web.conftest import Page


class ThingForm(VersionedForm):
    """A thing with two properties, and a word about the change."""

    beside = frozenset({"note"})

    name = StringField()
    place = StringField()
    note = StringField()


def of_row(version: int, name: str, place: str) -> ThingForm:
    """A form as a row fills it, whatever was sent."""
    return ThingForm(None, data={"version": version, "name": name, "place": place})


@pytest.fixture
def shown(page: Page) -> str:
    """What a page notes of a row that said `old` and `here`."""
    with page():
        return of_row(3, "old", "here").shown_now()


@pytest.mark.parametrize(
    ("text", "version"),
    [("7", 7), ("", 0), ("-1", 0), ("x", 0), ("²", 0), ("1 ", 0), ("9" * 10, 0)],
)
def test_a_version_is_a_short_number_and_anything_else_is_none(text: str, version: int) -> None:
    assert version_in(text) == version


def test_a_form_that_comes_back_without_a_version_does_not_pass_for_a_new_one(page: Page) -> None:
    with page(method="POST", data={"name": "new"}):
        form = ThingForm(data={"version": 3})
        assert form.validate()
        assert form.version.data == NO_VERSION


def test_a_form_that_is_shown_first_notes_the_version_and_what_it_shows(
    page: Page, shown: str
) -> None:
    with page():
        form = of_row(3, "old", "here")
        form.hidden_tag()
    assert (form.version.data, form.shown.data) == (3, shown)
    assert set(form.shown_at_first()) == {"name", "place"}


def test_what_others_changed_is_taken_over_and_what_one_typed_stays(page: Page, shown: str) -> None:
    sent = {"version": "3", "shown": shown, "name": "mine", "place": "here", "note": "a word"}
    with page(method="POST", data=sent):
        form = ThingForm()
        found = form.differences_to(of_row(4, "theirs", "there"))
        sides = {each.field.name: (each.side, each.theirs) for each in found}
        assert sides == {"name": (Side.BOTH, "theirs"), "place": (Side.THEIRS, "there")}
        assert (form.name.data, form.place.data) == ("mine", "there")


def test_a_word_about_the_change_is_no_difference(page: Page, shown: str) -> None:
    sent = {"version": "3", "shown": shown, "name": "old", "place": " here ", "note": "a word"}
    with page(method="POST", data=sent):
        assert ThingForm().says_the_same_as(of_row(3, "old", "here"))
        assert not ThingForm().says_the_same_as(of_row(3, "old", "there"))


def test_who_chooses_what_the_other_entered_sends_that_whatever_was_typed(page: Page) -> None:
    sent = {"version": "4", "name": "mine", "place": "here", "take-name": "theirs"}
    with page(method="POST", data=sent):
        form = ThingForm(data={"version": 4, "name": "theirs", "place": "there"})
        assert (form.name.data, form.place.data) == ("theirs", "here")
        assert form.taken == {"name"}


def test_where_nobody_knows_what_was_shown_both_have_changed_it(page: Page) -> None:
    with page(method="POST", data={"version": "3", "shown": "x y:", "name": "mine", "place": ""}):
        found = ThingForm().differences_to(of_row(4, "theirs", ""))
        assert [each.side for each in found] == [Side.BOTH]
