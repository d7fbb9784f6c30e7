"""The bids and advisers of a tour, read with all that planning needs of them. Four queries each."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.model import Bid, BidSlot
from seminar_service.bids.states import BidState


def open_bids(session: Session, tour_id: int) -> tuple[Bid, ...]:
    """The bids that are accepted, or on which somebody has still to decide, by number."""
    wanted = Bid.state.in_((BidState.ACCEPTED, BidState.SUBMITTED, BidState.ASKED_BACK))
    return tuple(
        session.scalars(
            select(Bid)
            .where(Bid.tour_id == tour_id, wanted)
            .order_by(Bid.number)
            .options(selectinload(Bid.slots).selectinload(BidSlot.topics), selectinload(Bid.dates))
        )
    )


def engagements_in(session: Session, tour_id: int) -> tuple[Engagement, ...]:
    """Who takes part in a tour, with homes, topics and unavailable days."""
    return tuple(
        session.scalars(
            select(Engagement)
            .where(Engagement.tour_id == tour_id)
            .order_by(Engagement.adviser_id)
            .options(
                selectinload(Engagement.adviser).selectinload(Adviser.topics),
                selectinload(Engagement.unavailable_days),
            )
        )
    )
