"""Better plans near a plan: some of its trips are freed, and what they visit is placed anew.

What is freed is related: the trips of some advisers, those under way in some weeks, or those to
bids near one place. How much is freed follows from how many trips could take their place.
"""

import random

import numpy as np

from solver.proof.columns.graph.arrays import Flags, Floats, Trips, joined
from solver.proof.columns.plans.compatibility import fitting
from solver.proof.columns.plans.repair import Repair
from solver.proof.columns.problem import Problem


class Neighbourhoods:
    """Draws neighbourhoods of plans.

    Args:
        problem: What is planned.
        pool: Trips that a better plan may use, the most promising first.
        seed: Another one draws others.
    """

    def __init__(self, problem: Problem, pool: Trips, seed: int) -> None:
        self.problem = problem
        self.pool = pool
        self._rng = random.Random(seed)  # noqa: S311 - a search, not a secret
        self._minutes = np.array(problem.tour.minutes, np.float64)
        self._kinds = [self._by_adviser, self._by_time, self._by_place]
        self._shares = [problem.effort.neighbourhoods.first_share for _ in self._kinds]

    def draw(self, plan: Trips, yen: float) -> Repair:
        """Return a neighbourhood, as a repair for less.

        Args:
            plan: The trips of a plan, of which there is at least one.
            yen: What it costs.
        """
        effort = self.problem.effort.neighbourhoods
        kind = self._rng.randrange(len(self._kinds))
        freed = self._nearest(self._kinds[kind](plan), self._shares[kind])
        kept = plan.take(np.flatnonzero(~freed))
        candidates = fitting(self.problem, kept, self.pool)
        if candidates.number > effort.most_candidates:
            self._shares[kind] /= effort.larger
            candidates = candidates.take(np.arange(effort.most_candidates))
        elif candidates.number < effort.fewest_candidates:
            self._shares[kind] = min(1.0, effort.larger * self._shares[kind])
        every = joined([candidates, plan.take(np.flatnonzero(freed))])
        return Repair(kept, every, yen, effort.nodes)

    def _nearest(self, far: Floats, share: float) -> Flags:
        """Return which trips are among the nearest share."""
        count = max(1, int(share * len(far)))
        return np.asarray(far <= np.partition(far, count - 1)[count - 1])

    def _by_adviser(self, plan: Trips) -> Floats:
        """Return how far trips are from one: those of near advisers first."""
        homes = np.array([adviser.home for adviser in self.problem.tour.advisers], np.int64)
        one = self._rng.randrange(len(homes))
        chance = np.array([self._rng.random() for _ in homes])
        near = self._minutes[homes, homes[one]] / 120.0 * self._rng.random()
        far = near + chance
        far[one] = -1.0
        return np.asarray(far[plan.adviser], np.float64)

    def _by_time(self, plan: Trips) -> Floats:
        """Return how far trips are from one in time."""
        one = self._rng.randrange(plan.number)
        return np.asarray(np.abs(plan.leave - plan.leave[one]), np.float64)

    def _by_place(self, plan: Trips) -> Floats:
        """Return how far trips are from one in place, by the nearest of their seminars."""
        place = self.problem.graph.place[plan.nodes]
        one = place[self._rng.randrange(len(place))]
        chance = np.array([self._rng.random() for _ in range(plan.number)])
        far = np.minimum.reduceat(self._minutes[place, one], plan.first[:-1])
        return np.asarray(far + 60.0 * chance, np.float64)
