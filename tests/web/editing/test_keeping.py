"""When what was entered cannot be saved at all."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, SubmitField

from seminar_service.web.editing.keeping import entered_in
from seminar_service.web.fields import WholeNumberField
from tests.web.conftest import Page


class ThingForm(FlaskForm):  # type: ignore[misc]  # WTForms ships no types
    """A thing, and what goes with a form."""

    key = HiddenField("Key")
    name = StringField("Name")
    places = WholeNumberField("Places")
    send = SubmitField("Send")


def test_what_people_see_is_given_back_with_its_name(page: Page) -> None:
    with page(method="POST", data={"key": "k", "name": "Hall", "places": "50", "send": "1"}):
        assert entered_in(ThingForm()) == [("Name", "Hall"), ("Places", "50")]


def test_what_could_not_be_read_is_given_back_as_it_was_typed(page: Page) -> None:
    with page(method="POST", data={"name": "", "places": "about fifty"}):
        assert entered_in(ThingForm()) == [("Places", "about fifty")]
