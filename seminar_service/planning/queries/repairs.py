"""What can be done about one declined date: the cheapest other ways, priced; nothing is solved."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.queries.plans import released_plan
from seminar_service.planning.solver_io import (
    Bench,
    Choice,
    PlanningProblem,
    as_though_free,
    held_by,
    planning_input,
    planning_problem,
    tour_bench,
    unavailable_days,
)
from seminar_service.planning.values import earliest_day
from seminar_service.seminars.declines import decline_of, standing_as_declined
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour

MOST_REPAIRS: Final = 3
"""Ways that are shown; whoever wants more edits the draft by hand."""
MOST_LOOKED_AT: Final = 1_000
"""Ways that are looked at for those; most of them are on days that advisers do not have."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to hold the seminar otherwise, and how many people would have another day by it."""

    choice: Choice
    people: int


@dataclass(frozen=True, slots=True)
class RepairsView:
    """A declined date with what can be done about it.

    Attributes:
        decline: The row, with bid, seminar and adviser.
        seminar: What still stands as it was declined; None where it does not any more.
        plan: The released plan against which the ways are priced; None where none holds it so.
        repairs: The cheapest ways for this seminar alone that break no rule but a lock.
        refusing: What refusing the bid would add to the cost, None where that cannot be said, and
            how that splits.
        is_locked: Whether a lock keeps the seminar where it is.
        advisers: Those who are named, by key.
    """

    decline: DeclinedDay
    seminar: Seminar | None
    plan: Plan | None = None
    repairs: tuple[Repair, ...] = ()
    refusing: tuple[int | None, Mapping[str, int]] = (None, {})
    is_locked: bool = False
    advisers: Mapping[int, Adviser] | None = None


def repairs_view(session: Session, decline_id: int, *, today: date) -> RepairsView:
    """Return what can be done about a declined date, by the input of today.

    A fixed number of queries, whatever the number of bids.

    Raises:
        NotFound: There is no such decline.
        ProblemFaulty: What is entered makes no planning problem.
    """
    decline = decline_of(session, decline_id)
    tour = decline.bid.tour
    seminar = standing_as_declined(session, decline)
    plan = released_plan(session, tour.id)
    planned = held_by(session, plan.id) if plan else {}
    own = planned.get(decline.bid_id)
    earliest = earliest_day(tour.stage, tour.last_day, today)
    over = earliest is None or decline.day < earliest
    if seminar is None or plan is None or own is None or own.day != decline.day or over:
        return RepairsView(decline, seminar)
    problem = planning_problem(session, tour, earliest=earliest)
    if decline.bid_id not in {each.id for each in problem.bids}:
        return RepairsView(decline, seminar)
    with _benches(tour, problem, planned) as (bench, prices):
        taken = _Taken(bench, unavailable_days(problem))
        found = list(islice(_allowed(prices, taken, decline.bid_id), MOST_REPAIRS))
        refusing = prices.effect(decline.bid_id, None)
        is_locked = bench.facts(decline.bid_id).is_locked
    return RepairsView(
        decline,
        seminar,
        plan,
        tuple(Repair(each, _moved(seminar, each.held)) for each in found),
        refusing,
        is_locked,
        _advisers(session, found),
    )


@contextmanager
def _benches(
    tour: Tour, problem: PlanningProblem, planned: Mapping[int, Held]
) -> Iterator[tuple[Bench, Bench]]:
    """The plan by the problem of now, and by one in which everybody is free; maybe the same."""
    known, free = planning_input(tour, problem), as_though_free(problem)
    with tour_bench(problem, known, planned) as bench:
        if free.document == problem.document:  # nobody lends a bench twice
            yield bench, bench
            return
        with tour_bench(free, known, planned) as prices:
            yield bench, prices


@dataclass(frozen=True, slots=True)
class _Taken:
    """What is known of the tour now: the plan by it, and the days on which advisers cannot."""

    bench: Bench
    days: Mapping[int, frozenset[date]]

    def allows(self, bid_id: int, held: Held) -> bool:
        """Whether a bid that is held so breaks no rule but that of its lock."""
        if any(held.day in self.days[each] for each in held.team):
            return False
        told = self.bench.broken_with(bid_id, held)
        return all(each.kind is ObjectionKind.LOCKED_OTHERWISE for each in told)


def _allowed(prices: Bench, taken: _Taken, bid_id: int) -> Iterator[Choice]:
    """Yield the other ways to hold a bid that are allowed now, the cheapest first.

    Prices are those of a problem in which everybody is free: by that of now the plan itself has
    no cost where an adviser is to travel on a day that they have declined.
    """
    before = prices.held.get(bid_id)
    for each in islice(prices.choices(bid_id), MOST_LOOKED_AT):
        if each.held != before and taken.allows(bid_id, each.held):
            yield each


def _moved(seminar: Seminar, held: Held) -> int:
    """How many hold a place, or wait for one, on a day that would be another."""
    return seminar.people if held.day != seminar.day else 0


def _advisers(session: Session, choices: list[Choice]) -> dict[int, Adviser]:
    keys = {key for each in choices for key in each.held.team}
    rows = session.scalars(select(Adviser).where(Adviser.id.in_(keys)))
    return {adviser.id: adviser for adviser in rows}
