"""The best plan and bound of a proof so far, and who is told of them."""

import math
from collections.abc import Sequence

from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.problem import Problem, cost_of
from solver.proof.findings import Listener
from solver.proof.rounding import whole_yen
from solver.search.draft import Holding


class Incumbent:
    """The best plan that is known.

    Attributes:
        yen: What it costs, infinity without one.
        trips: Its trips, None where it was not found as trips.
    """

    def __init__(
        self, problem: Problem, start: Sequence[Holding | None], listener: Listener
    ) -> None:
        yen = cost_of(problem.tour, start)
        self.yen = math.inf if yen is None else float(yen)
        self.trips: Trips | None = None
        self._problem = problem
        self._listener = listener

    def offer(self, trips: Trips | None) -> bool:
        """Take up the plan that some trips make, if it is valid and better; say whether it is."""
        holdings = None if trips is None else self._problem.holdings(trips)
        yen = None if holdings is None else cost_of(self._problem.tour, holdings)
        if holdings is None or yen is None or yen >= self.yen:
            return False
        self.trips, self.yen = trips, float(yen)
        self._listener.plan(holdings)
        return True

    def tell_bound(self, yen: float) -> None:
        """Tell a lower bound on all plans that are better than this one."""
        if math.isfinite(yen):
            self._listener.bound(whole_yen(min(yen, self.yen)))

    def is_far_above(self, yen: float, share: float) -> bool:
        """Say whether the plan costs more than `yen` by more than a share of it."""
        return self.yen - yen > share * abs(yen)
