"""Better plans near a plan: some related bids are freed and placed anew from all known trips."""

import random

import numpy as np

from solver.columns.arrays import Flags, Ints, Trips, joined
from solver.columns.integer import solve_part
from solver.columns.problem import Problem

MOST_FREED = 40
"""Bids that are freed at once."""

NODES = 20
"""Nodes of branching for one neighbourhood."""

NEAR_DAYS = 21
"""Days that count as much as another place when bids are compared."""


class Neighbourhoods:
    """Draws neighbourhoods of plans.

    Args:
        problem: What is planned.
        pool: Trips that a better plan may use.
        seed: Another one draws others.
    """

    def __init__(self, problem: Problem, pool: Trips, seed: int) -> None:
        self.problem = problem
        self.pool = pool
        self._rng = random.Random(seed)  # noqa: S311 - a search, not a secret
        self._minutes = np.array(problem.tour.minutes, np.float64)

    def improve(self, plan: Trips, yen: float) -> Trips | None:
        """Return the trips of a plan that costs less than `yen`, None where none was found.

        Args:
            plan: The trips of a plan.
            yen: What it costs.
        """
        bids = len(self.problem.tour.bids)
        if not bids or not plan.number:
            return None
        freed = np.zeros(bids, np.bool_)
        freed[self._related(plan)] = True
        touched = _some(plan, freed[self.problem.graph.bid[plan.nodes]])
        freed[self.problem.graph.bid[plan.take(np.flatnonzero(touched)).nodes]] = True
        kept = plan.take(np.flatnonzero(~touched))
        inside = ~_some(self.pool, ~freed[self.problem.graph.bid[self.pool.nodes]])
        trips = joined(
            [kept, self.pool.take(np.flatnonzero(inside)), plan.take(np.flatnonzero(touched))]
        )
        return solve_part(self.problem, trips, np.arange(kept.number), yen, NODES)

    def _related(self, plan: Trips) -> Ints:
        """Return bids near one that is drawn: in place, in time, or in a word by chance."""
        tour, graph = self.problem.tour, self.problem.graph
        centre = self._rng.randrange(len(tour.bids))
        day = np.full(len(tour.bids), -1, np.int64)
        day[graph.bid[plan.nodes]] = graph.day[plan.nodes]
        place = np.array([bid.place for bid in tour.bids], np.int64)
        in_time = np.where((day < 0) | (day[centre] < 0), 0.0, np.abs(day - day[centre]))
        in_place = self._minutes[place, place[centre]]
        chance = np.array([self._rng.random() for _ in tour.bids])
        weight = self._rng.random()
        far = weight * in_time / NEAR_DAYS + (1 - weight) * in_place / 120.0 + chance
        return np.argsort(far, kind="stable")[:MOST_FREED]


def _some(trips: Trips, of_node: Flags) -> Flags:
    """Return for each trip whether something holds for one of its nodes."""
    counts = np.bincount(trips.of_nodes(), of_node, minlength=trips.number)
    return np.greater(counts, 0)
