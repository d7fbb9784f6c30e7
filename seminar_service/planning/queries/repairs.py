"""What can be done about one declined date: the cheapest other ways, priced; nothing is solved."""

from collections.abc import Iterator, Mapping
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
    held_by,
    planning_input,
    planning_problem,
    tour_bench,
)
from seminar_service.planning.values import earliest_day
from seminar_service.seminars.declines import decline_of, standing_as_declined
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import DeclinedDay

MOST_REPAIRS: Final = 3
"""Ways that are shown; whoever wants more edits the draft by hand."""
MOST_LOOKED_AT: Final = 200
"""Ways that are looked at for those: a locked bid has all of them behind what breaks no rule."""


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
    with tour_bench(problem, planning_input(tour, problem), planned) as bench:
        found = list(islice(_allowed(bench, decline.bid_id), MOST_REPAIRS))
        refusing = bench.effect(decline.bid_id, None)
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


def _allowed(bench: Bench, bid_id: int) -> Iterator[Choice]:
    """Yield the other ways to hold a bid by which it breaks no rule but that of its lock."""
    before = bench.held.get(bid_id)
    for each in islice(bench.choices(bid_id), MOST_LOOKED_AT):
        told = (*each.broken, *bench.broken_with(bid_id, each.held))
        if each.held != before and all(one.kind is ObjectionKind.LOCKED_OTHERWISE for one in told):
            yield each


def _moved(seminar: Seminar, held: Held) -> int:
    """How many hold a place, or wait for one, on a day that would be another."""
    return seminar.people if held.day != seminar.day else 0


def _advisers(session: Session, choices: list[Choice]) -> dict[int, Adviser]:
    keys = {key for each in choices for key in each.held.team}
    rows = session.scalars(select(Adviser).where(Adviser.id.in_(keys)))
    return {adviser.id: adviser for adviser in rows}
