"""Answers to own questions are kept as rows, whatever becomes of the questions."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.answers import GivenAnswer, answers_of, write_answers
from seminar_service.registrations.model import Registration
from seminar_service.storage.transaction import transaction
from tests.factories import (
    NOW,
    make_bid,
    make_question,
    make_registration,
    make_seminar,
    make_tour,
)


@pytest.fixture
def registration(session: Session) -> Registration:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    return make_registration(session, seminar)


def write(
    session: Session,
    registration: Registration,
    *given: GivenAnswer,
    instead_of: tuple[int, ...] = (),
) -> None:
    with transaction(session):
        write_answers(session, registration, given, instead_of=instead_of)


def test_every_kind_of_answer_is_kept_as_typed_and_by_its_value(
    session: Session, registration: Registration
) -> None:
    tour = registration.seminar.tour
    asked = {
        kind: make_question(
            session, tour, kind=kind, options=("A", "B", "C") if kind.has_options else ()
        )
        for kind in QuestionKind
    }
    several = [option.id for option in asked[QuestionKind.SEVERAL_OF].options]
    write(
        session,
        registration,
        GivenAnswer(asked[QuestionKind.LINE].id, "=1+1"),
        GivenAnswer(asked[QuestionKind.TEXT].id, "𠮷野家\n二行目"),
        GivenAnswer(asked[QuestionKind.NUMBER].id, "１２名", number=12),
        GivenAnswer(asked[QuestionKind.DAY].id, "2026年7月1日", day=date(2026, 7, 1)),
        GivenAnswer(asked[QuestionKind.YES_NO].id, says_yes=False),
        GivenAnswer(asked[QuestionKind.SEVERAL_OF].id, options=(several[2], several[0])),
    )
    session.expire_all()
    found = answers_of(session, [registration.id])[registration.id]
    assert [
        (each.text, each.number, each.day, each.says_yes, [o.label_ja for o in each.options])
        for each in found
    ] == [
        ("=1+1", None, None, None, []),
        ("𠮷野家\n二行目", None, None, None, []),
        ("", None, None, None, ["A", "C"]),
        ("", None, None, False, []),
        ("１２名", 12, None, None, []),
        ("2026年7月1日", None, date(2026, 7, 1), None, []),
    ]


def test_an_option_of_another_question_is_no_answer(
    session: Session, registration: Registration
) -> None:
    tour = registration.seminar.tour
    mine, other = (make_question(session, tour, options=("A", "B")) for _ in range(2))
    write(session, registration, GivenAnswer(mine.id, options=(other.options[0].id, 98_765)))
    (found,) = answers_of(session, [registration.id])[registration.id]
    assert found.options == []


def test_new_answers_replace_those_to_the_same_questions_alone(
    session: Session, registration: Registration
) -> None:
    tour = registration.seminar.tour
    first, second, third = (make_question(session, tour) for _ in range(3))
    write(session, registration, *(GivenAnswer(each.id, "alt") for each in (first, second, third)))
    write(session, registration, GivenAnswer(first.id, "neu"), instead_of=(first.id, second.id))
    found = answers_of(session, [registration.id])[registration.id]
    assert [(each.question_id, each.text) for each in found] == [
        (first.id, "neu"),
        (third.id, "alt"),
    ]


def test_answers_to_retired_questions_are_still_told(
    session: Session, registration: Registration
) -> None:
    question = make_question(session, registration.seminar.tour)
    write(session, registration, GivenAnswer(question.id, "残る"))
    question.retired_at = NOW
    session.commit()
    assert len(answers_of(session, [registration.id])[registration.id]) == 1
    assert answers_of(session, []) == {}


def test_answers_go_with_their_registration(session: Session, registration: Registration) -> None:
    question = make_question(session, registration.seminar.tour, options=("A", "B"))
    key = question.options[0].id
    write(session, registration, GivenAnswer(question.id, options=(key,)))
    session.delete(registration)
    session.commit()
    assert session.scalars(select(Answer)).all() == []
