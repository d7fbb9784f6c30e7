"""Proves a tour by column generation, enumeration of trips, and branch and bound.

The linear bound lies near the best plan, on most tours within half a percent. So the search guesses
that gap: it enumerates all trips that a plan within the guess can use, raises the bound on plans
made of these by cuts, and solves the rest by branch and bound. Either it finds the best plan there,
or it proves that there is none; then the bound is as high as the guess, and the guess grows.
"""

import math
from collections.abc import Sequence
from concurrent.futures import Executor

from solver.effort.columns import ColumnEffort
from solver.effort.effort import USUAL
from solver.proof.columns.bounds.column_generation import Linear, solve_linear
from solver.proof.columns.bounds.cutting_planes import RemainingPool, close_gap
from solver.proof.columns.bounds.lagrangean import prices_of
from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.plans.incumbent import Incumbent
from solver.proof.columns.plans.integer_master import Findings, branch_and_bound
from solver.proof.columns.plans.primal_heuristics import find_plan, improve_plan
from solver.proof.columns.problem import Problem, cost_of
from solver.proof.findings import Ending, Listener
from solver.proof.rounding import whole_yen
from solver.search.draft import Holding
from solver.tour.compiled import CompiledTour


def prove_with_columns(
    tour: CompiledTour,
    start: Sequence[Holding | None],
    seed: int,
    listener: Listener,
    *,
    executor: Executor | None = None,
    workers: int = 1,
    ways: int = 1,
    effort: ColumnEffort = USUAL.columns,
) -> Ending:
    """Solve a tour to the end, telling the listener each better bound and plan.

    Args:
        tour: What to plan; its yen must be small enough for floating point.
        start: A valid plan to go on from, or one that drops locked bids where none is known.
        seed: Of the solver's choices.
        listener: Told of everything that is found.
        executor: Computes what can be computed apart, None to do that here.
        workers: How many tasks the executor works on at once.
        ways: How many ways of branch and bound race each other here.
        effort: How hard the proof tries.
    """
    if not tour.advisers or not tour.bids:  # then there is no other plan
        yen = cost_of(tour, start)
        listener.bound(0 if yen is None else yen)
        return Ending.OPTIMAL
    return _Proof(Problem(tour, executor, workers, effort), start, seed, listener, ways).run()


class _Proof:
    """One proof on its way."""

    def __init__(
        self,
        problem: Problem,
        start: Sequence[Holding | None],
        seed: int,
        listener: Listener,
        ways: int,
    ) -> None:
        self.problem = problem
        self.effort = problem.effort
        self.seed = seed
        self.ways = ways
        self.incumbent = Incumbent(problem, start, listener)
        self.most_trips = self.effort.enumeration.first_trips
        self.most_whole = self.effort.branching.most_trips
        self.reached = -math.inf  # up to which cost plans were looked at

    def run(self) -> Ending:
        """Guess the gap larger and larger until the best plan is within it."""
        penalty_yen, guess = self.problem.variables.penalty_yen, self.effort.enumeration
        linear = solve_linear(self.problem, self.incumbent.tell_bound, aim_yen=self.incumbent.yen)
        proven, above = linear.best.yen, guess.first_share * abs(linear.best.yen) + 1.0
        while whole_yen(proven) < self.incumbent.yen:
            if proven >= penalty_yen:
                return Ending.INFEASIBLE
            limit, proven = self._prove_up_to(linear, above)
            self.incumbent.tell_bound(proven)
            looked_at = min(limit, self.incumbent.yen, penalty_yen)
            if proven < looked_at - 1.0 or looked_at <= self.reached:  # too many trips to go on
                return Ending.OPEN
            self.reached, above = limit, guess.larger * max(limit - linear.best.yen, 1.0)
        self.incumbent.tell_bound(self.incumbent.yen)
        return Ending.OPTIMAL

    def _prove_up_to(self, linear: Linear, above: float) -> tuple[float, float]:
        """Find the best plan up to so much above the linear bound, or prove that there is none.

        Returns:
            Up to which cost plans were looked at, and what no plan costs less than.
        """
        problem, master, effort = self.problem, linear.master, self.effort
        pool, above = self._enumerate(linear, min(above, self.incumbent.yen - linear.best.yen))
        limit = min(float(math.floor(linear.best.yen + above)), self.incumbent.yen)

        def on_bound(yen: float) -> None:
            self.incumbent.tell_bound(min(yen, limit))

        closed = close_gap(
            problem, master, pool, limit, on_bound, rounds=effort.cutting.first_rounds
        )
        if pool.number > effort.branching.few_trips and self.incumbent.is_far_above(
            closed.yen, effort.heuristics.near_share
        ):
            find_plan(problem, master, pool, self.incumbent, self.seed)
            limit = min(limit, self.incumbent.yen)
        if closed.yen < limit - 1.0:
            closed = close_gap(problem, master, closed.trips, limit, on_bound)
        if closed.yen > limit - 1.0:
            return limit, limit
        if closed.trips.number > self.most_whole:
            improve_plan(problem, pool, self.incumbent, self.seed, effort.heuristics.patience)
            limit = min(limit, self.incumbent.yen)
            closed = close_gap(problem, master, closed.trips, limit, on_bound, rounds=1)
        trips, narrower = self._narrowed(closed, limit)
        if narrower < limit:
            limit, self.most_whole = float(math.floor(narrower)), 2 * self.most_whole
        findings = Findings(self.incumbent.offer, on_bound)
        proven = branch_and_bound(
            problem, trips, limit, seed=self.seed, findings=findings, ways=self.ways
        )
        return limit, closed.yen if proven is None else proven

    def _narrowed(self, closed: RemainingPool, limit: float) -> tuple[Trips, float]:
        """Return few trips that make all plans up to more than was looked at before."""
        further = min(limit, max(self.reached, closed.yen) + 1.0)
        while True:
            trips, narrower = closed.narrowed(self.most_whole)
            if narrower >= further:
                return trips, narrower
            self.most_whole *= 2

    def _enumerate(self, linear: Linear, above: float) -> tuple[Trips, float]:
        """Return all trips up to so much above the bound, and how far that was possible."""
        prices = prices_of(self.problem.rows, self.problem.rows.padded(linear.best.duals))
        effort = self.effort.enumeration
        most, self.most_trips = self.most_trips, effort.most_trips
        while above > effort.narrowest_yen:
            enumerated = self.problem.pricer.enumerate_trips(prices, above, most)
            if enumerated is not None:
                return self.problem.trips_of(*enumerated), above
            above *= effort.narrower
        return self.problem.trips([]), 0.0
