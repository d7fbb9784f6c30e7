"""The tables of questions: what the database itself refuses."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.questions.model import (
    QuestionCondition,
    QuestionSheet,
    SheetLine,
)
from seminar_service.questions.values import Asking, StandardQuestion
from tests.factories import make_question, make_tour


def refuses(session: Session, row: object) -> None:
    session.add(row)
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_a_question_speaks_both_languages(session: Session) -> None:
    question = make_question(
        session, make_tour(session), label_ja="食事", label_en="Meal", help_en="Lunch only"
    )
    assert (question.label("ja"), question.label("en")) == ("食事", "Meal")
    assert (question.help("ja"), question.help("en")) == ("", "Lunch only")


def test_options_that_are_retired_are_not_offered(session: Session) -> None:
    question = make_question(session, make_tour(session), options=("A", "B", "C"))
    question.options[1].retired_at = datetime(2026, 6, 1, tzinfo=UTC)
    assert [option.label("en") for option in question.live_options] == ["A", "C"]


def test_no_question_depends_on_itself(session: Session) -> None:
    question = make_question(session, make_tour(session))
    own = QuestionCondition(question_id=question.id, on_question_id=question.id, says_yes=True)
    refuses(session, own)


def test_a_condition_is_one_answer(session: Session) -> None:
    tour = make_tour(session)
    first, on = make_question(session, tour), make_question(session, tour, options=("A", "B"))
    both = {"option_id": on.options[0].id, "says_yes": True}
    for answers in ({}, both):
        refuses(session, QuestionCondition(question_id=first.id, on_question_id=on.id, **answers))


def test_a_tour_has_one_sheet_of_its_own(session: Session) -> None:
    tour = make_tour(session)
    session.add(QuestionSheet(tour_id=tour.id))
    session.commit()
    refuses(session, QuestionSheet(tour_id=tour.id))


def test_a_line_of_a_sheet_is_about_one_question(session: Session) -> None:
    tour = make_tour(session)
    sheet = QuestionSheet(tour_id=tour.id)
    session.add(sheet)
    session.commit()
    question = make_question(session, tour)
    standard = StandardQuestion.COMPANY
    for about in ({}, {"standard": standard, "question_id": question.id}):
        refuses(session, SheetLine(sheet_id=sheet.id, asking=Asking.OFF, **about))
    session.add(SheetLine(sheet_id=sheet.id, asking=Asking.OFF, standard=standard))
    session.commit()
    refuses(session, SheetLine(sheet_id=sheet.id, asking=Asking.REQUIRED, standard=standard))
