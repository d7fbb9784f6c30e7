"""Raises the bound over an explicit pool of trips by cuts, and shrinks the pool with it."""

from collections.abc import Callable

import numpy as np

from solver.columns.arrays import Floats, Trips
from solver.columns.bound import bound_of_pool, safe_duals
from solver.columns.coefficients import reduced_costs
from solver.columns.halves import separate_halves
from solver.columns.master import Master, Solution
from solver.columns.problem import Problem

MOST_ADDED = 3000
"""Trips that are taken into the linear program at once."""

NEGATIVE_YEN = 1e-3

PATIENCE = 6
"""Rounds of cuts that close little of the gap, after which no more are added."""

LITTLE = 0.01
"""Share of the gap below which a round has closed little."""


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
) -> Trips:
    """Add cuts while they help; return the trips that a better plan can still use.

    Args:
        problem: Its rows grow.
        master: The linear program so far; it grows.
        pool: All trips that a better plan can use.
        upper_yen: Only plans that cost less are of interest.
        on_bound: Told of each better bound on the plans made of the pool.
    """
    best, idle = -np.inf, 0
    while idle < PATIENCE:
        solution, duals, costs = solve_over(master, pool)
        value = bound_of_pool(problem.rows, duals, costs, pool, problem.slots)
        pool = pool.take(np.flatnonzero(costs <= upper_yen - value))
        idle = 0 if value - best > LITTLE * (upper_yen - best) else idle + 1
        if value > best:
            best = value
            on_bound(value)
        if value > upper_yen - 1.0 or not pool.number:
            break
        if not problem.separator.separate(solution) + separate_halves(
            problem.tour, problem.rows, solution
        ):
            break
    return pool
