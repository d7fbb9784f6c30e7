"""A bid's history: every change of a bid writes a step. Parts of the callers' transactions."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.states import BID_TRANSITIONS, BidAction
from seminar_service.models.bids import Bid, BidStep
from seminar_service.services.versions import mark_edited, require_version


def locked_bid(session: Session, bid_id: int) -> Bid:
    """A bid that no other transaction changes until this one ends; raises NotFound."""
    bid = session.get(Bid, bid_id, with_for_update=True)
    if bid is None:
        raise NotFound("bid")
    return bid


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
    """Bring a bid into the state to which an action leads, and write that into its history.

    Raises:
        NotFound: There is no such bid.
        TransitionNotAllowed: Its state does not allow the action.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    bid = locked_bid(session, bid_id)
    bid.state = BID_TRANSITIONS.move(bid.state, action)
    require_version(bid, version)
    mark_edited(session, bid, actor=actor, now=now)
    add_step(bid, action, note=note, now=now, actor=actor)
    return bid


def add_step(bid: Bid, action: str, *, note: str, now: datetime, actor: Actor) -> None:
    """Write a line into the bid's history; its state is already the new one."""
    step = BidStep(
        at=now,
        actor=actor.kind,
        user_id=actor.user_id,
        action=action,
        state=bid.state,
        note=note,
    )
    bid.steps.append(step)
