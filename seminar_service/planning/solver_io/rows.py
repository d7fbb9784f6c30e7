"""What planning needs of rows: bids (three queries) and advisers (four) of a tour, and plans.

A tour has thousands of dates that hosts offer. They are read as values: objects with a state of
their own for each would take longer than all the rest.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.model import Bid, BidDate, BidSlot
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import PlannedSeminar, PlannedTeamMember
from seminar_service.tours.model import Topic


@dataclass(frozen=True, slots=True)
class OpenBid:
    """A bid as planning sees it.

    Attributes:
        slots: The topics (codes) that each adviser must have.
        choices: What its host thinks of each day that it names, by day.
        decline_yen: Its own price of refusing it; None where that of the tour holds.
    """

    id: int
    version: int
    number: int
    state: BidState
    host_name: str
    place: str
    starts_at: time
    ends_at: time
    decline_yen: int | None
    slots: tuple[tuple[str, ...], ...]
    choices: Mapping[date, Choice]


def open_bids(session: Session, tour_id: int, also: Collection[int] = ()) -> tuple[OpenBid, ...]:
    """The bids that are accepted, or on which somebody has still to decide, by number.

    `also` are keys of others of the tour, whatever their state. Three queries.
    """
    open_states = (BidState.ACCEPTED, BidState.SUBMITTED, BidState.ASKED_BACK)
    wanted = or_(Bid.state.in_(open_states), Bid.id.in_(also))
    own = select(Bid.id).where(Bid.tour_id == tour_id, wanted)
    slots, choices = _slots(session, own), _choices(session, own)
    rows = session.execute(
        select(
            Bid.id,
            Bid.version,
            Bid.number,
            Bid.state,
            Bid.host_name,
            Bid.place,
            Bid.starts_at,
            Bid.ends_at,
            Bid.decline_yen,
        )
        .where(Bid.tour_id == tour_id, wanted)
        .order_by(Bid.number)
    )
    return tuple(OpenBid(*row, slots.get(row.id, ()), choices.get(row.id, {})) for row in rows)


def _slots(session: Session, bids: Select[int]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """The topics of each slot of some bids, by the key of the bid."""
    rows = session.execute(
        select(BidSlot.bid_id, BidSlot.id, Topic.code)
        .outerjoin(BidSlot.topics)
        .where(BidSlot.bid_id.in_(bids))
        .order_by(BidSlot.bid_id, BidSlot.position, Topic.position)
    )
    found: dict[int, dict[int, list[str]]] = {}
    for bid_id, slot_id, code in rows:
        topics = found.setdefault(bid_id, {}).setdefault(slot_id, [])
        if code is not None:
            topics.append(code)
    return {bid_id: tuple(map(tuple, slots.values())) for bid_id, slots in found.items()}


def _choices(session: Session, bids: Select[int]) -> dict[int, dict[date, Choice]]:
    rows = session.execute(
        select(BidDate.bid_id, BidDate.day, BidDate.choice)
        .where(BidDate.bid_id.in_(bids))
        .order_by(BidDate.bid_id, BidDate.day)
    )
    found: dict[int, dict[date, Choice]] = {}
    for bid_id, day, choice in rows:
        found.setdefault(bid_id, {})[day] = choice
    return found


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
    return held_by_all(session, [plan_id])[plan_id]


def held_by_all(session: Session, plan_ids: Sequence[int]) -> dict[int, dict[int, Held]]:
    """What each of some plans holds, by the keys of plan and bid. One query."""
    rows = session.execute(
        select(
            PlannedSeminar.plan_id,
            PlannedSeminar.bid_id,
            PlannedSeminar.day,
            PlannedTeamMember.adviser_id,
        )
        .outerjoin(PlannedTeamMember, PlannedTeamMember.planned_seminar_id == PlannedSeminar.id)
        .where(PlannedSeminar.plan_id.in_(plan_ids))
        .order_by(PlannedSeminar.plan_id, PlannedSeminar.bid_id, PlannedTeamMember.position)
    )
    found: dict[int, dict[int, Held]] = {key: {} for key in plan_ids}
    for plan_id, bid_id, day, adviser_id in rows:
        held = found[plan_id]
        team = held[bid_id].team if bid_id in held else ()
        held[bid_id] = Held(day, team if adviser_id is None else (*team, adviser_id))
    return found
