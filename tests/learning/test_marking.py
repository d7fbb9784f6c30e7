"""Marking answers."""

import pytest

from seminar_service.learning.marking import is_right
from seminar_service.learning.values import Answer, Question, QuestionKind, Said

TEXT = Said("問", "q")


def chosen(kind: QuestionKind, *right: bool) -> Question:
    return Question(kind, TEXT, [Answer(TEXT, each, None) for each in right])


@pytest.mark.parametrize(
    ("given", "right"),
    [(["1"], True), (["0"], False), ([], False), (["1", "0"], False), (["x"], False)],
)
def test_one_answer_is_right(given: list[str], right: bool) -> None:
    assert is_right(chosen(QuestionKind.SINGLE, False, True), given) is right


@pytest.mark.parametrize(
    ("given", "right"),
    [(["0", "2"], True), (["2", "0"], True), (["0"], False), (["0", "1", "2"], False)],
)
def test_all_right_answers_and_no_other(given: list[str], right: bool) -> None:
    assert is_right(chosen(QuestionKind.SEVERAL, True, False, True), given) is right


@pytest.mark.parametrize(
    ("given", "right"),
    [(["1", "2"], True), (["2", "1"], False), (["1", "1"], False), (["1"], False)],
)
def test_an_order_is_that_of_the_course(given: list[str], right: bool) -> None:
    assert is_right(chosen(QuestionKind.ORDER, True, True), given) is right


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("1000", True),
        ("1,001", True),
        ("９９９", True),
        (" 1000 ", True),
        ("1002", False),
        ("", False),
        ("x", False),
        ("--1000", False),
        ("1e3", False),
        ("9" * 5_000, False),
        ("²", False),
    ],
)
def test_a_number_may_be_near(given: str, right: bool) -> None:
    question = Question(QuestionKind.NUMBER, TEXT, number=1000, tolerance=1)
    assert is_right(question, [given]) is right
    assert not is_right(question, [])
