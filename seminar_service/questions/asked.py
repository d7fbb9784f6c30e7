"""What the form of a tour or of one seminar asks now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from seminar_service.questions.model import (
    Question,
    QuestionCondition,
    QuestionOption,
    QuestionSheet,
    SheetLine,
)
from seminar_service.questions.values import NO, USUAL, YES, Asking, StandardQuestion


@dataclass(frozen=True)
class OwnQuestion:
    """An own question as a form asks it; `on` is the question that its condition looks at."""

    question: Question
    is_required: bool
    on: Question | None = None

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"q{self.question.id}"

    @property
    def condition(self) -> QuestionCondition | None:
        """Of whom it is asked alone; None where it is asked of everybody."""
        return self.question.condition if self.on is not None else None

    @property
    def option_needed(self) -> QuestionOption | None:
        """The option that must have been chosen at `on`."""
        wanted = self.question.condition.option_id if self.question.condition else None
        options = self.on.options if self.on is not None else ()
        return next((option for option in options if option.id == wanted), None)

    @property
    def on_name(self) -> str:
        """What the field is called at which its condition looks; empty where there is none."""
        return f"q{self.on.id}" if self.on is not None else ""

    @property
    def value_needed(self) -> str:
        """What that field must say, as a form sends it; empty where there is no condition."""
        if (condition := self.condition) is None:
            return ""
        if condition.option_id is not None:
            return str(condition.option_id)
        return YES if condition.says_yes else NO

    def is_frozen(self, today: date) -> bool:
        """Whether participants change their answer no more on a day in Japan."""
        return self.question.frozen_on is not None and self.question.frozen_on <= today


@dataclass(frozen=True)
class Asked:
    """What a form asks: the standard questions, and the own ones in their order."""

    standard: Mapping[StandardQuestion, Asking]
    own: tuple[OwnQuestion, ...] = ()

    def asks(self, question: StandardQuestion) -> bool:
        """Whether the form asks a standard question."""
        return self.standard[question] is not Asking.OFF

    def requires(self, question: StandardQuestion) -> bool:
        """Whether the form insists on an answer to a standard question."""
        return self.standard[question] is Asking.REQUIRED


AS_USUAL: Final = Asked(USUAL)
"""What a form asks while nobody has decided anything."""


def asked_in(session: Session, tour_id: int, seminar_id: int | None = None) -> Asked:
    """What the form of a seminar asks; without one, that of its tour. Five queries at most."""
    lines = _lines(session, tour_id, QuestionSheet.seminar_id == seminar_id)
    return _put_together(own_questions(session, tour_id), lines)


def asked_at_each(session: Session, tour_id: int, seminar_ids: Collection[int]) -> dict[int, Asked]:
    """What the form of each of some seminars of a tour asks. Five queries at most."""
    rows = own_questions(session, tour_id)
    lines = _lines(session, tour_id, QuestionSheet.seminar_id.in_(seminar_ids))
    return {
        key: _put_together(rows, [each for each in lines if each.sheet.seminar_id in (None, key)])
        for key in seminar_ids
    }


def own_questions(session: Session, tour_id: int) -> list[Question]:
    """All own questions of a tour in their order, the retired ones too. Three queries at most."""
    return list(
        session.scalars(
            select(Question)
            .where(Question.tour_id == tour_id)
            .options(selectinload(Question.options), selectinload(Question.condition))
            .order_by(Question.position, Question.id)
        )
    )


def _lines(session: Session, tour_id: int, at_seminar: ColumnElement[bool]) -> Sequence[SheetLine]:
    """The lines of a tour's sheet and of those of some seminars."""
    return session.scalars(
        select(SheetLine)
        .join(SheetLine.sheet)
        .options(contains_eager(SheetLine.sheet))
        .where(
            QuestionSheet.tour_id == tour_id,
            or_(QuestionSheet.seminar_id.is_(None), at_seminar),
        )
        .order_by(QuestionSheet.seminar_id.is_not(None))  # what the seminar says comes last
    ).all()


def _put_together(rows: Sequence[Question], lines: Iterable[SheetLine]) -> Asked:
    """What a form asks of the questions of a tour by the lines of its sheets, the last counting."""
    standard, at_seminar = dict(USUAL), dict[int, Asking]()
    for line in lines:
        if line.standard is not None:
            standard[line.standard] = line.asking
        elif line.question_id is not None:
            at_seminar[line.question_id] = line.asking
    askings = {row.id: at_seminar.get(row.id, row.asking) for row in rows if not row.retired_at}
    asked = [row for row in rows if askings.get(row.id, Asking.OFF) is not Asking.OFF]
    return Asked(standard, _own(asked, askings))


def _own(rows: Iterable[Question], askings: Mapping[int, Asking]) -> tuple[OwnQuestion, ...]:
    """The questions that are asked; one that depends on a question not asked is asked of nobody."""
    by_id = {row.id: row for row in rows}
    found = []
    for row in by_id.values():
        on = by_id.get(row.condition.on_question_id) if row.condition else None
        if row.condition is None or on is not None:
            found.append(OwnQuestion(row, askings[row.id] is Asking.REQUIRED, on))
    return tuple(found)
