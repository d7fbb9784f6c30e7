"""Hosts and advisers answer."""

from datetime import date, datetime
from functools import partial

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.seminars.confirmations import NothingAsked, adviser_answers, host_answers
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests import histories
from tests.factories import make_adviser, make_bid, make_seminar, make_tour

HOST = Actor(ActorKind.HOST)
ADVISER = Actor(ActorKind.ADVISER)
adviser_says = partial(adviser_answers, shown=None, actor=ADVISER)


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
        adviser_answers(
            session, adviser.id, seminar.public_id, True, "", shown=None, actor=ADVISER, now=now
        )
        states.append(seminar.state)
    assert states == [SeminarState.TENTATIVE, SeminarState.CONFIRMED]
    assert seminar.calendar_sequence == 1


def test_one_refusal_keeps_the_seminar_tentative_and_can_be_taken_back(
    session: Session, seminar: Seminar, advisers: list[Adviser], now: datetime
) -> None:
    for adviser in advisers:
        adviser_answers(
            session, adviser.id, seminar.public_id, True, "", shown=None, actor=ADVISER, now=now
        )
    host_answers(
        session, seminar.bid_id, False, "会場が使えません。", shown=None, actor=HOST, now=now
    )
    states = [seminar.state]
    assert seminar.host_confirmation is ConfirmationState.DECLINED
    assert bid_steps(session, seminar.bid_id)[-1].note == "会場が使えません。"
    host_answers(session, seminar.bid_id, True, "", shown=None, actor=HOST, now=now)
    states.append(seminar.state)
    assert states == [SeminarState.TENTATIVE, SeminarState.CONFIRMED]


def test_an_adviser_answers_only_for_own_seminars(
    session: Session, seminar: Seminar, now: datetime
) -> None:
    stranger = make_adviser(session)
    with pytest.raises(NotFound):
        adviser_answers(
            session, stranger.id, seminar.public_id, True, "", shown=None, actor=ADVISER, now=now
        )


def test_a_settled_seminar_asks_nobody(session: Session, now: datetime) -> None:
    adviser = make_adviser(session)
    bid = make_bid(session, make_tour(session))
    seminar = make_seminar(session, bid, team=[adviser], state=SeminarState.CONFIRMED)
    with pytest.raises(NothingAsked):
        host_answers(session, bid.id, False, "", shown=None, actor=HOST, now=now)
    with pytest.raises(NothingAsked):
        adviser_answers(
            session, adviser.id, seminar.public_id, False, "", shown=None, actor=ADVISER, now=now
        )


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


def test_the_history_tells_who_answered_and_what_the_seminar_is_by_it(
    session: Session, seminar: Seminar, advisers: list[Adviser], now: datetime
) -> None:
    host_answers(session, seminar.bid_id, True, "伝言", shown=None, actor=HOST, now=now)
    for agrees in (False, True):
        adviser_says(session, advisers[0].id, seminar.public_id, agrees, "無理", now=now)
    adviser_says(session, advisers[1].id, seminar.public_id, True, "", now=now)

    tell = partial(histories.told, subject_kind=SubjectKind.SEMINAR, subject_id=seminar.id, at=now)
    adviser = partial(tell, actor=ADVISER)
    one, two = (each.id for each in advisers)
    assert [histories.facts(line) for line in histories.lines(session)] == [
        tell(HistoryKind.HOST_CONFIRMED, actor=HOST, state="tentative"),
        adviser(HistoryKind.ADVISER_DECLINED, adviser=one, state="tentative"),
        adviser(HistoryKind.ADVISER_CONFIRMED, adviser=one, state="tentative"),
        adviser(HistoryKind.ADVISER_CONFIRMED, adviser=two, state="confirmed"),
    ]
