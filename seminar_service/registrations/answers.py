"""Answers to own questions: written with a registration, changed later, read by page and office."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from seminar_service.questions.model import Question, QuestionOption
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.files import attach
from seminar_service.registrations.model import Registration


@dataclass(frozen=True)
class GivenAnswer:
    """What somebody answers to an own question, named as the columns of `Answer`.

    `options` are the keys of the options that are chosen; `file` is the handle of a file that
    waits. `stays` leaves an earlier answer, a file, as it is.
    """

    question_id: int
    text: str = ""
    number: int | None = None
    day: date | None = None
    says_yes: bool | None = None
    options: tuple[int, ...] = ()
    file: str = ""
    stays: bool = False


def write_answers(
    session: Session,
    registration: Registration,
    given: Sequence[GivenAnswer],
    *,
    instead_of: Collection[int] = (),
) -> None:
    """Keep what somebody answered. Part of the caller's transaction.

    Args:
        session: The database, within a transaction.
        registration: Whose answers they are; it has a key.
        given: The answers; options that are not the question's own are left out.
        instead_of: Keys of the questions whose earlier answers these replace.

    Raises:
        FileForgotten: a file that was given waits no more.
    """
    staying = {each.question_id for each in given if each.stays}
    if instead_of:
        earlier = select(Answer).where(
            Answer.registration_id == registration.id,
            Answer.question_id.in_(set(instead_of) - staying),
        )
        for row in session.scalars(earlier):
            session.delete(row)
        session.flush()
    options = _options(session, given)
    for each in given:
        if each.stays:
            continue
        chosen = [options[key] for key in each.options if key in options]
        answer = Answer(
            registration_id=registration.id,
            question_id=each.question_id,
            text=each.text,
            number=each.number,
            day=each.day,
            says_yes=each.says_yes,
            options=[option for option in chosen if option.question_id == each.question_id],
        )
        session.add(answer)
        if each.file:
            session.flush()
            attach(session, answer, each.file)


def take_answers(
    session: Session, source: Registration, target: Registration, *, instead: bool
) -> None:
    """Give a registration the answers of another one. Part of the caller's transaction.

    Args:
        session: The database, within a transaction.
        source: Whose answers they were; it keeps those that are not taken.
        target: Who has them from now on.
        instead: Whether they replace what the target itself had answered.
    """
    found = answers_of(session, [source.id, target.id])
    own = {each.question_id: each for each in found[target.id]}
    taken = [each for each in found[source.id] if instead or each.question_id not in own]
    for each in taken:
        if each.question_id in own:
            session.delete(own[each.question_id])
    session.flush()
    for each in taken:
        each.registration_id = target.id
    session.flush()


def answers_of(session: Session, registration_ids: Collection[int]) -> dict[int, list[Answer]]:
    """The answers of each of some registrations, in the order of their questions. Three queries.

    Those to questions that are retired, or not asked at that seminar any more, are among them.
    """
    found: dict[int, list[Answer]] = {key: [] for key in registration_ids}
    rows = session.scalars(
        select(Answer)
        .join(Answer.question)
        .where(Answer.registration_id.in_(found))
        .options(
            joinedload(Answer.question).selectinload(Question.options),
            selectinload(Answer.options),
        )
        .order_by(Question.position, Question.id)
    )
    for row in rows:
        found[row.registration_id].append(row)
    return found


def with_answers() -> ExecutableOption:
    """Read registrations with their answers by the same query; make its rows unique.

    There are few answers and options each: their product is read faster than two more queries.
    """
    answers = joinedload(Registration.answers)
    return answers.options(joinedload(Answer.question), joinedload(Answer.options))


def in_order(answers: Iterable[Answer]) -> list[Answer]:
    """Answers in the order of their questions."""
    return sorted(answers, key=lambda answer: (answer.question.position, answer.question_id))


def _options(session: Session, given: Sequence[GivenAnswer]) -> dict[int, QuestionOption]:
    wanted = {key for each in given for key in each.options}
    if not wanted:
        return {}
    rows = session.scalars(select(QuestionOption).where(QuestionOption.id.in_(wanted)))
    return {row.id: row for row in rows}
