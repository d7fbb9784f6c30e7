"""Proves a tour by column generation, listing of trips, and branch and bound.

The linear bound is usually less than half a percent below the best plan. So the search guesses
that gap: it lists all trips that a plan within the guess can use, raises the bound on plans made
of these by cuts, and solves the rest by branch and bound. Either it finds the best plan there, or
it proves that there is none; then the bound is as high as the guess, and the guess is doubled.
"""

import math
from collections.abc import Sequence

import numpy as np

from solver.columns.arrays import Floats, Trips
from solver.columns.bound import prices_of
from solver.columns.closing import close_gap
from solver.columns.diving import dive
from solver.columns.generation import Linear, solve_linear
from solver.columns.integer import Findings, solve_whole
from solver.columns.neighbourhoods import Neighbourhoods
from solver.columns.problem import Problem, cost_of
from solver.compiled import CompiledTour
from solver.draft import Holding
from solver.exact.findings import Ending, Listener
from solver.exact.rounding import whole_yen

FIRST_SHARE = 0.0015
"""The first guess of the gap, as a share of the linear bound."""

SEARCH_SHARE = 0.01
"""Trips for the search of plans lie so far above the bound, as a share of it."""

SEARCH_TRIPS = 150_000
"""Trips for the search of plans, at most."""

MOST_TRIPS = 1_500_000
"""Trips that are listed at once, at most."""

MOST_WHOLE = 40_000
"""Trips over which branch and bound is tried."""

PATIENCE = 100
"""Neighbourhoods in a row without a better plan, after which the proof goes on."""

NARROWER = 0.6
"""A listing with too many trips is tried again up to this share of what it was."""


def prove_with_columns(
    tour: CompiledTour, start: Sequence[Holding | None], seed: int, listener: Listener
) -> Ending:
    """Solve a tour to the end, telling the listener each better bound and plan.

    Args:
        tour: What to plan; its yen must be small enough for floating point.
        start: A valid plan to go on from, or one that drops locked bids where none is known.
        seed: Of the solver's choices.
        listener: Told of everything that is found.
    """
    if not tour.advisers or not tour.bids:  # then there is no other plan
        yen = cost_of(tour, start)
        listener.bound(0 if yen is None else yen)
        return Ending.OPTIMAL
    return _Proof(tour, start, seed, listener).run()


class _Proof:
    """One proof on its way."""

    def __init__(
        self,
        tour: CompiledTour,
        start: Sequence[Holding | None],
        seed: int,
        listener: Listener,
    ) -> None:
        self.problem = Problem(tour)
        self.seed = seed
        self.listener = listener
        self.plan: Trips | None = None
        yen = cost_of(tour, start)
        self.upper_yen = math.inf if yen is None else float(yen)

    def run(self) -> Ending:
        """Go through all phases."""
        linear = solve_linear(self.problem, self._tell_bound)
        if whole_yen(linear.best.yen) < self.upper_yen:
            self._dive(linear)
        above = FIRST_SHARE * abs(linear.best.yen) + 1.0
        proven = linear.best.yen
        while whole_yen(proven) < self.upper_yen:
            if proven >= self.problem.variables.penalty_yen:
                return Ending.INFEASIBLE
            limit, proven = self._prove_up_to(linear, above)
            if proven < min(limit, self.upper_yen, self.problem.variables.penalty_yen) - 1.0:
                self._search(linear)
                return Ending.OPEN
            above *= 2
        self._tell_bound(self.upper_yen)
        return Ending.OPTIMAL

    def _dive(self, linear: Linear) -> None:
        """Look for a plan near the linear solution."""
        self._tell_trips(dive(self.problem, linear.master, self._pool(linear)))

    def _search(self, linear: Linear) -> None:
        """Look for better plans near the best one, as long as there are some."""
        near = Neighbourhoods(self.problem, self._pool(linear), self.seed)
        idle = 0
        while self.plan is not None and idle < PATIENCE:
            before = self.upper_yen
            self._tell_trips(near.improve(self.plan, self.upper_yen))
            idle = 0 if self.upper_yen < before else idle + 1

    def _pool(self, linear: Linear) -> Trips:
        return self._list(linear, SEARCH_SHARE * abs(linear.best.yen) + 1.0, SEARCH_TRIPS)[0]

    def _prove_up_to(self, linear: Linear, above: float) -> tuple[float, float]:
        """Find the best plan up to so much above the linear bound, or prove that there is none.

        Returns:
            Up to which cost plans were looked at, and what no plan costs less than.
        """
        pool, above = self._list(linear, min(above, self.upper_yen - linear.best.yen), MOST_TRIPS)
        limit = min(float(math.floor(linear.best.yen + above)), self.upper_yen)

        def on_bound(yen: float) -> None:
            self._tell_bound(min(yen, limit))

        pool = close_gap(self.problem, linear.master, pool, limit, on_bound)
        if pool.number > MOST_WHOLE:
            return limit, linear.best.yen
        findings = Findings(self._tell_trips, on_bound)
        proven = solve_whole(self.problem, pool, limit, self.seed, findings)
        if proven is None:
            return limit, linear.best.yen
        self._tell_bound(proven)
        return limit, proven

    def _list(self, linear: Linear, above: float, most: int) -> tuple[Trips, float]:
        """Return all trips up to so much above the bound, and how far that was possible."""
        prices = prices_of(self.problem.rows, _padded(linear.best.duals, len(self.problem.rows)))
        while True:
            listed = self.problem.pricer.list_all(prices, above, most)
            if listed is not None:
                return self.problem.trips_of(*listed), above
            above *= NARROWER

    def _tell_bound(self, yen: float) -> None:
        if math.isfinite(yen):
            self.listener.bound(whole_yen(min(yen, self.upper_yen)))

    def _tell_trips(self, trips: Trips | None) -> None:
        holdings = None if trips is None else self.problem.holdings(trips)
        yen = None if holdings is None else cost_of(self.problem.tour, holdings)
        if holdings is not None and yen is not None and yen < self.upper_yen:
            self.plan, self.upper_yen = trips, float(yen)
            self.listener.plan(holdings)


def _padded(duals: Floats, size: int) -> Floats:
    return np.concatenate([duals, np.zeros(size - len(duals))])
