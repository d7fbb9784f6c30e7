"""Answers, as the database keeps them."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.questions.model import Question
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.model import Registration
from tests.factories import make_bid, make_question, make_registration, make_seminar, make_tour


@pytest.fixture
def row(session: Session) -> Registration:
    tour = make_tour(session)
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


@pytest.fixture
def question(session: Session, row: Registration) -> Question:
    return make_question(session, row.seminar.tour)


def test_one_person_answers_a_question_once(
    session: Session, row: Registration, question: Question
) -> None:
    session.add_all([Answer(registration=row, question=question, text=text) for text in "ab"])
    with pytest.raises(IntegrityError):
        session.flush()


def test_answers_go_with_their_registration(
    session: Session, row: Registration, question: Question
) -> None:
    session.add(Answer(registration=row, question=question, text="a"))
    session.commit()
    session.delete(row)
    session.commit()
    assert session.scalar(select(func.count(Answer.id))) == 0
