"""Marking what somebody answered."""

from collections.abc import Sequence

from seminar_service.domain.text_folding import fold_width
from seminar_service.learning.values import LARGEST_NUMBER, Question, QuestionKind

_LONGEST_NUMBER = 16


def is_right(question: Question, given: Sequence[str]) -> bool:
    """Whether an answer is right.

    Args:
        question: What was asked.
        given: What came: numbers of chosen answers, counted from 0; for an order the place, from 1,
            of each answer in the order of the course; for a number what was typed.
    """
    if question.kind is QuestionKind.NUMBER:
        number = _number(given[0]) if given else None
        return number is not None and abs(number - question.number) <= question.tolerance
    if question.kind is QuestionKind.ORDER:
        return list(given) == [str(place + 1) for place in range(len(question.answers))]
    right = {str(place) for place, each in enumerate(question.answers) if each.is_right}
    return set(given) == right


def _number(text: str) -> int | None:
    """A whole number in any width, with separators or without."""
    if len(text) > _LONGEST_NUMBER:
        return None
    folded = fold_width(text).replace(",", "").strip()
    digits = folded.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()):
        return None
    number = int(folded)
    return number if abs(number) <= LARGEST_NUMBER else None
