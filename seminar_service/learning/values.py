"""What a course is made of: lessons with text, and questions of four kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from seminar_service.domain.bilingual import Written, written_for

LONGEST_CODE: Final = 60
LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 20_000
LONGEST_SAID: Final = 1_000
"""A question, one of its answers, an explanation."""
MOST_LESSONS: Final = 50
MOST_QUESTIONS: Final = 20
"""Of one lesson."""
MOST_ANSWERS: Final = 10
LARGEST_NUMBER: Final = 1_000_000_000
"""What a question for a number has for its answer, at most, above or below zero."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    """One answer is right."""
    SEVERAL = "several"
    """All right answers, and no other, are to be chosen."""
    ORDER = "order"
    """The answers are to be brought into the order in which the course has them."""
    NUMBER = "number"
    """A number is to be entered."""


@dataclass(frozen=True)
class Said:
    """A text in both languages."""

    ja: str
    en: str

    def written(self, locale: str) -> Written:
        """The text as a reader gets it."""
        found = written_for(locale, ja=self.ja, en=self.en)
        assert found is not None  # noqa: S101 (a course is read with both)
        return found

    def text_in(self, locale: str) -> str:
        """The same as a text."""
        return self.written(locale).text


@dataclass(frozen=True)
class Answer:
    """One answer that can be chosen, and why it is right or wrong."""

    text: Said
    is_right: bool
    explanation: Said | None


@dataclass(frozen=True)
class Question:
    """One question of a lesson.

    Attributes:
        kind: How it is answered.
        text: What is asked.
        answers: What can be chosen; of `ORDER` in their right order; of `NUMBER` none.
        number: The right number of `NUMBER`.
        tolerance: How far from it an answer may be.
        explanation: What is said of it once it is answered.
    """

    kind: QuestionKind
    text: Said
    answers: Sequence[Answer] = ()
    number: int = 0
    tolerance: int = 0
    explanation: Said | None = None

    def shown_order(self) -> Sequence[int]:
        """The places in which answers are shown: those to be put in order stand mixed up."""
        places = range(len(self.answers))
        if self.kind is not QuestionKind.ORDER:
            return list(places)
        return [*places[1::2], *places[::2]]


@dataclass(frozen=True)
class Lesson:
    """A text to be read, as Markdown, and questions about it."""

    title: Said
    text: Said
    questions: Sequence[Question] = ()


@dataclass(frozen=True)
class Course:
    """A course: its name in addresses, what it is about, how long it takes, its lessons."""

    code: str
    title: Said
    summary: Said
    minutes: int
    lessons: Sequence[Lesson]

    @property
    def questions(self) -> Sequence[Question]:
        """The questions of all lessons, in their order."""
        return [question for lesson in self.lessons for question in lesson.questions]
