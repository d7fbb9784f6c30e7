"""First prices and first trips: a few subgradient steps uphill on the Lagrangean bound.

Steps like Polyak's along a direction that remembers the last ones (Camerini, Fratta and Maffioli
1975). Far from the best prices, but near enough for the linear program to begin well.
"""

import numpy as np

from solver.proof.columns.bounds.lagrangean import Relaxation, relax
from solver.proof.columns.graph.arrays import Floats
from solver.proof.columns.pricing.pricing import Path
from solver.proof.columns.problem import Problem


def first_prices(problem: Problem) -> tuple[Relaxation, list[Path]]:
    """Return the best relaxation found, and the trips seen on the way."""
    effort, duals = problem.effort.subgradient, _start(problem)
    best = relax(problem.rows, problem.pricer, duals)
    current, paths = best, dict.fromkeys(best.years)
    direction, length, idle = np.zeros(len(problem.rows)), 1.0, 0
    for _ in range(effort.steps):
        direction = _uphill(problem, current) + effort.memory * direction
        size = float(direction @ direction)
        if size < 1e-9:  # noqa: PLR2004 - no row is missed
            break
        aim = max(effort.optimism * best.yen, best.yen + 1000.0)
        duals = current.duals + length * max(aim - current.yen, 1.0) / size * direction
        current = relax(problem.rows, problem.pricer, duals)
        paths |= dict.fromkeys(current.years)
        idle = 0 if current.yen > best.yen else idle + 1
        best = max(best, current, key=lambda each: each.yen)
        if idle > effort.patience:
            current, length, idle = best, effort.shorter * length, 0
    return best, list(paths)


def _start(problem: Problem) -> Floats:
    """Let each bid be worth nearly its cheapest round trip."""
    graph, duals = problem.graph, np.zeros(len(problem.rows))
    alone = graph.start_yen + graph.end_yen + graph.own_yen
    alone = np.where(graph.can_start & graph.can_end, alone, np.inf)
    for bid, nodes in enumerate(problem.separator.nodes_of):
        if len(problem.tour.bids[bid].able) == 1 and len(nodes):
            most = problem.variables.yen[problem.variables.declined[bid]]
            duals[problem.rows.keys["bid", bid]] = min(0.9 * float(alone[nodes].min()), most)
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
