"""What planning needs of rows: bids and advisers of a tour (four queries each), and plans."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.model import Bid, BidSlot
from seminar_service.bids.states import BidState
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import PlannedSeminar, PlannedTeamMember


def open_bids(session: Session, tour_id: int, also: Collection[int] = ()) -> tuple[Bid, ...]:
    """The bids that are accepted, or on which somebody has still to decide, by number.

    `also` are keys of others of the tour, whatever their state.
    """
    open_states = (BidState.ACCEPTED, BidState.SUBMITTED, BidState.ASKED_BACK)
    wanted = or_(Bid.state.in_(open_states), Bid.id.in_(also))
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


def held_by(session: Session, plan_id: int) -> dict[int, Held]:
    """What a plan holds, by the key of the bid. One query."""
    rows = session.execute(
        select(PlannedSeminar.bid_id, PlannedSeminar.day, PlannedTeamMember.adviser_id)
        .outerjoin(PlannedTeamMember, PlannedTeamMember.planned_seminar_id == PlannedSeminar.id)
        .where(PlannedSeminar.plan_id == plan_id)
        .order_by(PlannedSeminar.bid_id, PlannedTeamMember.position)
    )
    held: dict[int, Held] = {}
    for bid_id, day, adviser_id in rows:
        team = held[bid_id].team if bid_id in held else ()
        held[bid_id] = Held(day, team if adviser_id is None else (*team, adviser_id))
    return held
