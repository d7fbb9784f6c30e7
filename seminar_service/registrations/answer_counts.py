"""What people answered, counted: of a tour or of one seminar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from seminar_service.questions.asked import own_questions
from seminar_service.questions.model import Question, QuestionOption
from seminar_service.questions.values import StandardQuestion
from seminar_service.registrations.answer_model import Answer, answer_option
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar

COUNTED: Final = (
    RegistrationState.CONFIRMED,
    RegistrationState.ATTENDED,
    RegistrationState.ABSENT,
)
"""Registrations that count: those with a place that holds."""

_COLUMNS: Final[Mapping[StandardQuestion, InstrumentedAttribute[Any]]] = {
    StandardQuestion.EMPLOYEES: Registration.employees,
    StandardQuestion.INDUSTRY: Registration.industry,
    StandardQuestion.PARTICIPANT_KIND: Registration.participant_kind,
    StandardQuestion.HEARD_OF: Registration.heard_of,
}
_BOXES: Final[Mapping[str, InstrumentedAttribute[bool]]] = {
    "wishes_consultation": Registration.wishes_consultation,
    "needs_wheelchair": Registration.needs_wheelchair,
    "needs_sign_language": Registration.needs_sign_language,
    "needs_large_print": Registration.needs_large_print,
}


@dataclass(frozen=True)
class QuestionCounts:
    """How an own question was answered.

    Attributes:
        question: The question, retired or not.
        answered: How many people answered it.
        options: How many chose each option, in their order; retired ones where somebody did.
        yes: How many said yes; 0 for other kinds.
        total: The sum of answers that are numbers; `None` for other kinds, and without any.
    """

    question: Question
    answered: int
    options: Sequence[tuple[QuestionOption, int]]
    yes: int
    total: int | None


@dataclass(frozen=True)
class Counts:
    """What those with a place answered.

    Attributes:
        people: How many have one.
        standard: How often each value of a closed list was chosen.
        boxes: How many ticked a box, by the name of its column.
        own: The own questions of the tour in their order, without those about the person.
        personal: Own questions whose answers say something about a person: they are not counted.
    """

    people: int
    standard: Mapping[StandardQuestion, Mapping[Any, int]]
    boxes: Mapping[str, int]
    own: Sequence[QuestionCounts]
    personal: Sequence[Question]


@dataclass(frozen=True)
class AnswerPage:
    """Answers to one question, a page of them."""

    answers: Sequence[Answer]
    pages: int


def counts_of(session: Session, tour_id: int, seminar_id: int | None = None) -> Counts:
    """Count the answers of a tour, or of one of its seminars. A fixed number of queries."""
    whose = _whose(tour_id, seminar_id)
    people = session.scalar(select(func.count(Registration.id)).join(Seminar).where(*whose)) or 0
    standard: dict[StandardQuestion, dict[Any, int]] = {
        question: dict(
            session.execute(
                select(column, func.count()).join(Seminar).where(*whose).group_by(column)
            ).all()
        )
        for question, column in _COLUMNS.items()
    }
    ticked = session.execute(
        select(*(func.count().filter(column) for column in _BOXES.values()))
        .select_from(Registration)
        .join(Seminar)
        .where(*whose)
    ).one()
    boxes = dict(zip(_BOXES, ticked, strict=True))
    questions = own_questions(session, tour_id)
    personal = [question for question in questions if question.is_personal]
    return Counts(people, standard, boxes, _own(session, questions, whose), personal)


def answers_to(session: Session, question_id: int, *, page: int, size: int) -> AnswerPage:
    """The answers to one question, whoever gave them, the newest registration first."""
    number = session.scalar(select(func.count()).where(Answer.question_id == question_id)) or 0
    rows = session.scalars(
        select(Answer)
        .where(Answer.question_id == question_id)
        .options(
            joinedload(Answer.question),
            joinedload(Answer.registration).joinedload(Registration.seminar),
            selectinload(Answer.options),
        )
        .order_by(Answer.registration_id.desc())
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    return AnswerPage(rows, max(1, -(-number // size)))


def seminars_of(session: Session, tour_id: int) -> Sequence[Seminar]:
    """The seminars of a tour by day, of which each can be counted alone."""
    rows = select(Seminar).where(Seminar.tour_id == tour_id)
    return session.scalars(rows.order_by(Seminar.day, Seminar.starts_at, Seminar.id)).all()


def _whose(tour_id: int, seminar_id: int | None) -> list[ColumnElement[bool]]:
    whose = [Seminar.tour_id == tour_id, Registration.state.in_(COUNTED)]
    return whose if seminar_id is None else [*whose, Seminar.id == seminar_id]


def _own(
    session: Session, questions: Sequence[Question], whose: Sequence[ColumnElement[bool]]
) -> list[QuestionCounts]:
    chosen = dict(session.execute(_by_option(whose)).all())
    rows = {row.question_id: row for row in session.execute(_by_question(whose))}
    found = []
    for question in questions:
        if question.is_personal:
            continue
        row = rows.get(question.id)
        options = [
            (option, chosen.get(option.id, 0))
            for option in question.options
            if option.retired_at is None or option.id in chosen
        ]
        if row is None:
            found.append(QuestionCounts(question, 0, options, 0, None))
        else:
            found.append(QuestionCounts(question, row.answered, options, row.yes, row.total))
    return found


def _by_option(whose: Sequence[ColumnElement[bool]]) -> Select[int, int]:
    return (
        select(answer_option.c.option_id, func.count())
        .join(Answer, Answer.id == answer_option.c.answer_id)
        .join(Question, Question.id == Answer.question_id)
        .join(Registration, Registration.id == Answer.registration_id)
        .join(Seminar, Seminar.id == Registration.seminar_id)
        .where(*whose, Question.is_personal.is_(False))
        .group_by(answer_option.c.option_id)
    )


def _by_question(whose: Sequence[ColumnElement[bool]]) -> Select[int, int, int, int | None]:
    return (
        select(
            Answer.question_id,
            func.count().label("answered"),
            func.count().filter(Answer.says_yes.is_(True)).label("yes"),
            func.sum(Answer.number).label("total"),
        )
        .join(Question, Question.id == Answer.question_id)
        .join(Registration, Registration.id == Answer.registration_id)
        .join(Seminar, Seminar.id == Registration.seminar_id)
        .where(*whose, Question.is_personal.is_(False))
        .group_by(Answer.question_id)
    )
