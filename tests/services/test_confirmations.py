"""Hosts and advisers answer."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.states import SeminarState
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.models.advisers import Adviser
from seminar_service.models.seminars import Seminar
from seminar_service.services.confirmations import NothingAsked, adviser_answers, host_answers
from tests.factories import make_adviser, make_bid, make_seminar, make_tour

HOST = Actor(ActorKind.HOST)


@pytest.fixture
def advisers(session: Session) -> list[Adviser]:
    return [make_adviser(session), make_adviser(session)]


@pytest.fixture
def seminar(session: Session, advisers: list[Adviser]) -> Seminar:
    bid = make_bid(session, make_tour(session))
    return make_seminar(
        session, bid, team=advisers, state=SeminarState.TENTATIVE, day=date(2026, 10, 6)
    )


def test_the_last_agreement_confirms_the_seminar(
    session: Session, seminar: Seminar, advisers: list[Adviser], now: datetime
) -> None:
    host_answers(session, seminar.bid_id, True, "", shown=None, actor=HOST, now=now)
    states = []
    for adviser in advisers:
        adviser_answers(session, adviser.id, seminar.public_id, True, "", shown=None, now=now)
        states.append(seminar.state)
    assert states == [SeminarState.TENTATIVE, SeminarState.CONFIRMED]
    assert seminar.calendar_sequence == 1


def test_one_refusal_keeps_the_seminar_tentative_and_can_be_taken_back(
    session: Session, seminar: Seminar, advisers: list[Adviser], now: datetime
) -> None:
    for adviser in advisers:
        adviser_answers(session, adviser.id, seminar.public_id, True, "", shown=None, now=now)
    host_answers(
        session, seminar.bid_id, False, "会場が使えません。", shown=None, actor=HOST, now=now
    )
    states = [seminar.state]
    assert seminar.host_confirmation is ConfirmationState.DECLINED
    assert seminar.bid.steps[-1].note == "会場が使えません。"
    host_answers(session, seminar.bid_id, True, "", shown=None, actor=HOST, now=now)
    states.append(seminar.state)
    assert states == [SeminarState.TENTATIVE, SeminarState.CONFIRMED]


def test_an_adviser_answers_only_for_own_seminars(
    session: Session, seminar: Seminar, now: datetime
) -> None:
    stranger = make_adviser(session)
    with pytest.raises(NotFound):
        adviser_answers(session, stranger.id, seminar.public_id, True, "", shown=None, now=now)


def test_a_settled_seminar_asks_nobody(session: Session, now: datetime) -> None:
    adviser = make_adviser(session)
    bid = make_bid(session, make_tour(session))
    seminar = make_seminar(session, bid, team=[adviser], state=SeminarState.CONFIRMED)
    with pytest.raises(NothingAsked):
        host_answers(session, bid.id, False, "", shown=None, actor=HOST, now=now)
    with pytest.raises(NothingAsked):
        adviser_answers(session, adviser.id, seminar.public_id, False, "", shown=None, now=now)


def test_a_moved_announced_seminar_asks_again_but_stays_announced(
    session: Session, now: datetime
) -> None:
    bid = make_bid(session, make_tour(session))
    seminar = make_seminar(session, bid, host_confirmation=ConfirmationState.ASKED)
    host_answers(session, bid.id, True, "", shown=None, actor=HOST, now=now)
    assert seminar.state is SeminarState.ANNOUNCED
    assert seminar.host_confirmation is ConfirmationState.CONFIRMED


def test_a_bid_without_a_live_seminar_has_nothing_to_answer(
    session: Session, now: datetime
) -> None:
    bid = make_bid(session, make_tour(session))
    with pytest.raises(NotFound):
        host_answers(session, bid.id, True, "", shown=None, actor=HOST, now=now)
