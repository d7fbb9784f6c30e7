"""A plan from the linear program: the surest trips are fixed, and it is solved again."""

import highspy
import numpy as np

from solver.columns.arrays import Ints, Trips
from solver.columns.closing import MOST_ADDED, NEGATIVE_YEN
from solver.columns.coefficients import reduced_costs
from solver.columns.master import Master, Solution
from solver.columns.problem import Problem

SURE = 0.9
"""Trips that are used so much are in the plan."""

SHARE_AT_ONCE = 0.15
"""Share of the undecided trips that are fixed at once."""

SMALLER = 4
"""How much smaller that share becomes when nothing fits any more."""

WHOLE = 1e-6

ROUNDS = 4
"""How often trips and rows are added before the next trips are fixed."""


def dive(problem: Problem, master: Master, pool: Trips) -> Trips | None:
    """Return the trips of a plan near the linear solution, None where diving ends nowhere.

    Args:
        problem: Its rows grow.
        master: The linear program; it grows and is left with nothing decided.
        pool: Trips that may be used.
    """
    decided, share, plan = np.zeros(0, np.int64), SHARE_AT_ONCE, None
    solution = _solve(problem, master, pool)
    while solution is not None:
        undecided = _undecided(solution, decided)
        if not len(undecided):
            plan = solution.trips.take(np.flatnonzero(solution.trip_use > SURE))
            break
        chosen = _surest(solution, undecided, share)
        master.confine(chosen, 1.0, 1.0)
        onward = _solve(problem, master, pool)
        share = min(SMALLER * share, SHARE_AT_ONCE)
        if onward is None and len(chosen) > 1:
            master.release(chosen)
            share /= SMALLER * SMALLER
            continue
        if onward is None:  # not this trip, then; nor may the pool bring it back
            master.confine(chosen, 0.0, 0.0)
            pool = _without(pool, master.trips.take(chosen))
            onward = _solve(problem, master, pool)
        decided, solution = np.union1d(decided, chosen), onward
    master.release(np.arange(master.trips.number))
    return plan


def _without(pool: Trips, trip: Trips) -> Trips:
    """Return a pool without those that cost and take as much as one trip."""
    twins = (pool.adviser == trip.adviser) & (pool.leave == trip.leave) & (pool.home == trip.home)
    return pool.take(np.flatnonzero(~(twins & (pool.yen == trip.yen))))


def _undecided(solution: Solution, decided: Ints) -> Ints:
    """Return the trips that are used in part and not decided."""
    use = solution.trip_use
    return np.setdiff1d(np.flatnonzero((use > WHOLE) & (use < 1 - WHOLE)), decided)


def _surest(solution: Solution, trips: Ints, share: float) -> Ints:
    """Return a share of some trips, those that are used most, and at least one."""
    order = trips[np.argsort(-solution.trip_use[trips], kind="stable")]
    return order[: max(1, int(share * len(order)))]


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
