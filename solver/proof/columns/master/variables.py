"""The variables of the master problem that are not trips."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.proof.columns.graph.arrays import Floats, Ints, TripGraph
from solver.proof.columns.graph.trip_graph import Calendar
from solver.tour.compiled import CompiledTour


@dataclass(frozen=True)
class Variables:
    """Decisions besides trips; each is between 0 and 1.

    Attributes:
        yen: What each costs.
        declined: For each bid, the variable of declining it.
        held: For each bid with several slots and day, the variable of holding it then.
        open: For each place that nothing covers yet, the variable of leaving it uncovered.
        steps: For each adviser, the variables of their first, second, ... seminar.
        penalty_yen: What not keeping a locked bid costs: more than any valid plan.
    """

    yen: Floats
    declined: Ints
    held: dict[tuple[int, int], int]
    open: dict[int, int]
    steps: tuple[Ints, ...]
    penalty_yen: int


class _Counter:
    """Gives out variables."""

    def __init__(self) -> None:
        self.yen: list[int] = []

    def add(self, yen: int) -> int:
        self.yen.append(yen)
        return len(self.yen) - 1

    def add_all(self, yen: Sequence[int]) -> Ints:
        return np.array([self.add(each) for each in yen], np.int64)


def make_variables(tour: CompiledTour, graph: TripGraph, calendar: Calendar) -> Variables:
    """Return the variables of a tour's master problem."""
    new = _Counter()
    penalty_yen = above_all_plans(tour)
    declined = new.add_all([penalty_yen if b.locked else b.decline_yen for b in tour.bids])
    held = {
        (bid.index, day - calendar.origin): new.add(yen)
        for bid in tour.bids
        if len(bid.able) > 1
        for day, yen in bid.day_yen.items()
    }
    covered = {bid.place for bid in tour.bids if bid.locked}
    places = sorted({bid.place for bid in tour.bids} - covered)
    uncovered = {place: new.add(tour.rules.coverage_yen) for place in places}
    steps = tuple(
        new.add_all([tour.rules.workload_yen * step for step in range(_most(tour, graph, a))])
        for a in range(len(tour.advisers))
    )
    return Variables(np.array(new.yen, np.float64), declined, held, uncovered, steps, penalty_yen)


def _most(tour: CompiledTour, graph: TripGraph, adviser: int) -> int:
    """Return how many seminars an adviser can hold at most."""
    bids = np.unique(graph.bid[graph.first[adviser] : graph.first[adviser + 1]])
    return min(tour.advisers[adviser].max_seminars, len(bids))


def above_all_plans(tour: CompiledTour) -> int:
    """Return more yen than any valid plan costs."""
    rules, slots = tour.rules, sum(len(bid.able) for bid in tour.bids)
    fare = max((max(row, default=0) for row in tour.yen), default=0)
    horizon = tour.instance.horizon
    nights = min(slots, len(tour.advisers)) * ((horizon.end - horizon.start).days + 3) + slots
    bids = sum(max(bid.decline_yen, *bid.day_yen.values(), 0) for bid in tour.bids)
    return (
        1
        + bids
        + rules.coverage_yen * len(tour.minutes)
        + rules.workload_yen * slots * slots
        + 2 * slots * fare
        + rules.hotel_yen * nights
    )
