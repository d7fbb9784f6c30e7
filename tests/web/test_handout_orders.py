"""The form of an order."""

import pytest
from werkzeug.datastructures import MultiDict

from seminar_service.handouts.model import Handout
from seminar_service.handouts.values import MOST_PIECES
from seminar_service.web.handout_orders import named, order_form
from tests.web.conftest import Page

HANDOUTS = [
    Handout(id=number, name_ja="てびき", name_en="Guide", edition="2026", language="ja")
    for number in (1, 2)
]
FILLED = {"address": "千代田区1-1", "pieces_2": "10"}


def test_what_was_entered_is_known_by_its_handout(page: Page) -> None:
    with page():
        form = order_form(HANDOUTS, formdata=MultiDict(FILLED), meta={"csrf": False})
        assert form.validate()
        assert form.pieces() == {1: 0, 2: 10}
        assert named(HANDOUTS[0]) == "Guide (2026, Japanese)"


@pytest.mark.parametrize("text", ["-1", "x", str(MOST_PIECES + 1)])
def test_a_number_that_cannot_be_is_said_at_its_field(page: Page, text: str) -> None:
    with page():
        given = MultiDict(FILLED | {"pieces_2": text})
        form = order_form(HANDOUTS, formdata=given, meta={"csrf": False})
        assert not form.validate()
        assert set(form.errors) == {"pieces_2"}


def test_an_order_of_nothing_is_refused(page: Page) -> None:
    with page():
        given = MultiDict(FILLED | {"pieces_2": ""})
        assert not order_form(HANDOUTS, formdata=given, meta={"csrf": False}).validate()
