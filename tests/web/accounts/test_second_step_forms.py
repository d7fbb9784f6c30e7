"""Forms of the second step that stand in for Flask-Security's."""

from werkzeug.datastructures import MultiDict
from wtforms import Form

from seminar_service.web.accounts.second_step_forms import Rescue, WayField


class Ways(Form):  # type: ignore[misc]  # WTForms ships no types
    """A choice among ways, and what nobody is offered."""

    which = WayField()
    rescue = Rescue()


def test_the_ways_that_the_library_gives_can_be_chosen_and_no_others() -> None:
    for chosen, is_valid in (("code", True), ("webauthn", True), ("mail", False)):
        form = Ways(MultiDict({"which": chosen}))
        form.which.choices = [("code", "App"), ("webauthn", "Passkey")]
        assert form.validate() is is_valid, chosen


def test_without_ways_there_is_none_to_choose() -> None:
    form = Ways(MultiDict({"which": "code"}))
    form.which.choices = None
    assert list(form.which.choices) == []
    assert not form.validate()


def test_each_form_takes_up_what_the_library_offers_for_itself() -> None:
    first, second = Ways(), Ways()
    first.rescue.choices.append(("mail", "By mail"))
    assert second.rescue.choices == []
