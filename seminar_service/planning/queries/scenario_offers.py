"""What can be chosen where somebody assumes something about a tour."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.advisers.queries import engagements
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BID_TRANSITIONS, BidAction, BidState
from seminar_service.tours.model import Topic


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen for changes of a tour.

    Attributes:
        engagements: Who takes part, by reading.
        planned: The bids that are accepted, by number.
        waiting: The bids that are not accepted, but could be.
        topics: All topics.
    """

    engagements: Sequence[Engagement]
    planned: Sequence[Bid]
    waiting: Sequence[Bid]
    topics: Sequence[Topic]


def offer_of(session: Session, tour_id: int) -> Offer:
    """Read what can be chosen. A fixed number of queries."""
    bids = session.scalars(select(Bid).where(Bid.tour_id == tour_id).order_by(Bid.number)).all()
    return Offer(
        engagements(session, tour_id),
        [bid for bid in bids if bid.state is BidState.ACCEPTED],
        [bid for bid in bids if BID_TRANSITIONS.allows(bid.state, BidAction.ACCEPT)],
        session.scalars(select(Topic).order_by(Topic.position, Topic.id)).all(),
    )
