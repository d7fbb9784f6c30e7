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

ROUNDING_YEN = 1e-3
"""Reduced costs that are below 0 by no more than this may be 0 but for rounding."""


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


def solve_over(master: Master, pool: Trips, most_added: int) -> tuple[Solution, Floats, Floats]:
    """Solve the linear program over a pool.

    Args:
        master: The linear program so far; it grows.
        pool: Trips that may be used.
        most_added: Trips that are taken into the program at once.

    Returns:
        The solution, safe duals, and the pool's reduced costs at them, none of them negative but
        for rounding.
    """
    rows, added = master.rows, np.zeros(pool.number, np.bool_)
    while True:
        solution = master.solve()
        costs = reduced_costs(pool, rows.arrays(), solution.duals)
        missing = np.flatnonzero((costs < -ROUNDING_YEN) & ~added)
        if not len(missing):
            duals = safe_duals(rows, solution.duals)
            return solution, duals, reduced_costs(pool, rows.arrays(), duals)
        missing = missing[np.argsort(costs[missing], kind="stable")][:most_added]
        added[missing] = True
        master.add(pool.take(missing))


def close_gap(
    problem: Problem,
    master: Master,
    pool: Trips,
    upper_yen: float,
    on_bound: Callable[[float], None],
    *,
    rounds: int | None = None,
) -> RemainingPool:
    """Add cuts while they help; return the trips that a better plan can still use.

    Args:
        problem: Its rows grow.
        master: The linear program so far; it grows.
        pool: All trips that a better plan can use.
        upper_yen: Only plans that cost less are of interest.
        on_bound: Told of each better bound on the plans made of the pool.
        rounds: Most rounds of cuts; as many as are usual where None.
    """
    effort = problem.effort.cutting
    closed, idle = RemainingPool(pool, np.zeros(pool.number), -np.inf), 0
    for _ in range(effort.most_rounds if rounds is None else rounds):
        solution, duals, costs = solve_over(master, closed.trips, effort.most_added)
        value = bound_of_pool(problem.rows, duals, costs, closed.trips, problem.slots)
        idle = 0 if value - closed.yen > effort.little * (upper_yen - closed.yen) else idle + 1
        if value > closed.yen:
            on_bound(value)
        left = np.flatnonzero(costs <= upper_yen - value)
        closed = RemainingPool(closed.trips.take(left), costs[left], value)
        if idle == effort.patience or value > upper_yen - 1.0 or not len(left):
            break
        if not problem.separator.separate(solution) + separate_zero_half_cuts(
            problem.separator, solution, problem.effort.zero_half
        ):
            break
    return closed
