"""What forms may ask."""

import pytest

from seminar_service.questions.values import (
    USUAL,
    Asking,
    QuestionKind,
    StandardQuestion,
)


def test_every_standard_question_is_usually_asked_in_a_way_that_it_can_be() -> None:
    assert list(USUAL) == list(StandardQuestion)
    required = {question for question, asking in USUAL.items() if asking is Asking.REQUIRED}
    assert all(question.may_be_required for question in required)


def test_nobody_is_made_to_need_or_wish_something() -> None:
    optional = {question for question in StandardQuestion if not question.may_be_required}
    assert optional == {StandardQuestion.CONSULTATION, StandardQuestion.NEEDS}


@pytest.mark.parametrize(
    ("kind", "has_options", "may_be_condition"),
    [
        (QuestionKind.ONE_OF, True, True),
        (QuestionKind.SEVERAL_OF, True, True),
        (QuestionKind.YES_NO, False, True),
        (QuestionKind.LINE, False, False),
        (QuestionKind.DAY, False, False),
    ],
)
def test_other_questions_depend_on_what_is_chosen_alone(
    kind: QuestionKind, has_options: bool, may_be_condition: bool
) -> None:
    assert (kind.has_options, kind.may_be_condition) == (has_options, may_be_condition)
