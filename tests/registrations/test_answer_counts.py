"""What people answered, counted."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import EmployeeBand, HeardOf
from seminar_service.questions.model import Question
from seminar_service.questions.values import QuestionKind, StandardQuestion
from seminar_service.registrations.answer_counts import answers_to, counts_of
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    make_bid,
    make_question,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.statements import counted_statements


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


def register(session: Session, seminar: Seminar, *given: GivenAnswer, **values: object) -> None:
    registration = make_registration(session, seminar, **values)
    with transaction(session):
        write_answers(session, registration, given)


def test_answers_of_people_with_a_place_are_counted(session: Session, tour: Tour) -> None:
    here, there = (make_seminar(session, make_bid(session, tour)) for _ in range(2))
    meal = make_question(session, tour, is_personal=False, options=("肉", "魚"))
    beef, fish = meal.options
    sure = make_question(session, tour, is_personal=False, kind=QuestionKind.YES_NO)
    number = make_question(session, tour, is_personal=False, kind=QuestionKind.NUMBER)
    register(
        session,
        here,
        GivenAnswer(meal.id, options=(beef.id,)),
        GivenAnswer(sure.id, says_yes=True),
        GivenAnswer(number.id, "3", number=3),
        heard_of=HeardOf.FLYER,
        needs_wheelchair=True,
    )
    register(
        session,
        there,
        GivenAnswer(meal.id, options=(fish.id,)),
        GivenAnswer(sure.id, says_yes=False),
        GivenAnswer(number.id, "4", number=4),
        employees=None,
    )
    waits = RegistrationState.WAITING
    register(session, here, GivenAnswer(meal.id, options=(beef.id,)), state=waits)

    counts = counts_of(session, tour.id)
    assert counts.people == 2
    assert counts.standard[StandardQuestion.HEARD_OF] == {HeardOf.FLYER: 1, None: 1}
    assert counts.standard[StandardQuestion.EMPLOYEES] == {
        EmployeeBand.FROM_21_TO_50: 1,
        None: 1,
    }
    assert counts.boxes["needs_wheelchair"] == 1
    assert counts.boxes["needs_large_print"] == 0
    own = {each.question: each for each in counts.own}
    assert own[meal].options == [(beef, 1), (fish, 1)]
    assert (own[sure].answered, own[sure].yes) == (2, 1)
    assert own[number].total == 7

    of_one = counts_of(session, tour.id, here.id)
    assert of_one.people == 1
    assert of_one.own[0].options == [(beef, 1), (fish, 0)]


def test_what_is_asked_no_longer_is_counted_all_the_same(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    question = make_question(session, tour, is_personal=False, options=("A", "B", "C"))
    first, second, _ = question.options
    register(session, seminar, GivenAnswer(question.id, options=(first.id,)))
    first.retired_at = second.retired_at = question.retired_at = NOW
    session.commit()
    (counted,) = counts_of(session, tour.id).own
    assert [(option.label_ja, number) for option, number in counted.options] == [
        ("A", 1),
        ("C", 0),
    ]


def test_a_tour_without_anybody_is_counted_too(session: Session, tour: Tour) -> None:
    make_question(session, tour, is_personal=False)
    counts = counts_of(session, tour.id)
    assert counts.people == 0
    assert (counts.own[0].answered, counts.own[0].total) == (0, None)


def test_counting_takes_as_many_queries_whatever_the_number_of_questions(
    session: Session, tour: Tour
) -> None:
    numbers = []
    for _ in range(2):
        for _ in range(4):
            make_question(session, tour, is_personal=False, options=("A", "B"))
        tour_id = tour.id
        session.expire_all()
        with counted_statements(session.get_bind()) as statements:
            counts_of(session, tour_id)
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_answers_to_one_question_are_read_page_by_page(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    question: Question = make_question(session, tour, is_personal=False)
    for text in ("一", "二", "三"):
        register(session, seminar, GivenAnswer(question.id, text))
    first = answers_to(session, question.id, page=1, size=2)
    assert ([each.text for each in first.answers], first.pages) == (["三", "二"], 2)
    assert [each.text for each in answers_to(session, question.id, page=2, size=2).answers] == [
        "一"
    ]
    assert answers_to(session, 99, page=1, size=2).pages == 1


def test_answers_that_say_something_about_a_person_are_counted_nowhere(
    session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    meal = make_question(session, tour, options=("肉", "魚"), is_personal=False)
    illness = make_question(session, tour, options=("有", "無"))
    age = make_question(session, tour, kind=QuestionKind.NUMBER)
    register(
        session,
        seminar,
        GivenAnswer(meal.id, options=(meal.options[0].id,)),
        GivenAnswer(illness.id, options=(illness.options[0].id,)),
        GivenAnswer(age.id, "40", number=40),
    )

    counts = counts_of(session, tour.id)

    assert [(each.question.id, each.answered) for each in counts.own] == [(meal.id, 1)]
    assert [question.id for question in counts.personal] == [illness.id, age.id]
