"""First prices and first trips: a few subgradient steps uphill on the Lagrangean bound.

Steps like Polyak's along a direction that remembers the last ones (Camerini, Fratta and Maffioli
1975). Far from the best prices, but near enough for the linear program to begin well.
"""

import math
from collections.abc import Callable

import numpy as np

from solver.proof.columns.bounds.lagrangean import Relaxation, relax
from solver.proof.columns.graph.arrays import Floats
from solver.proof.columns.pricing.pricing import Path
from solver.proof.columns.problem import Problem


def first_prices(
    problem: Problem, aim_yen: float, on_bound: Callable[[float], None]
) -> tuple[Relaxation, list[Path]]:
    """Return the best relaxation found, and the trips seen on the way.

    Args:
        problem: What to find prices for.
        aim_yen: What some plan costs, which no bound is above; infinity where none is known.
        on_bound: Told of each better bound.
    """
    effort = problem.effort.subgradient
    best, paths = _start(problem, on_bound)
    current, direction, length, idle = best, np.zeros(len(problem.rows)), 1.0, 0
    for _ in range(effort.steps):
        direction = _uphill(problem, current) + effort.memory * direction
        size = float(direction @ direction)
        if size < 1e-9:  # noqa: PLR2004 - no row is missed
            break
        climb = max(_aim(problem, best, aim_yen) - current.yen, 1.0)
        duals = current.duals + length * climb / size * direction
        current = relax(problem.rows, problem.pricer, duals)
        paths |= dict.fromkeys(current.years)
        idle = 0 if current.yen > best.yen else idle + 1
        if current.yen > best.yen:
            best = current
            on_bound(best.yen)
        if idle > effort.patience:
            current, length, idle = best, effort.shorter * length, 0
    return best, list(paths)


def _aim(problem: Problem, best: Relaxation, aim_yen: float) -> float:
    """Return where to climb: what a plan costs, else somewhat above the best bound."""
    if math.isfinite(aim_yen):
        return aim_yen
    return best.yen + max((problem.effort.subgradient.optimism - 1.0) * abs(best.yen), 1000.0)


def _start(
    problem: Problem, on_bound: Callable[[float], None]
) -> tuple[Relaxation, dict[Path, None]]:
    """Return the best of some shares of what each bid's cheapest round trip costs.

    A trip to many bids costs much less than one to each, and each adviser who could hold a bid is
    paid its price in the relaxation: the more of both, the smaller the best share.
    """
    effort, worths = problem.effort.subgradient, _worth_alone(problem)
    best = relax(problem.rows, problem.pricer, np.zeros(len(worths)))
    paths = dict.fromkeys(best.years)
    on_bound(best.yen)
    share = effort.first_share
    while share < 1.0:
        tried = relax(problem.rows, problem.pricer, share * worths)
        paths |= dict.fromkeys(tried.years)
        if tried.yen <= best.yen:
            break
        best, share = tried, effort.larger * share
        on_bound(best.yen)
    return best, paths


def _worth_alone(problem: Problem) -> Floats:
    """Let each bid be worth its cheapest round trip, as far as declining does not cost less."""
    graph, duals = problem.graph, np.zeros(len(problem.rows))
    alone = graph.start_yen + graph.end_yen + graph.own_yen
    alone = np.where(graph.can_start & graph.can_end, alone, np.inf)
    for bid, nodes in enumerate(problem.separator.nodes_of):
        if len(problem.tour.bids[bid].able) == 1 and len(nodes):
            most = problem.variables.yen[problem.variables.declined[bid]]
            duals[problem.rows.keys["bid", bid]] = min(float(alone[nodes].min()), most)
    return duals


def _uphill(problem: Problem, current: Relaxation) -> Floats:
    """Return by how much each row is missed; 0 where its dual would get the wrong sign."""
    rows = problem.rows
    use = np.zeros(len(problem.graph.bid))
    for path in current.years:
        use[list(path)] += 1
    lower, upper = rows.limits()
    missed = np.where(np.isinf(lower), upper, lower) - rows.activity(use, current.variable_use)
    if rows.budget >= 0:
        missed[rows.budget] = 0.0
    slack = (np.isinf(lower) & (missed > 0)) | (np.isinf(upper) & (missed < 0))
    return np.where(slack & (current.duals == 0), 0.0, missed)
