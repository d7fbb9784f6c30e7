"""Primal heuristics: plans near a linear solution, first by diving, then in neighbourhoods."""

import numpy as np

from solver.proof.columns.bounds.cutting_planes import solve_over
from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.master.restricted_master import Master
from solver.proof.columns.plans.diving import dive
from solver.proof.columns.plans.incumbent import Incumbent
from solver.proof.columns.plans.neighbourhoods import Neighbourhoods
from solver.proof.columns.plans.repair import solve_repairs
from solver.proof.columns.problem import Problem


def find_plan(
    problem: Problem, master: Master, pool: Trips, incumbent: Incumbent, seed: int
) -> None:
    """Look for a plan near the linear solution, and then near that plan.

    Args:
        problem: Its rows grow.
        master: The linear program; it grows.
        pool: Trips that may be used.
        incumbent: Told of each better plan.
        seed: Another one searches otherwise.
    """
    effort = problem.effort.heuristics
    solution, _, costs = solve_over(master, pool, problem.effort.cutting.most_added)
    cheapest = pool.take(np.argsort(costs, kind="stable")[: effort.most_trips])
    incumbent.offer(dive(problem, master, cheapest, incumbent.yen))
    if incumbent.is_far_above(solution.yen, effort.near_share):
        improve_plan(problem, cheapest, incumbent, seed, effort.short_patience)


def improve_plan(
    problem: Problem, pool: Trips, incumbent: Incumbent, seed: int, patience: int
) -> None:
    """Look for better plans near the best one, as long as there are some.

    Args:
        problem: What is planned.
        pool: Trips that may be used, the most promising first.
        incumbent: Told of each better plan.
        seed: Another one searches otherwise.
        patience: Neighbourhoods in a row without a better plan, after which it ends.
    """
    near, idle = Neighbourhoods(problem, pool, seed), 0
    while incumbent.trips is not None and incumbent.trips.number and idle < patience:
        repairs = [near.draw(incumbent.trips, incumbent.yen) for _ in range(problem.workers)]
        better = [incumbent.offer(trips) for trips in solve_repairs(problem, repairs)]
        idle = 0 if any(better) else idle + len(repairs)
