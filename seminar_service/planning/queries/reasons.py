"""Why a plan holds a bid so, or refuses it: what days and advisers would cost, and forbid."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from seminar_service.advisers.leanings import leanings_to
from seminar_service.advisers.model import AnyAdviser, Leaning
from seminar_service.bids.model import Bid, BidDate
from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import Choice as Wish
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlannedSeminar
from seminar_service.planning.queries.drafts import ToldChoice, told_choices
from seminar_service.planning.queries.refusals import refusal_of
from seminar_service.planning.queries.trips import Trip, read_trip
from seminar_service.planning.solver_io import Bench, Choice, plan_bench

MOST_TEAMS: Final = 10
"""Other teams that are shown of the day."""
MOST_DAYS: Final = 100
"""Other days that are looked at, those next to the day first."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A seminar beside what else its bid could be.

    Attributes:
        refusing: What refusing the bid would add to the cost, None where that cannot be said, and
            how that splits.
        days: For each other day of the host the best way to hold the bid then: the allowed ones
            first, then the cheapest.
        teams: The other teams on the same day, likewise.
    """

    refusing: tuple[int | None, Mapping[str, int]]
    days: tuple[ToldChoice, ...]
    teams: tuple[ToldChoice, ...]

    @property
    def next_best(self) -> ToldChoice | None:
        """The cheapest other way that breaks no rule."""
        allowed = [each for each in (*self.days, *self.teams) if not each.broken]
        return min(allowed, key=lambda each: _price(each.choice), default=None)


@dataclass(frozen=True, slots=True)
class ReasonsView:
    """A seminar of a plan, with what speaks for it.

    Attributes:
        seminar: The row, with bid and team.
        held: The same as a value.
        wish: Which of the host's choices the day is; None for a day that it has not named.
        trips: The trip on which each adviser of the team comes, by adviser, in the team's order.
        companions: The other bids of these trips, by key.
        weighing: None where the planning problem of the plan was not kept.
        advisers: Everybody who is named, by key.
        leanings: Who gladly goes to the bid's region, or rather not, by adviser.
    """

    seminar: PlannedSeminar
    held: Held
    wish: Wish | None
    trips: Mapping[int, Trip]
    companions: Mapping[int, Bid]
    weighing: Weighing | None
    advisers: Mapping[int, AnyAdviser]
    leanings: Mapping[int, Leaning]


@dataclass(frozen=True, slots=True)
class RefusedView:
    """A bid that a plan refuses, with the ways to hold it all the same.

    Attributes:
        bid: The bid.
        days: For each day of the host the best way to hold the bid then, ordered as in `Weighing`;
            None where the planning problem of the plan was not kept.
        advisers: Everybody who is named, by key.
        leanings: As in `ReasonsView`.
    """

    bid: Bid
    days: tuple[ToldChoice, ...] | None
    advisers: Mapping[int, AnyAdviser]
    leanings: Mapping[int, Leaning]


def reasons_view(session: Session, plan: Plan, bid_id: int) -> ReasonsView:
    """Return why a plan holds a bid so. A fixed number of queries, whatever the number of bids.

    Raises:
        NotFound: The plan does not hold this bid.
    """
    seminar = _seminar(session, plan.id, bid_id)
    held = Held(seminar.day, tuple(member.adviser_id for member in seminar.team))
    with plan_bench(session, plan.id) as bench:
        found = _weighed(bench, bid_id, held) if bench else None
    weighing = _told(session, *found) if found else None
    trips = _trips(plan, held, bid_id)
    companions = {each for trip in trips.values() for each in trip.bids} - {bid_id}
    return ReasonsView(
        seminar=seminar,
        held=held,
        wish=session.scalar(
            select(BidDate.choice).where(BidDate.bid_id == bid_id, BidDate.day == held.day)
        ),
        trips=trips,
        companions={
            bid.id: bid for bid in session.scalars(select(Bid).where(Bid.id.in_(companions)))
        },
        weighing=weighing,
        advisers=_advisers(session, held, weighing),
        leanings=leanings_to(session, plan.tour_id, seminar.bid.place),
    )


def refused_view(session: Session, plan: Plan, bid_id: int) -> RefusedView:
    """Return how a bid could be held that a plan refuses. A fixed number of queries.

    Raises:
        NotFound: The plan does not refuse this bid.
    """
    bid = refusal_of(session, plan.id, bid_id).bid
    with plan_bench(session, plan.id) as bench:
        known = bench is not None and bid_id in bench.bids
        found = _by_day(bench, bid_id, bench.facts(bid_id).days) if bench and known else None
    told = None if found is None else told_choices(session, found)
    keys = {key for each in told or () for key in each.choice.held.team}
    return RefusedView(
        bid, told, _named(session, keys), leanings_to(session, plan.tour_id, bid.place)
    )


def _seminar(session: Session, plan_id: int, bid_id: int) -> PlannedSeminar:
    found = session.scalar(
        select(PlannedSeminar)
        .where(PlannedSeminar.plan_id == plan_id, PlannedSeminar.bid_id == bid_id)
        .options(joinedload(PlannedSeminar.bid))
    )
    if found is None:
        raise NotFound("planned seminar")
    return found


Found = tuple[tuple[int | None, Mapping[str, int]], Sequence[Choice], Sequence[Choice]]


def _weighed(bench: Bench, bid_id: int, held: Held) -> Found | None:
    """What refusing costs, the best way on each other day, and the other teams of the day."""
    if bid_id not in bench.held:
        return None
    offered = bench.facts(bid_id).days
    near = sorted(set(offered) - {held.day}, key=lambda day: (abs(day - held.day), day))
    teams = bench.choices(bid_id, held.day) if held.day in offered else iter(())
    others = (each for each in teams if each.held != held)
    return (
        bench.effect(bid_id, None),
        _by_day(bench, bid_id, near),
        list(islice(others, MOST_TEAMS)),
    )


def _by_day(bench: Bench, bid_id: int, days: Sequence[date]) -> list[Choice]:
    """The best way to hold a bid on each of some days: the allowed ones first, the cheapest."""
    best = (next(bench.choices(bid_id, day), None) for day in days[:MOST_DAYS])
    return sorted((each for each in best if each), key=_rank)


def _told(
    session: Session,
    refusing: tuple[int | None, Mapping[str, int]],
    days: Sequence[Choice],
    teams: Sequence[Choice],
) -> Weighing:
    """Put into words what forbids a way; names are read once for all."""
    told = told_choices(session, [*days, *teams])
    return Weighing(refusing, told[: len(days)], told[len(days) :])


def _rank(choice: Choice) -> tuple[bool, float, date]:
    return bool(choice.broken), _price(choice), choice.held.day


def _price(choice: Choice) -> float:
    """What it adds to the cost; more than anything where nobody can travel so."""
    return float("inf") if choice.difference_yen is None else choice.difference_yen


def _trips(plan: Plan, held: Held, bid_id: int) -> dict[int, Trip]:
    found = {}
    for adviser_id in held.team:
        own = map(read_trip, plan.itineraries.get(str(adviser_id), ()))
        trip = next((each for each in own if bid_id in each.bids), None)
        if trip is not None:
            found[adviser_id] = trip
    return found


def _advisers(session: Session, held: Held, weighing: Weighing | None) -> dict[int, AnyAdviser]:
    told = (*weighing.days, *weighing.teams) if weighing else ()
    return _named(session, {key for each in told for key in each.choice.held.team}.union(held.team))


def _named(session: Session, keys: Set[int]) -> dict[int, AnyAdviser]:
    rows = session.scalars(select(AnyAdviser).where(AnyAdviser.id.in_(keys)))
    return {adviser.id: adviser for adviser in rows}
