"""Rows to an instance: the planning problem of a tour as the database has it now."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

import solver
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.states import BID_TRANSITIONS, BidAction, BidState
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.travel import travel_table
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.moving import PRICE_CEILING_YEN
from seminar_service.planning.solver_io.names import adviser_name, bid_name
from seminar_service.planning.solver_io.newcomers import Newcomer
from seminar_service.planning.solver_io.published import (
    Appointment,
    Known,
    kept_appointments,
    read_known,
    without_kept,
)
from seminar_service.planning.solver_io.rows import OpenBid, engagements_in, open_bids
from seminar_service.tours.calendar import closed_days
from seminar_service.tours.model import Tour

NIGHTS_WITHOUT_LIMIT: Final = 366


@dataclass(frozen=True, slots=True)
class _Standing:
    """How the bids of a tour stand before it is planned, by the key of the bid."""

    known: Known
    kept: Mapping[int, Appointment]
    earliest: date | None
    closed: frozenset[date]

    def is_open(self, day: date) -> bool:
        """Whether something can be arranged on a day that a host offers."""
        return day not in self.closed and (self.earliest is None or day >= self.earliest)

    def shut(self, bid: OpenBid) -> frozenset[date]:
        """The days that the host has declined, and those lost in its prefecture."""
        nothing: frozenset[date] = frozenset()
        declined = self.known.declines.hosts.get(bid.id, nothing)
        return declined | self.known.lost.in_place(bid.place)

    def current(self, bid: OpenBid) -> Appointment | None:
        """What is published or locked; none where the bid has since asked for another team."""
        found = self.kept.get(bid.id) or self.known.published.get(bid.id)
        return found if found and len(found.team) == len(bid.slots) else None

    def extra_yen(self, bid: OpenBid) -> int:
        """What another day, or none, costs beyond the usual, by who is affected."""
        price = self.known.moving.get(bid.id)
        return price.extra_yen if price else 0


@dataclass(frozen=True)
class PlanningProblem:
    """A planning problem as `solver.read_instance` takes it, and what it was made from.

    Attributes:
        document: The problem.
        known: What stands, is locked or was declined.
        bids: All bids that are accepted, or on which somebody has still to decide, by number.
        engagements: Who takes part in the tour.
        taken_in: The bids (keys) that are planned though they are not accepted.
    """

    document: dict[str, Any]
    known: Known
    bids: tuple[OpenBid, ...]
    engagements: tuple[Engagement, ...]
    taken_in: frozenset[int] = frozenset()

    @cached_property
    def instance(self) -> solver.Instance:
        """The problem as the planner reads it, once for all who ask about the same tour."""
        return solver.read_instance(self.document)

    @cached_property
    def examiner(self) -> solver.Examiner:
        """The same, made ready once for all plans that are held against it."""
        return solver.Examiner(self.instance)


def instance_document(
    session: Session, tour: Tour, *, earliest: date | None = None, in_hindsight: bool = False
) -> dict[str, Any]:
    """Return the planning problem of a tour as a document that `solver.read_instance` takes.

    It has the 47 prefectures as places, the advisers who are engaged, and the bids that are
    accepted or stand published. The `current` of a bid is its lock, else its seminar.

    Args:
        session: Where to read.
        tour: The tour.
        earliest: The first day on which something can still be arranged: days before it are
            no longer offered, and what is published for them stays. None for all days. Days
            that the office has closed are not offered either.
        in_hindsight: Plan a tour that is over as if nothing had been published: what would
            have been the best plan for its bids?
    """
    return planning_problem(session, tour, earliest=earliest, in_hindsight=in_hindsight).document


def planning_problem(
    session: Session,
    tour: Tour,
    *,
    earliest: date | None = None,
    in_hindsight: bool = False,
    and_bids: Collection[int] = (),
) -> PlanningProblem:
    """Return the planning problem of a tour with what it was made from; as `instance_document`.

    Whoever asks several things about a tour reads it once and hands it down. `and_bids` are taken
    in as though they were accepted, if they still can be.
    """
    known = read_known(session, tour, earliest=earliest, in_hindsight=in_hindsight)
    bids, engagements = open_bids(session, tour.id, and_bids), engagements_in(session, tour.id)
    own = {bid.id for bid in bids if _is_planned(bid, known)}
    taken_in = frozenset(
        bid.id
        for bid in bids
        if bid.id in and_bids
        and bid.id not in own
        and BID_TRANSITIONS.allows(bid.state, BidAction.ACCEPT)
    )
    planned = [bid for bid in bids if bid.id in own | taken_in]
    kept = kept_appointments(known.published, known.locked)
    standing = _Standing(known, kept, earliest, closed_days(tour))
    advisers = _advisers(session, engagements, planned, standing)
    document = _document(tour, advisers, planned, standing)
    return PlanningProblem(document, known, bids, engagements, taken_in)


def _document(
    tour: Tour, advisers: list[dict[str, Any]], bids: Sequence[OpenBid], standing: _Standing
) -> dict[str, Any]:
    codes = [each.code for each in prefectures()]
    travel = travel_table()
    return {
        "format": "seminar-tour/1",
        "name": f"fy{tour.code}",
        "horizon": {"start": tour.first_day.isoformat(), "end": tour.last_day.isoformat()},
        "rules": _rules(tour),
        "places": [{"id": each.code, "name": each.name_en} for each in prefectures()],
        "travel": {"minutes": travel.minutes_matrix(codes), "yen": travel.yen_matrix(codes)},
        "advisers": advisers,
        "bids": [_bid_document(bid, tour, standing) for bid in bids],
    }


def _is_planned(bid: OpenBid, known: Known) -> bool:
    """Whether a bid is to be planned; one that is asked back keeps its place while it stands."""
    stands = bid.state is BidState.ASKED_BACK and bid.id in known.published
    return stands or bid.state is BidState.ACCEPTED


def _rules(tour: Tour) -> dict[str, Any]:
    return {
        "day_start": f"{tour.day_start:%H:%M}",
        "day_end": f"{tour.day_end:%H:%M}",
        "buffer_minutes": tour.buffer_minutes,
        "hotel_yen": tour.hotel_yen,
        "max_seminars_per_day": tour.max_seminars_per_day,
        "same_place_gap_days": tour.same_place_gap_days,
        "coverage_yen": tour.coverage_yen,
        "workload_yen": tour.workload_yen,
        "change_date_yen": tour.change_date_yen,
        "change_adviser_yen": tour.change_adviser_yen,
        "travel_budget_yen": tour.travel_budget_yen,
    }


def _advisers(
    session: Session,
    engagements: Sequence[Engagement],
    bids: Iterable[OpenBid],
    standing: _Standing,
) -> list[dict[str, Any]]:
    engaged = {each.adviser_id for each in engagements}
    leavers = _leavers(session, engaged, bids, standing)
    return [_engaged_document(each, standing) for each in engagements] + leavers


def _leavers(
    session: Session, engaged: set[int], bids: Iterable[OpenBid], standing: _Standing
) -> list[dict[str, Any]]:
    """Advisers who are engaged no longer but named by what stands.

    They get nothing new, so that moving off them is charged; what is kept they keep.
    """
    named = Counter[int]()
    for bid in bids:
        current = standing.current(bid)
        for adviser_id in current.team if current else ():
            named[adviser_id] += bid.id in standing.kept
    left = named.keys() - engaged
    if not left:
        return []
    rows = session.scalars(
        select(Adviser)
        .where(Adviser.id.in_(left))
        .order_by(Adviser.id)
        .options(selectinload(Adviser.topics))
    )
    return [
        _adviser_document(row, (), named[row.id], named[row.id], NIGHTS_WITHOUT_LIMIT)
        for row in rows
    ]


def newcomer_document(
    newcomer: Newcomer, known: Known, seminars: int, per_month: int, nights: int
) -> dict[str, Any]:
    """Return somebody as they will be in the problem once they take part in the tour.

    Args:
        newcomer: Who it is.
        known: What stands, is locked or was declined.
        seminars: How many they will give at most.
        per_month: The same in one month.
        nights: How many nights they will be away on one trip at most.
    """
    days = _unavailable(newcomer.adviser.id, set(newcomer.days), known)
    return _adviser_document(newcomer.adviser, days, seminars, per_month, nights)


def _engaged_document(engagement: Engagement, standing: _Standing) -> dict[str, Any]:
    taken = {each.day for each in engagement.unavailable_days}
    return _adviser_document(
        engagement.adviser,
        _unavailable(engagement.adviser_id, taken, standing.known),
        engagement.max_seminars,
        engagement.max_per_month,
        engagement.max_nights_away,
    )


def _unavailable(adviser_id: int, taken: set[date], known: Known) -> list[date]:
    """An adviser's own days, those that they declined, and those on which they are elsewhere."""
    kept = kept_appointments(known.published, known.locked)
    declined = known.declines.unavailable(adviser_id, kept)
    return sorted(taken | declined | without_kept(known.away(adviser_id), adviser_id, kept))


def _adviser_document(
    adviser: Adviser, unavailable: Iterable[date], seminars: int, per_month: int, nights: int
) -> dict[str, Any]:
    return {
        "id": adviser_name(adviser.id),
        "name": adviser.name,
        "home": adviser.home,
        "topics": [topic.code for topic in adviser.topics],
        "unavailable": [day.isoformat() for day in unavailable],
        "max_seminars": seminars,
        "max_per_month": per_month,
        "max_nights_away": nights,
    }


def _bid_document(bid: OpenBid, tour: Tour, standing: _Standing) -> dict[str, Any]:
    current = standing.current(bid)
    return {
        "id": bid_name(bid.id),
        "host": bid.host_name,
        "place": bid.place,
        "start": f"{bid.starts_at:%H:%M}",
        "end": f"{bid.ends_at:%H:%M}",
        "slots": [list(topics) for topics in bid.slots],
        "dates": {day.isoformat(): yen for day, yen in _dates(bid, tour, standing).items()},
        "decline_yen": _price(_decline_yen(bid, tour) + standing.extra_yen(bid)),
        "current": current and _current_document(current),
        "locked": current is not None and bid.id in standing.kept,
    }


def _current_document(current: Appointment) -> dict[str, Any]:
    team = [adviser_name(adviser_id) for adviser_id in current.team]
    return {"date": current.day.isoformat(), "advisers": team}


def _decline_yen(bid: OpenBid, tour: Tour) -> int:
    return tour.decline_yen if bid.decline_yen is None else bid.decline_yen


def _dates(bid: OpenBid, tour: Tour, standing: _Standing) -> dict[date, int]:
    """The days that the host offers, has not declined, and that are open still, priced.

    All days but the one that is published cost more, by who is affected; so does refusing.
    """
    prices = {
        Choice.FIRST: tour.first_choice_yen,
        Choice.SECOND: tour.second_choice_yen,
        Choice.THIRD: tour.third_choice_yen,
    }
    wished = {day: prices[choice] for day, choice in bid.choices.items() if choice in prices}
    current, published = standing.current(bid), standing.known.published.get(bid.id)
    shut = standing.shut(bid)
    extra = standing.extra_yen(bid)
    offered = {
        day: _price(yen + (extra if published and day != published.day else 0))
        for day, yen in wished.items()
        if standing.is_open(day) and day not in shut
    }
    if current and bid.id in standing.kept:
        moving = _cost_of_moving(published, current, tour, extra)
        offered[current.day] = _price(wished.get(current.day, 0) + moving)
    return dict(sorted(offered.items()))


def _price(yen: int) -> int:
    """As much as a price of the planning problem can be at most."""
    return min(yen, PRICE_CEILING_YEN)


def _cost_of_moving(
    published: Appointment | None, locked: Appointment, tour: Tour, extra_yen: int
) -> int:
    """What the lock of a seminar that stands otherwise costs as a change.

    A locked bid's `current` is the lock, so the planner sees no change; the price of its day
    carries the charge, and plans with and without the lock stay comparable.
    """
    if published is None:
        return 0
    replaced = sum(adviser_id not in locked.team for adviser_id in published.team)
    moved = published.day != locked.day
    return moved * (tour.change_date_yen + extra_yen) + replaced * tour.change_adviser_yen
