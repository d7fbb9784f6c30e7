"""A plan from the linear program: the surest trips are fixed, and it is solved again."""

import highspy
import numpy as np

from solver.columns.arrays import Ints, Trips
from solver.columns.closing import MOST_ADDED, NEGATIVE_YEN
from solver.columns.coefficients import reduced_costs
from solver.columns.master import Master, Solution
from solver.columns.problem import Problem

SURE = 0.9
"""Trips that are used so much are fixed at once."""

SHARE_AT_ONCE = 0.1
"""Share of the undecided trips that are fixed at once besides, at least one."""

WHOLE = 1e-6

ROUNDS = 4
"""How often trips and rows are added before the next trips are fixed."""


def dive(problem: Problem, master: Master, pool: Trips) -> Trips | None:
    """Return the trips of a plan near the linear solution, None where diving ends nowhere.

    Args:
        problem: Its rows grow.
        master: The linear program; it grows and is left with nothing fixed.
        pool: Trips that may be used.
    """
    fixed = np.zeros(0, np.int64)
    plan = None
    while plan is None:
        solution = _solve(problem, master, pool)
        if solution is None:
            break
        open_trips = np.setdiff1d(np.flatnonzero(solution.trip_use > WHOLE), fixed)
        undecided = open_trips[solution.trip_use[open_trips] < 1 - WHOLE]
        if not len(undecided):
            plan = solution.trips.take(np.flatnonzero(solution.trip_use > SURE))
        chosen = _surest(solution, open_trips, len(undecided))
        master.demand(chosen, 1.0)
        fixed = np.union1d(fixed, chosen)
    master.demand(fixed, 0.0)
    return plan


def _surest(solution: Solution, trips: Ints, undecided: int) -> Ints:
    order = trips[np.argsort(-solution.trip_use[trips], kind="stable")]
    sure = int((solution.trip_use[trips] > SURE).sum())
    return order[: sure + max(1, int(SHARE_AT_ONCE * undecided))]


def _solve(problem: Problem, master: Master, pool: Trips) -> Solution | None:
    """Solve the program with trips and rows that it lacks; None where nothing fits any more."""
    for _ in range(ROUNDS):
        solution = master.solve()
        if master.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        costs = reduced_costs(pool, problem.rows.arrays(), solution.duals)
        missing = np.flatnonzero(costs < -NEGATIVE_YEN)
        missing = missing[np.argsort(costs[missing], kind="stable")][:MOST_ADDED]
        master.add(pool.take(missing))
        if not problem.separator.separate(solution) + len(missing):
            break
    return solution
