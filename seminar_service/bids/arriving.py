"""A new bid of a tour. Parts of the callers' transactions."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bids.details import BidDetails, write_details
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BID_TRANSITIONS, BidAction, BidState
from seminar_service.bids.steps import KINDS, keep_note
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.tours.model import Tour


def locked_tour(session: Session, tour_id: int) -> Tour:
    """A tour that no other transaction gives numbers in until this one ends; raises NotFound."""
    tour = session.get(Tour, tour_id, with_for_update={"key_share": True})
    if tour is None:
        raise NotFound("tour")
    return tour


def new_bid(session: Session, tour: Tour, details: BidDetails, now: datetime) -> Bid:
    """A bid with the next number of its tour; where it comes from is for the caller to say."""
    highest = session.scalar(select(func.max(Bid.number)).where(Bid.tour_id == tour.id)) or 0
    bid = Bid(
        tour=tour,
        number=highest + 1,
        state=BID_TRANSITIONS.move(BidState.DRAFT, BidAction.SUBMIT),
        created_at=now,
    )
    write_details(bid, details)
    session.add(bid)
    return bid


def tell(session: Session, bid: Bid, *, note: str, actor: Actor, now: datetime) -> None:
    """Write into the history that a new bid came in, from its host or by the office's hand."""
    subject, state = Subject(SubjectKind.BID, bid.id), bid.state.value
    kind = KINDS[BidAction.SUBMIT]
    line = history.record(session, kind, subject, actor, now, state=state)
    keep_note(session, bid.id, line, note)
