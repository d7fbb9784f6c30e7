"""A bid's way from state to state, and what is said on it. Parts of the callers' transactions."""

from datetime import datetime
from typing import Final

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid, BidNote
from seminar_service.bids.states import BID_TRANSITIONS, BidAction
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.history.model import HistoryLine
from seminar_service.history.versions import mark_edited, require_version

KINDS: Final = {
    BidAction.SUBMIT: HistoryKind.BID_SUBMITTED,
    BidAction.ASK_BACK: HistoryKind.BID_ASKED_BACK,
    BidAction.ANSWER: HistoryKind.BID_ANSWERED,
    BidAction.ACCEPT: HistoryKind.BID_ACCEPTED,
    BidAction.REJECT: HistoryKind.BID_REJECTED,
    BidAction.WITHDRAW: HistoryKind.BID_WITHDRAWN,
    BidAction.CLOSE: HistoryKind.BID_CLOSED,
    BidAction.REOPEN: HistoryKind.BID_REOPENED,
}


def locked_bid(session: Session, bid_id: int) -> Bid:
    """A bid that no other transaction changes until this one ends; raises NotFound."""
    bid = session.get(Bid, bid_id, with_for_update={"key_share": True})
    if bid is None:
        raise NotFound("bid")
    return bid


def tour_of_bid(bid_id: int) -> ScalarSelect[int]:
    """What finds the tour of a bid: locked before the bid, where its stage matters."""
    return select(Bid.tour_id).where(Bid.id == bid_id).scalar_subquery()


def move(
    session: Session,
    bid_id: int,
    action: BidAction,
    *,
    version: int | None,
    note: str,
    now: datetime,
    actor: Actor,
) -> Bid:
    """Bring a bid into the state to which an action leads, and write that into the history.

    Raises:
        NotFound: There is no such bid.
        TransitionNotAllowed: Its state does not allow the action.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    bid = locked_bid(session, bid_id)
    bid.state = BID_TRANSITIONS.move(bid.state, action)
    require_version(bid, version)
    line = mark_edited(session, bid, KINDS[action], actor=actor, now=now, state=bid.state.value)
    keep_note(session, bid.id, line, note)
    return bid


def price_refusal(session: Session, bid_id: int, yen: int, *, now: datetime, actor: Actor) -> None:
    """Say what refusing a bid costs in planning, and write into the history that it was edited.

    Raises:
        NotFound: There is no such bid.
    """
    bid = locked_bid(session, bid_id)
    bid.decline_yen = yen
    mark_edited(session, bid, actor=actor, now=now)


def keep_note(session: Session, bid_id: int, line: HistoryLine, note: str) -> None:
    """Keep with a bid what somebody wrote who did what a line of the history tells."""
    if note:
        session.add(BidNote(bid_id=bid_id, line=line, text=note))
