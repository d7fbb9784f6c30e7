"""Decisions about bids: the history keeps each, and the host is told what it must know."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.bids import decisions as bid_decisions
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.outbox.model import MessageState
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.bids.support import HOST, NOW, OFFICE, STAFF, mails_about
from tests.factories import make_bid, make_seminar, make_tour


def accept(session: Session, bid_id: int) -> None:
    bid_decisions.accept(
        session, bid_id, version=None, note="伝言", office=OFFICE, now=NOW, actor=STAFF
    )


def ask_back(session: Session, bid_id: int) -> None:
    bid_decisions.ask_back(
        session, bid_id, version=None, question="伝言", office=OFFICE, now=NOW, actor=STAFF
    )


def reject(session: Session, bid_id: int) -> None:
    bid_decisions.reject(
        session, bid_id, version=None, reason="伝言", office=OFFICE, now=NOW, actor=STAFF
    )


def withdraw(session: Session, bid_id: int) -> None:
    bid_decisions.withdraw(
        session, bid_id, version=None, note="伝言", office=OFFICE, now=NOW, actor=HOST
    )


def reopen(session: Session, bid_id: int) -> bool:
    return bid_decisions.reopen(
        session, bid_id, version=None, note="お詫び", office=OFFICE, now=NOW, actor=STAFF
    )


Decision = Callable[[Session, int], object]
DECISIONS = [
    (accept, BidState.ACCEPTED, HistoryKind.BID_ACCEPTED, "bid_accepted"),
    (ask_back, BidState.ASKED_BACK, HistoryKind.BID_ASKED_BACK, "bid_question"),
    (reject, BidState.REJECTED, HistoryKind.BID_REJECTED, "bid_rejected"),
    (withdraw, BidState.WITHDRAWN, HistoryKind.BID_WITHDRAWN, "bid_withdrawn"),
]


def submitted(session: Session) -> Bid:
    return make_bid(session, make_tour(session), state=BidState.SUBMITTED)


@pytest.mark.parametrize(("decide", "state", "happened", "kind"), DECISIONS)
def test_a_decision_moves_the_bid_and_tells_the_host(
    session: Session, decide: Decision, state: BidState, happened: HistoryKind, kind: str
) -> None:
    bid = submitted(session)
    decide(session, bid.id)
    assert bid.state is state
    actor = HOST if decide is withdraw else STAFF
    (line,) = histories.lines(session)
    assert histories.facts(line) == histories.told(
        happened, SubjectKind.BID, bid.id, actor, NOW, version=2, state=state.value
    )
    assert [step.note for step in bid_steps(session, bid.id)] == ["伝言"]
    (mail,) = mails_about(session, bid)
    assert mail.kind == kind
    assert "伝言" in mail.body
    token = mail.body.split("https://seminar.example.jp/bids/")[1].split()[0]
    assert links.resolve(session, LinkPurpose.BID, token, now=NOW) == bid.id


@pytest.mark.parametrize("decide", [accept, ask_back, reject, withdraw, reopen])
def test_what_is_over_cannot_be_decided_again(session: Session, decide: Decision) -> None:
    bid = make_bid(session, make_tour(session), state=BidState.WITHDRAWN)
    with pytest.raises(TransitionNotAllowed):
        decide(session, bid.id)
    assert bid.state is BidState.WITHDRAWN
    assert histories.lines(session) == []
    assert mails_about(session, bid) == []


@pytest.mark.parametrize("decide", [ask_back, reject, withdraw])
def test_a_bid_with_a_seminar_is_settled_at_the_seminar(session: Session, decide: Decision) -> None:
    bid = make_bid(session, make_tour(session))
    make_seminar(session, bid, state=SeminarState.TENTATIVE)
    with pytest.raises(bid_decisions.SeminarStands):
        decide(session, bid.id)
    assert bid.state is BidState.ACCEPTED
    assert histories.lines(session) == []


def test_a_bid_whose_seminar_was_cancelled_may_be_withdrawn(session: Session) -> None:
    bid = make_bid(session, make_tour(session))
    make_seminar(session, bid, state=SeminarState.CANCELLED)
    withdraw(session, bid.id)
    assert bid.state is BidState.WITHDRAWN


@pytest.mark.parametrize("decide", [accept, ask_back, reject, withdraw])
def test_a_bid_that_is_not_there_is_not_found(session: Session, decide: Decision) -> None:
    with pytest.raises(NotFound):
        decide(session, 99)


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.SENDING])
def test_a_host_that_was_told_of_a_refusal_is_told_that_it_is_undone(
    session: Session, state: MessageState
) -> None:
    bid = submitted(session)
    reject(session, bid.id)
    mails_about(session, bid)[0].state = state
    session.commit()

    assert reopen(session, bid.id)

    assert bid.state is BidState.SUBMITTED
    refusal, mail = mails_about(session, bid)
    assert (refusal.kind, mail.kind) == ("bid_rejected", "bid_reopened")
    assert "お詫び" in mail.body
    kinds = [step.kind for step in bid_steps(session, bid.id)]
    assert kinds == [HistoryKind.BID_REJECTED, HistoryKind.BID_REOPENED]


@pytest.mark.parametrize("state", [MessageState.PENDING, MessageState.STOPPED, MessageState.FAILED])
def test_a_refusal_that_has_not_left_never_does_once_it_is_undone(
    session: Session, state: MessageState
) -> None:
    bid = submitted(session)
    reject(session, bid.id)
    mails_about(session, bid)[0].state = state
    session.commit()

    assert not reopen(session, bid.id)

    assert bid.state is BidState.SUBMITTED
    assert mails_about(session, bid) == []


def test_only_the_last_refusal_says_whether_the_host_was_told(session: Session) -> None:
    bid = submitted(session)
    reject(session, bid.id)
    mails_about(session, bid)[0].state = MessageState.SENT
    session.commit()
    reopen(session, bid.id)
    reject(session, bid.id)

    assert not reopen(session, bid.id)

    assert [mail.kind for mail in mails_about(session, bid)] == ["bid_rejected", "bid_reopened"]


def test_a_refused_bid_is_accepted_and_the_refusal_that_waits_does_not_leave(
    session: Session,
) -> None:
    bid = submitted(session)
    reject(session, bid.id)

    accept(session, bid.id)

    assert bid.state is BidState.ACCEPTED
    assert [mail.kind for mail in mails_about(session, bid)] == ["bid_accepted"]


def test_a_refusal_of_an_archived_tour_stays(session: Session) -> None:
    bid = make_bid(session, make_tour(session), state=BidState.REJECTED)
    bid.tour.stage = TourStage.ARCHIVED
    session.commit()

    with pytest.raises(TourArchived):
        reopen(session, bid.id)
