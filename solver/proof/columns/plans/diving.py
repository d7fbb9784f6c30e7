"""A plan from the linear program: the surest holdings are fixed, then the rest is solved whole.

Bids with several slots go first, one share after the other, since half a holding is what makes the
linear program most unlike a plan. What it uses wholly then is kept; the trips beside that are few
enough for branch and bound.
"""

import highspy
import numpy as np

from solver.effort.columns import DivingEffort
from solver.proof.columns.bounds.cutting_planes import ROUNDING_YEN
from solver.proof.columns.graph.arrays import Floats, Ints, Trips
from solver.proof.columns.master.coefficients import reduced_costs
from solver.proof.columns.master.restricted_master import Master, Solution
from solver.proof.columns.plans.compatibility import compatible, fitting
from solver.proof.columns.plans.repair import Repair, solve_repairs
from solver.proof.columns.problem import Problem

WHOLE = 1e-6


def dive(problem: Problem, master: Master, pool: Trips, upper_yen: float) -> Trips | None:
    """Return the trips of a plan near the linear solution, None where diving ends nowhere.

    Args:
        problem: Its rows grow.
        master: The linear program; it grows and is left with nothing decided.
        pool: Trips that may be used.
        upper_yen: The plan must cost less.
    """
    held = np.array(sorted(problem.variables.held.values()), np.int64)
    solution = _hold(problem, master, pool, held)
    plan = None
    if solution is not None:
        kept, candidates = _keep(problem, solution, pool)
        repair = Repair(kept, candidates, upper_yen, problem.effort.diving.nodes, must_keep=False)
        plan = solve_repairs(problem, [repair])[0]
    master.confine_variables(held, 0.0, 1.0)
    return plan


def _hold(problem: Problem, master: Master, pool: Trips, held: Ints) -> Solution | None:
    """Fix holdings until all are whole; return the solution then, None where nothing fits."""
    effort, fixed = problem.effort.diving, np.zeros(0, np.int64)
    solution = _solve(problem, master, pool, effort.rounds)
    while solution is not None:
        chosen = _surest(solution.variable_use, np.setdiff1d(held, fixed), effort)
        if not len(chosen):
            return _solve(problem, master, pool, effort.last_rounds)
        master.confine_variables(chosen, 1.0, 1.0)
        solution = _solve(problem, master, pool, effort.rounds)
        if solution is None and len(chosen) > 1:
            master.confine_variables(chosen[1:], 0.0, 1.0)
            chosen = chosen[:1]
            solution = _solve(problem, master, pool, effort.rounds)
        if solution is None:
            master.confine_variables(chosen, 0.0, 0.0)
            solution = _solve(problem, master, pool, effort.rounds)
        fixed = np.union1d(fixed, chosen)
    return None


def _surest(use: Floats, open_: Ints, effort: DivingEffort) -> Ints:
    """Return which of some open holdings to fix next; none where all of them are whole."""
    used = open_[use[open_] > WHOLE]
    if not np.any(use[used] < 1 - WHOLE):
        return np.zeros(0, np.int64)
    order = used[np.argsort(-use[used], kind="stable")]
    first = order[: max(1, int(effort.share_at_once * len(order)))]
    return first[: max(1, int(np.count_nonzero(use[first] > effort.sure)))]


def _keep(problem: Problem, solution: Solution, pool: Trips) -> tuple[Trips, Trips]:
    """Return trips to keep, and those that fit beside them, the cheapest of these."""
    effort, use = problem.effort.diving, solution.trip_use
    surest = np.argsort(-use, kind="stable")[: np.count_nonzero(use > effort.wholly)]
    kept = solution.trips.take(compatible(problem, solution.trips, surest))
    candidates = fitting(problem, kept, pool)
    costs = reduced_costs(candidates, problem.rows.arrays(), solution.duals)
    most = min(effort.most_candidates, effort.candidates_per_bid * len(problem.tour.bids))
    return kept, candidates.take(np.argsort(costs, kind="stable")[:most])


def _solve(problem: Problem, master: Master, pool: Trips, rounds: int) -> Solution | None:
    """Solve the program with trips and rows that it lacks; None where nothing fits any more."""
    for _ in range(rounds):
        solution = master.solve()
        if master.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        costs = reduced_costs(pool, problem.rows.arrays(), solution.duals)
        missing = np.flatnonzero(costs < -ROUNDING_YEN)
        missing = missing[np.argsort(costs[missing], kind="stable")][
            : problem.effort.cutting.most_added
        ]
        master.add(pool.take(missing))
        if not problem.separator.separate(solution) + len(missing):
            break
    return solution
