"""Questions of an earlier tour's forms, as those of the tour that follows it.

Parts of the callers' transactions.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from seminar_service.following.rules import later
from seminar_service.questions.model import (
    Question,
    QuestionCondition,
    QuestionOption,
    QuestionSheet,
    SheetLine,
)
from seminar_service.questions.sheets import sheet_of
from seminar_service.tours.model import Tour


def take_over_questions(session: Session, tour: Tour, earlier: Tour, *, now: datetime) -> int:
    """Let a new tour ask what an earlier one asks; gives how many own questions.

    Questions and options that are asked no longer stay behind, with all answers; so does what a
    single seminar asked otherwise. A question whose condition went is asked of everybody.
    """
    _take_over_sheet(session, tour, earlier)
    asked = _asked(session, earlier)
    years = tour.fiscal_year - earlier.fiscal_year
    followers = {each.id: _follower(each, tour, years, now) for each in asked}
    session.add_all(followers.values())
    session.flush()
    for question in asked:
        condition = _condition(question.condition, asked, followers)
        if condition is not None:
            followers[question.id].condition = condition
    session.flush()
    return len(asked)


def _take_over_sheet(session: Session, tour: Tour, earlier: Tour) -> None:
    lines = sheet_of(session, earlier.id).lines
    if lines:
        sheet = QuestionSheet(tour_id=tour.id)
        sheet.lines = [SheetLine(standard=each.standard, asking=each.asking) for each in lines]
        session.add(sheet)


def _asked(session: Session, tour: Tour) -> Sequence[Question]:
    return session.scalars(
        select(Question)
        .options(selectinload(Question.options), selectinload(Question.condition))
        .where(Question.tour_id == tour.id, Question.retired_at.is_(None))
        .order_by(Question.position)
    ).all()


def _follower(question: Question, tour: Tour, years: int, now: datetime) -> Question:
    follower = Question(
        tour_id=tour.id,
        position=question.position,
        kind=question.kind,
        asking=question.asking,
        label_ja=question.label_ja,
        label_en=question.label_en,
        help_ja=question.help_ja,
        help_en=question.help_en,
        is_personal=question.is_personal,
        largest_megabytes=question.largest_megabytes,
        frozen_on=later(question.frozen_on, years) if question.frozen_on else None,
        created_at=now,
    )
    follower.options = [
        QuestionOption(position=option.position, label_ja=option.label_ja, label_en=option.label_en)
        for option in question.live_options
    ]
    return follower


def _condition(
    condition: QuestionCondition | None,
    asked: Sequence[Question],
    followers: dict[int, Question],
) -> QuestionCondition | None:
    """The same condition on the followers; None where there is none, or it depends on what went."""
    on = next((each for each in asked if condition and each.id == condition.on_question_id), None)
    if condition is None or on is None:
        return None
    if condition.option_id is None:
        return QuestionCondition(on_question_id=followers[on.id].id, says_yes=condition.says_yes)
    chosen = [option.id for option in on.live_options]
    if condition.option_id not in chosen:
        return None
    option = followers[on.id].options[chosen.index(condition.option_id)]
    return QuestionCondition(on_question_id=followers[on.id].id, option_id=option.id)
