"""What a form asks: as usual, as the tour says, as one seminar says."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.questions import sheets
from seminar_service.questions.asked import AS_USUAL, asked_at_each, asked_in, own_questions
from seminar_service.questions.model import QuestionCondition
from seminar_service.questions.values import USUAL, Asking, StandardQuestion
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_question, make_seminar, make_tour
from tests.questions.support import PLANNER
from tests.statements import counted_statements


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour))


def at_seminar(
    session: Session,
    seminar: Seminar,
    standard: dict[StandardQuestion, Asking],
    own: dict[int, Asking] | None = None,
) -> None:
    sheets.ask_at_seminar(
        session, seminar.public_id, standard, own or {}, version=None, actor=PLANNER, now=NOW
    )


def test_a_form_asks_the_usual_while_nobody_has_decided(session: Session, seminar: Seminar) -> None:
    asked = asked_in(session, seminar.tour_id, seminar.id)
    assert asked == AS_USUAL
    assert asked.asks(StandardQuestion.COMPANY)
    assert not asked.asks(StandardQuestion.TELEPHONE)
    assert asked.requires(StandardQuestion.PARTICIPANT_KIND)


def test_a_seminar_asks_as_its_tour_but_for_its_exceptions(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    other = make_seminar(session, make_bid(session, tour))
    in_tour = {StandardQuestion.COMPANY: Asking.REQUIRED, StandardQuestion.INDUSTRY: Asking.OFF}
    sheets.ask_in_tour(session, tour.id, in_tour, version=None, actor=PLANNER, now=NOW)
    at_seminar(session, seminar, {StandardQuestion.INDUSTRY: Asking.OPTIONAL})

    assert asked_in(session, tour.id, other.id).standard == {**USUAL, **in_tour}
    here = asked_in(session, tour.id, seminar.id).standard
    assert here == {**USUAL, **in_tour, StandardQuestion.INDUSTRY: Asking.OPTIONAL}


def test_own_questions_come_in_their_order_without_those_off_or_retired(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    last = make_question(session, tour, position=900)
    first = make_question(session, tour, position=1, asking=Asking.REQUIRED)
    off = make_question(session, tour, asking=Asking.OFF)
    make_question(session, tour, retired_at=NOW)
    make_question(session, make_tour(session, 2027))

    asked = asked_in(session, tour.id, seminar.id)
    assert [(own.question, own.is_required) for own in asked.own] == [(first, True), (last, False)]
    assert len(own_questions(session, tour.id)) == 4

    at_seminar(session, seminar, {}, {off.id: Asking.REQUIRED, last.id: Asking.OFF})
    asked = asked_in(session, tour.id, seminar.id)
    assert [(own.question, own.is_required) for own in asked.own] == [(first, True), (off, True)]


def test_what_depends_on_a_question_that_is_not_asked_is_not_asked_either(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    on = make_question(session, tour, options=("A", "B"))
    depending = make_question(session, tour)
    depending.condition = QuestionCondition(on_question_id=on.id, option_id=on.options[1].id)
    session.commit()

    own = asked_in(session, tour.id, seminar.id).own[1]
    assert own.on is on
    assert own.option_needed is on.options[1]
    assert own.condition is depending.condition

    at_seminar(session, seminar, {}, {on.id: Asking.OFF})
    assert asked_in(session, tour.id, seminar.id).own == ()


def test_an_answer_is_frozen_from_a_day_on(session: Session, tour: Tour) -> None:
    make_question(session, tour, frozen_on=date(2026, 7, 1))
    (own,) = asked_in(session, tour.id).own
    assert not own.is_frozen(date(2026, 6, 30))
    assert own.is_frozen(date(2026, 7, 1))
    assert own.name == f"q{own.question.id}"


def test_the_number_of_queries_does_not_grow_with_the_questions(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    for _ in range(3):
        make_question(session, tour, options=("A", "B"))
    tour_id, seminar_id = tour.id, seminar.id
    session.expire_all()
    with counted_statements(session.get_bind()) as few:
        asked_in(session, tour_id, seminar_id)
    for _ in range(9):
        make_question(session, tour, options=("A", "B"))
    session.expire_all()
    with counted_statements(session.get_bind()) as many:
        asked_in(session, tour_id, seminar_id)
    assert len(many) == len(few) <= 5


def test_what_each_of_many_seminars_asks_is_read_at_once(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    others = [make_seminar(session, make_bid(session, tour)) for _ in range(5)]
    off = make_question(session, tour, asking=Asking.OFF)
    make_question(session, tour)
    at_seminar(session, seminar, {}, {off.id: Asking.REQUIRED})
    session.expire_all()

    keys, tour_id = [seminar.id, *(other.id for other in others)], tour.id
    session.expunge_all()
    with counted_statements(session.get_bind()) as statements:
        found = asked_at_each(session, tour_id, keys)

    assert len(statements) <= 5
    assert found == {key: asked_in(session, tour_id, key) for key in keys}
    assert len(found[keys[0]].own) == len(found[keys[1]].own) + 1
