"""Own questions: added, changed, moved, retired. No answer is ever lost by it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, ChangedMeanwhile, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.questions.asked import own_questions
from seminar_service.questions.conditions import OthersDepend, check_condition, dependents
from seminar_service.questions.model import Question, QuestionCondition, QuestionOption
from seminar_service.questions.values import (
    MOST_FILES,
    MOST_QUESTIONS,
    Condition,
    OptionDetails,
    QuestionDetails,
    QuestionKind,
)
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour

DESCRIBED: Final = (
    "kind",
    "asking",
    "label_ja",
    "label_en",
    "help_ja",
    "help_en",
    "is_personal",
    "frozen_on",
    "largest_megabytes",
)
LEAST_OPTIONS: Final = 2
"""With fewer there is nothing to choose."""


class TooFewOptions(DomainError):  # noqa: N818 (named after the rule)
    """A question whose answer is chosen has fewer than two options."""

    code = "too_few_options"
    category = Category.INVALID


class KindInUse(DomainError):  # noqa: N818 (named after the rule)
    """A question that somebody has answered keeps its kind."""

    code = "kind_in_use"
    category = Category.CONFLICT


class TooManyFiles(DomainError):  # noqa: N818 (named after the rule)
    """A tour asks for as many files as a form can."""

    code = "too_many_files"
    category = Category.CONFLICT


class TooManyQuestions(DomainError):  # noqa: N818 (named after the rule)
    """A tour asks as many questions of its own as it can."""

    code = "too_many_questions"
    category = Category.CONFLICT


def add_question(
    session: Session, tour_id: int, details: QuestionDetails, *, actor: Actor, now: datetime
) -> Question:
    """Let the forms of a tour ask one question more, after all others.

    Raises:
        NotFound: There is no such tour.
        TooFewOptions: Its answer is to be chosen, from fewer than two options.
        TooManyQuestions: The tour asks as many as it can.
        TooManyFiles: The tour asks for as many files as it can.
        ConditionUnknown: It is to depend on an answer that there is not.
    """
    with transaction(session):
        others = _locked_questions(session, tour_id)
        _require_room(others.values())
        position = max((each.position for each in others.values()), default=0) + 1
        question = Question(tour_id=tour_id, position=position, created_at=now)
        _describe(question, details, others, now=now)
        session.add(question)
        session.flush()
        history.record(session, HistoryKind.QUESTION_ADDED, _subject(question), actor, now)
    return question


def change_question(
    session: Session,
    question_id: int,
    details: QuestionDetails,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Change what a question says, how it is asked and what can be chosen.

    Options that `details` leaves out, or offers no longer, are retired; answers keep them.

    Raises:
        NotFound: There is no such question.
        ChangedMeanwhile: Somebody has edited it since `version`.
        KindInUse: Another kind is wanted, and somebody has answered.
        TooFewOptions: Its answer is to be chosen, from fewer than two options.
        TooManyFiles: The tour asks for as many files as it can.
        ConditionUnknown: It is to depend on an answer that there is not.
        ConditionInCircle: It would depend on itself.
        OthersDepend: Others depend on an option that goes, or on a kind of answer.
    """
    with transaction(session):
        question, others = _locked_question(session, question_id)
        require_version(question, version)
        if details.kind is not question.kind:
            _require_free(session, question, others)
        mark_edited(session, question, actor=actor, now=now)
        _describe(question, details, others, now=now)


def move_question(
    session: Session, question_id: int, step: int, *, seen: int, actor: Actor, now: datetime
) -> bool:
    """Put a question one place up (`step` -1) or down (1) among those that are asked.

    `seen` is the position that its row had when somebody looked. False where it can go no further.

    Raises:
        NotFound: There is no such question.
        ChangedMeanwhile: It stands elsewhere by now.
    """
    with transaction(session):
        question, others = _locked_question(session, question_id)
        if question.position != seen:
            raise ChangedMeanwhile(SubjectKind.QUESTION)
        row = [each for each in others.values() if each.retired_at is None]
        place = row.index(question) + step if question in row else -1
        if not 0 <= place < len(row):
            return False
        other = row[place]
        question.position, other.position = other.position, question.position
        history.record(session, HistoryKind.QUESTION_MOVED, _subject(question), actor, now)
        return True


def retire_question(session: Session, question_id: int, *, actor: Actor, now: datetime) -> None:
    """Ask a question no longer; its answers stay. Done again it does nothing.

    Raises:
        NotFound: There is no such question.
        OthersDepend: Others depend on it.
    """
    with transaction(session):
        question, others = _locked_question(session, question_id)
        if question.retired_at is not None:
            return
        if depending := dependents(question, others.values()):
            raise OthersDepend(depending)
        question.retired_at = now
        mark_edited(session, question, HistoryKind.QUESTION_RETIRED, actor=actor, now=now)


def restore_question(session: Session, question_id: int, *, actor: Actor, now: datetime) -> None:
    """Ask a retired question again, after all others. Done again it does nothing.

    Where it depends on an answer that nobody can give any more, it is asked of everybody.

    Raises:
        NotFound: There is no such question.
        TooManyQuestions: The tour asks as many as it can.
        TooManyFiles: The tour asks for as many files as it can.
    """
    with transaction(session):
        question, others = _locked_question(session, question_id)
        if question.retired_at is None:
            return
        _require_room(others.values())
        if question.kind is QuestionKind.FILE:
            _require_room_for_file(question, others.values())
        _drop_lost_condition(question, others)
        question.retired_at = None
        question.position = max(each.position for each in others.values()) + 1
        mark_edited(session, question, HistoryKind.QUESTION_RESTORED, actor=actor, now=now)


def is_answered(session: Session, question_id: int) -> bool:
    """Whether anybody has answered a question."""
    found = select(Question.id).where(Question.id == question_id, Question.answers.any())
    return session.scalar(found) is not None


def _locked_questions(session: Session, tour_id: int) -> dict[int, Question]:
    """All questions of a tour, which nobody else changes now: whoever does locks the tour's row."""
    if session.get(Tour, tour_id, with_for_update={"key_share": True}) is None:
        raise NotFound("tour")
    return {each.id: each for each in own_questions(session, tour_id)}


def _locked_question(session: Session, question_id: int) -> tuple[Question, dict[int, Question]]:
    tour_id = session.scalar(select(Question.tour_id).where(Question.id == question_id))
    if tour_id is None:
        raise NotFound("question")
    others = _locked_questions(session, tour_id)
    return others[question_id], others


def _require_room(others: Iterable[Question]) -> None:
    if sum(1 for each in others if each.retired_at is None) >= MOST_QUESTIONS:
        raise TooManyQuestions


def _require_room_for_file(question: Question, others: Iterable[Question]) -> None:
    asked = [
        each
        for each in others
        if each.kind is QuestionKind.FILE and each.retired_at is None and each is not question
    ]
    if len(asked) >= MOST_FILES:
        raise TooManyFiles


def _require_free(session: Session, question: Question, others: Mapping[int, Question]) -> None:
    """See that a question may get another kind."""
    if is_answered(session, question.id):
        raise KindInUse
    if depending := dependents(question, others.values()):
        raise OthersDepend(depending)


def _describe(
    question: Question, details: QuestionDetails, others: Mapping[int, Question], *, now: datetime
) -> None:
    if details.kind is QuestionKind.FILE:
        _require_room_for_file(question, others.values())
    for name in DESCRIBED:
        setattr(question, name, getattr(details, name))
    _set_options(question, details.options if details.kind.has_options else (), now=now)
    gone = [option.id for option in question.options if option.retired_at is not None]
    if depending := dependents(question, others.values(), gone):
        raise OthersDepend(depending)
    if details.kind.has_options and len(question.live_options) < LEAST_OPTIONS:
        raise TooFewOptions
    _set_condition(question, details.condition, others)


def _set_options(question: Question, wanted: Sequence[OptionDetails], *, now: datetime) -> None:
    """Options keep their keys; those that are not wanted are retired, after the others."""
    known = {option.id: option for option in question.options}
    kept = [known.get(each.id or 0) or QuestionOption(label_ja="", label_en="") for each in wanted]
    for place, (option, each) in enumerate(zip(kept, wanted, strict=True), start=1):
        option.position, option.label_ja, option.label_en = place, each.label_ja, each.label_en
        option.retired_at = None if each.is_offered else option.retired_at or now
    left = [option for option in known.values() if option not in kept]
    for place, option in enumerate(left, start=len(kept) + 1):
        option.position, option.retired_at = place, option.retired_at or now
    question.options = [*kept, *left]


def _set_condition(
    question: Question, wanted: Condition | None, others: Mapping[int, Question]
) -> None:
    if wanted is None:
        question.condition = None
        return
    check_condition(question.id, wanted, others)
    row = question.condition or QuestionCondition()
    row.on_question_id = wanted.on_question_id
    row.option_id, row.says_yes = wanted.option_id, wanted.says_yes
    question.condition = row


def _drop_lost_condition(question: Question, others: Mapping[int, Question]) -> None:
    """Ask a question of everybody whose condition nobody can fulfil any more."""
    if (condition := question.condition) is None:
        return
    on = others[condition.on_question_id]
    if on.retired_at or condition.option_id not in {option.id for option in on.live_options} | {
        None
    }:
        question.condition = None


def _subject(question: Question) -> Subject:
    return Subject(SubjectKind.QUESTION, question.id)
