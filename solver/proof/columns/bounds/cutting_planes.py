"""Cutting planes raise the bound over a pool of trips, and reduced costs shrink the pool."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.proof.columns.bounds.lagrangean import bound_of_pool, safe_duals
from solver.proof.columns.graph.arrays import Floats, Trips
from solver.proof.columns.master.coefficients import reduced_costs
from solver.proof.columns.master.restricted_master import Master, Solution
from solver.proof.columns.master.zero_half_cuts import separate_zero_half_cuts
from solver.proof.columns.problem import Problem

MOST_ADDED = 3000
"""Trips that are taken into the linear program at once."""

NEGATIVE_YEN = 1e-3

PATIENCE = 6
"""Rounds of cuts that close little of the gap, after which no more are added."""

MOST_ROUNDS = 60

LITTLE = 0.01
"""Share of the gap below which a round has closed little."""


@dataclass(frozen=True)
class RemainingPool:
    """What is left of a pool.

    Attributes:
        trips: The trips that a better plan can still use.
        costs: How much more than `yen` a plan with each of them costs at least.
        yen: A lower bound on all plans of the pool.
    """

    trips: Trips
    costs: Floats
    yen: float

    def narrowed(self, most: int) -> tuple[Trips, float]:
        """Return the cheapest trips, at most so many, and up to which cost they make all plans."""
        if self.trips.number <= most:
            return self.trips, math.inf
        limit = float(np.partition(self.costs, most)[most])
        return self.trips.take(np.flatnonzero(self.costs < limit)), self.yen + limit


def solve_over(master: Master, pool: Trips) -> tuple[Solution, Floats, Floats]:
    """Solve the linear program over a pool.

    Returns:
        The solution, safe duals, and the pool's reduced costs at them, none of them negative but
        for rounding.
    """
    rows, added = master.rows, np.zeros(pool.number, np.bool_)
    while True:
        solution = master.solve()
        costs = reduced_costs(pool, rows.arrays(), solution.duals)
        missing = np.flatnonzero((costs < -NEGATIVE_YEN) & ~added)
        if not len(missing):
            duals = safe_duals(rows, solution.duals)
            return solution, duals, reduced_costs(pool, rows.arrays(), duals)
        missing = missing[np.argsort(costs[missing], kind="stable")][:MOST_ADDED]
        added[missing] = True
        master.add(pool.take(missing))


def close_gap(
    problem: Problem,
    master: Master,
    pool: Trips,
    upper_yen: float,
    on_bound: Callable[[float], None],
    *,
    rounds: int = MOST_ROUNDS,
) -> RemainingPool:
    """Add cuts while they help; return the trips that a better plan can still use.

    Args:
        problem: Its rows grow.
        master: The linear program so far; it grows.
        pool: All trips that a better plan can use.
        upper_yen: Only plans that cost less are of interest.
        on_bound: Told of each better bound on the plans made of the pool.
        rounds: Most rounds of cuts.
    """
    closed, idle = RemainingPool(pool, np.zeros(pool.number), -np.inf), 0
    for _ in range(rounds):
        solution, duals, costs = solve_over(master, closed.trips)
        value = bound_of_pool(problem.rows, duals, costs, closed.trips, problem.slots)
        idle = 0 if value - closed.yen > LITTLE * (upper_yen - closed.yen) else idle + 1
        if value > closed.yen:
            on_bound(value)
        left = np.flatnonzero(costs <= upper_yen - value)
        closed = RemainingPool(closed.trips.take(left), costs[left], value)
        if idle == PATIENCE or value > upper_yen - 1.0 or not len(left):
            break
        if not problem.separator.separate(solution) + separate_zero_half_cuts(
            problem.separator, solution
        ):
            break
    return closed
