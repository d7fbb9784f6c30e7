"""The planner's broken rules as objections, with the keys of rows for its ids."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Final

import solver
from seminar_service.planning.disruption_values import LostDays
from seminar_service.planning.inputs import PlanningInput
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.solver_io.names import row_id

KINDS: Final[Mapping[solver.Breach, ObjectionKind]] = {
    solver.Breach.LOCK: ObjectionKind.LOCKED_OTHERWISE,
    solver.Breach.DATE_NOT_OFFERED: ObjectionKind.DAY_NOT_OFFERED,
    solver.Breach.OUTSIDE_HORIZON: ObjectionKind.DAY_OUTSIDE,
    solver.Breach.TEAM_SIZE: ObjectionKind.TEAM_SIZE,
    solver.Breach.TWO_SLOTS: ObjectionKind.TWO_SLOTS,
    solver.Breach.TOPICS: ObjectionKind.TOPICS,
    solver.Breach.SEMINARS: ObjectionKind.SEMINARS,
    solver.Breach.SEMINARS_IN_MONTH: ObjectionKind.SEMINARS_IN_MONTH,
    solver.Breach.SEMINARS_ON_DAY: ObjectionKind.SEMINARS_ON_DAY,
    solver.Breach.PLACE_GAP: ObjectionKind.PLACE_GAP,
    solver.Breach.TRAVEL: ObjectionKind.TRAVEL,
    solver.Breach.BUDGET: ObjectionKind.BUDGET,
}


@dataclass(frozen=True, slots=True)
class ShutDays:
    """Why days that hosts had offered cannot be chosen all the same.

    Attributes:
        earliest: The first day on which something can still be arranged; None for all days.
        closed: The days that the office has closed.
        lost: The days that disruptions take.
    """

    earliest: date | None = None
    closed: frozenset[date] = frozenset()
    lost: LostDays = field(default_factory=LostDays)

    def why_not(self, day: date, place: str) -> ObjectionKind:
        """Return why a day cannot be chosen for a bid in a prefecture (code)."""
        if self.earliest is not None and day < self.earliest:
            return ObjectionKind.DAY_PAST
        if day in self.lost.in_place(place):
            return ObjectionKind.DISRUPTED
        return ObjectionKind.DAY_CLOSED if day in self.closed else ObjectionKind.DAY_NOT_OFFERED


def shut_days(known: PlanningInput) -> ShutDays:
    """Return why days could not be chosen when the input of a plan was read."""
    lost = {place: frozenset(days) for place, days in known.lost.items()}
    return ShutDays(closed=frozenset(known.closed), lost=LostDays(places=lost))


Jam = Callable[[int, Collection[int]], solver.Violation | None]
"""Why an adviser (key) cannot travel to just these bids (keys); None where it is possible."""


def objection_of(breach: solver.Violation) -> Objection:
    """Return a broken rule by the keys of rows."""
    return Objection(
        KINDS[breach.breach],
        tuple(map(row_id, breach.bids)),
        tuple(map(row_id, breach.advisers)),
        breach.dates,
        found=breach.found,
        limit=breach.limit,
        place=breach.place,
        topics=breach.topics,
        causes=tuple(cause.name.lower() for cause in breach.causes),
    )


def travel_objections(
    breach: solver.Violation, unavailable: Collection[date], jam: Jam
) -> Iterator[Objection]:
    """Yield why an adviser cannot give these seminars: taken days first, else where it jams.

    Args:
        breach: What forbids the journeys, of all seminars of one adviser.
        unavailable: The adviser's taken days.
        jam: Says what forbids some of them alone.
    """
    whole = objection_of(breach)
    days = dict(zip(whole.bid_ids, whole.days, strict=True))
    taken = [key for key, day in days.items() if day in unavailable]
    if taken:
        kind, when = ObjectionKind.UNAVAILABLE, tuple(days[key] for key in taken)
        yield Objection(kind, tuple(taken), whole.adviser_ids, when)
    rest = [key for key in days if key not in taken]
    yield from _jams(whole, rest, jam, is_all=not taken)


def _jams(whole: Objection, bids: list[int], jam: Jam, *, is_all: bool) -> Iterator[Objection]:
    """Yield the single seminars, else the neighbours, that cannot be reached; else all."""
    adviser = whole.adviser_ids[0]
    alone = {key: found for key in bids if (found := jam(adviser, [key]))}
    near = [
        (pair, found)
        for pair in pairwise(bids)
        if alone.keys().isdisjoint(pair) and (found := jam(adviser, pair))
    ]
    if not alone and not near and is_all:
        yield whole
    for those, found in [*(((key,), found) for key, found in alone.items()), *near]:
        yield replace(objection_of(found), bid_ids=those)
