"""What is known of a tour now, as values that a plan keeps beside its planning problem."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.bids.model import Bid, BidDate
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.inputs import AdviserInput, BidInput, Held, PlanningInput
from seminar_service.planning.solver_io.names import row_id
from seminar_service.planning.solver_io.published import (
    Appointment,
    declines,
    locked_appointments,
    published_appointments,
)
from seminar_service.tours.calendar import closed_days
from seminar_service.tours.model import Tour

RULES: Final = (
    "first_day",
    "last_day",
    "day_start",
    "day_end",
    "buffer_minutes",
    "max_seminars_per_day",
    "same_place_gap_days",
    "travel_budget_yen",
    "hotel_yen",
    "first_choice_yen",
    "second_choice_yen",
    "third_choice_yen",
    "decline_yen",
    "coverage_yen",
    "workload_yen",
    "change_date_yen",
    "change_confirmed_yen",
    "change_announced_yen",
    "change_registered_yen",
    "change_adviser_yen",
)
"""The columns of a tour by which it is planned."""


def planning_input(
    session: Session, tour: Tour, document: Mapping[str, Any], *, in_hindsight: bool = False
) -> PlanningInput:
    """Return what a tour's planning problem was made from. A fixed number of queries.

    Args:
        session: Where to read.
        tour: The tour.
        document: Its planning problem, made in the same transaction.
        in_hindsight: Whether it is planned as though nothing had been published.
    """
    bids = {row_id(each["id"]): each for each in document["bids"]}
    engaged = set(
        session.scalars(select(Engagement.adviser_id).where(Engagement.tour_id == tour.id))
    )
    advisers = {row_id(each["id"]): each for each in document["advisers"]}
    seminars = {} if in_hindsight else published_appointments(session, tour.id, earliest=None)
    return PlanningInput(
        rules={name: _rule(getattr(tour, name)) for name in RULES},
        closed=tuple(sorted(closed_days(tour))),
        advisers={key: _adviser(advisers[key]) for key in sorted(engaged & advisers.keys())},
        bids=_bids(session, tour.id, bids),
        seminars=_held(seminars),
        locks=_held(locked_appointments(session, tour.id, in_hindsight=in_hindsight)),
    )


def _rule(value: object) -> str | int | None:
    return value if isinstance(value, int) or value is None else str(value)


def _adviser(document: Mapping[str, Any]) -> AdviserInput:
    return AdviserInput(
        home=document["home"],
        topics=tuple(sorted(document["topics"])),
        unavailable=tuple(sorted(map(date.fromisoformat, document["unavailable"]))),
        max_seminars=document["max_seminars"],
        max_per_month=document["max_per_month"],
        max_nights_away=document["max_nights_away"],
    )


def _bids(
    session: Session, tour_id: int, documents: Mapping[int, Mapping[str, Any]]
) -> dict[int, BidInput]:
    """Days with the host's choices, whatever planning makes of their prices; none declined."""
    declined = defaultdict[int, frozenset[date]](frozenset, declines(session, tour_id).hosts)
    choices: defaultdict[int, dict[date, str]] = defaultdict(dict)
    days = select(BidDate).join(BidDate.bid).where(Bid.tour_id == tour_id).order_by(BidDate.day)
    for each in session.scalars(days):
        if each.choice is not Choice.IMPOSSIBLE and each.day not in declined[each.bid_id]:
            choices[each.bid_id][each.day] = each.choice.value
    prices = dict(
        session.execute(select(Bid.id, Bid.decline_yen).where(Bid.tour_id == tour_id)).all()
    )
    return {
        key: BidInput(
            place=document["place"],
            starts_at=document["start"],
            ends_at=document["end"],
            slots=tuple(tuple(sorted(topics)) for topics in document["slots"]),
            choices=choices[key],
            decline_yen=prices.get(key),
        )
        for key, document in documents.items()
    }


def _held(appointments: Mapping[int, Appointment]) -> dict[int, Held]:
    return {key: Held(each.day, each.team) for key, each in appointments.items()}
