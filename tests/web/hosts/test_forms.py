"""Forms of those who ask for a seminar."""

import pytest
from flask import current_app
from werkzeug.datastructures import MultiDict
from wtforms import Form

from seminar_service.web.hosts.forms import ConfirmationForm
from seminar_service.web.key_fields import KeyField, new_key
from tests.web.conftest import Page

KEY = "0123456789abcdef" * 2


class Keyed(Form):  # type: ignore[misc]  # WTForms ships no types
    """A form that may be sent twice."""

    key = KeyField(default=new_key)


def sent(key: str) -> str:
    return str(Keyed(MultiDict({"key": key})).key.data)


def test_every_form_that_is_shown_has_a_key_of_its_own(page: Page) -> None:
    with page():
        keys = {Keyed().key.data for _ in range(3)}
    assert len(keys) == 3
    assert all(len(bytes.fromhex(key)) == 16 for key in keys)


def test_the_key_that_the_page_gave_comes_back(page: Page) -> None:
    with page(method="POST"):
        assert sent(KEY) == KEY


@pytest.mark.parametrize("made_up", ["", "x", KEY.upper(), KEY[:-1], f"{KEY}0", f"{KEY}\n"])
def test_a_key_that_is_none_is_replaced(page: Page, made_up: str) -> None:
    with page(method="POST"):
        assert sent(made_up) != made_up
        assert len(sent(made_up)) == len(KEY)


def test_a_key_that_another_site_sends_opens_nothing(page: Page) -> None:
    with page(method="POST", headers={"Sec-Fetch-Site": "cross-site"}):
        current_app.config["WTF_CSRF_ENABLED"] = True  # as everywhere but in tests
        assert sent(KEY) != KEY


@pytest.mark.parametrize(
    ("answer", "is_valid", "agrees"),
    [("agree", True, True), ("decline", True, False), ("", False, False), ("maybe", False, False)],
)
def test_a_date_suits_only_who_says_so(
    page: Page, answer: str, is_valid: bool, agrees: bool
) -> None:
    with page(method="POST", data={"answer": answer}):
        form = ConfirmationForm()
        assert (form.validate(), form.agrees) == (is_valid, agrees)
