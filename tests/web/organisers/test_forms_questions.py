"""What the form of a question makes of what is entered."""

import pytest

from seminar_service.questions.values import Condition, OptionDetails
from seminar_service.web.organisers.forms_questions import QuestionForm
from tests.web.conftest import Page

SOUND = {"kind": "one_of", "label_ja": "食事", "label_en": "Meal", "asking": "optional"}
ROWS = {
    "options-0-key": "7",
    "options-0-label_ja": "肉",
    "options-0-label_en": "Beef",
    "options-1-label_ja": "魚",
    "options-1-label_en": "Fish",
    "options-1-is_offered": "y",
}


def test_options_come_with_their_keys_and_empty_rows_are_left_out(page: Page) -> None:
    with page(method="POST", data=SOUND | ROWS | {"options-2-label_ja": "", "is_personal": "y"}):
        form = QuestionForm()
        form.offer([])
        assert form.validate(), form.errors
        found = form.details()
    assert found.options == [
        OptionDetails(7, "肉", "Beef", is_offered=False),
        OptionDetails(None, "魚", "Fish"),
    ]
    assert found.is_personal
    assert found.condition is None


@pytest.mark.parametrize("key", ["²", "x" * 99, "-1", "99999999999"])
def test_a_key_that_is_none_makes_a_new_option(page: Page, key: str) -> None:
    with page(method="POST", data=SOUND | ROWS | {"options-0-key": key}):
        form = QuestionForm()
        form.offer([])
        assert form.validate(), form.errors
        assert form.details().options[0].id is None


def test_a_condition_is_an_option_or_yes_or_no(page: Page) -> None:
    for chosen, condition in (
        ("4:12", Condition(4, option_id=12)),
        ("4:yes", Condition(4, says_yes=True)),
        ("4:no", Condition(4, says_yes=False)),
    ):
        with page(method="POST", data=SOUND | ROWS | {"condition": chosen}):
            assert QuestionForm().details().condition == condition
