"""The planner's broken rules as objections, with the keys of rows for its ids."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

import solver
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
