"""What advisers fill in."""

import pytest

from seminar_service.web.advisers.forms import LONGEST_NOTE, AnswerForm
from tests.web.conftest import Page


@pytest.mark.parametrize(
    ("button", "note", "is_valid"),
    [
        ("confirm", "", True),
        ("confirm", "See you there", True),
        ("decline", "I am abroad", True),
        ("decline", "", False),
        ("decline", "  ", False),
        ("decline", "x" * (LONGEST_NOTE + 1), False),
    ],
)
def test_who_declines_says_why(page: Page, button: str, note: str, is_valid: bool) -> None:
    with page(method="POST", data={"seminar": "abc", button: "1", "note": note}):
        form = AnswerForm()
        assert form.validate() is is_valid
        assert form.agrees is (button == "confirm")


def test_an_answer_is_one_to_a_seminar(page: Page) -> None:
    with page(method="POST", data={"confirm": "1"}):
        form = AnswerForm()
        assert not form.validate()
        assert set(form.errors) == {"seminar"}
