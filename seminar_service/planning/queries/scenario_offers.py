"""What can be chosen where somebody assumes something about a tour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import USUAL_LIMITS, Limits
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.advisers.queries import all_advisers, engagements
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
        others: Who is known and takes no part, by reading.
        last: With which limits each of these took part last, by key.
    """

    engagements: Sequence[Engagement]
    planned: Sequence[Bid]
    waiting: Sequence[Bid]
    topics: Sequence[Topic]
    others: Sequence[Adviser]
    last: Mapping[int, Limits]


def offer_of(session: Session, tour_id: int) -> Offer:
    """Read what can be chosen. A fixed number of queries."""
    bids = session.scalars(select(Bid).where(Bid.tour_id == tour_id).order_by(Bid.number)).all()
    return Offer(
        engagements(session, tour_id),
        [bid for bid in bids if bid.state is BidState.ACCEPTED],
        [bid for bid in bids if BID_TRANSITIONS.allows(bid.state, BidAction.ACCEPT)],
        session.scalars(select(Topic).order_by(Topic.position, Topic.id)).all(),
        known := _others(session, tour_id),
        _last_limits(known),
    )


def _others(session: Session, tour_id: int) -> Sequence[Adviser]:
    return [
        each
        for each in all_advisers(session)
        if all(part.tour_id != tour_id for part in each.engagements)
    ]


def _last_limits(advisers: Iterable[Adviser]) -> dict[int, Limits]:
    """The limits of the latest tour in which somebody took part; else those that are usual."""
    found = {}
    for each in advisers:
        parts = sorted(each.engagements, key=lambda part: (part.tour.first_day, part.id))
        found[each.id] = _limits(parts[-1]) if parts else USUAL_LIMITS
    return found


def _limits(part: Engagement) -> Limits:
    return Limits(part.max_seminars, part.max_per_month, part.max_nights_away)
