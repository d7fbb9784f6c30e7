"""Column generation: solves the linear master problem by generating trips and rows."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from solver.proof.columns.bounds.lagrangean import Relaxation, prices_of, relax
from solver.proof.columns.bounds.subgradient import first_prices
from solver.proof.columns.master.restricted_master import Master, Solution
from solver.proof.columns.pricing.pricing import Path
from solver.proof.columns.problem import Problem


@dataclass(frozen=True)
class Linear:
    """The solved linear master problem.

    Attributes:
        master: The program.
        solution: Its optimal solution.
        best: The best relaxation: a bound for all plans.
    """

    master: Master
    solution: Solution
    best: Relaxation


def solve_linear(
    problem: Problem, on_bound: Callable[[float], None], *, aim_yen: float = math.inf
) -> Linear:
    """Solve the linear master problem.

    Args:
        problem: What to solve; its rows grow.
        on_bound: Told of each better bound.
        aim_yen: What some plan costs, infinity where none is known.
    """
    effort = problem.effort.generation
    best, paths = first_prices(problem, aim_yen, on_bound)
    master = Master(problem.rows, problem.trips(problem.new_among(paths)))
    while True:
        solution = master.solve()
        gap = (solution.yen - best.yen) / max(abs(solution.yen), 1.0)
        rows = problem.separator.separate(solution) if gap < effort.rows_from else 0
        found, paths = _price(
            problem, solution, best, effort.smoothing if gap > effort.close else 0.0
        )
        if found.yen > best.yen:
            best = found
            on_bound(best.yen)
        new = problem.new_among(paths)
        master.add(problem.trips(new))
        if rows or (new and solution.yen - best.yen >= 1.0):
            continue
        if gap < effort.rows_from or problem.separator.separate(solution) == 0:
            return Linear(master, solution, best)


def _price(
    problem: Problem, solution: Solution, best: Relaxation, leaning: float
) -> tuple[Relaxation, list[Path]]:
    """Return the best relaxation near the solution's duals, and trips that save there."""
    centre, duals = problem.rows.padded(best.duals), problem.rows.padded(solution.duals)
    found = replace(best, yen=-np.inf)
    most = problem.effort.generation.trips_per_adviser
    while True:
        leant = leaning * centre + (1.0 - leaning) * duals
        relaxation = relax(problem.rows, problem.pricer, leant)
        found = max(found, relaxation, key=lambda each: each.yen)
        prices = prices_of(problem.rows, leant, moments=True)
        paths = relaxation.years + problem.pricer.saving_trips(prices, most)
        if leaning == 0.0 or problem.has_new(paths):
            return found, paths
        leaning = leaning / 2 if leaning > 0.05 else 0.0  # noqa: PLR2004 - then it leans no more
