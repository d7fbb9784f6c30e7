"""Improves a plan by taking out a few related bids and putting them back in better ways."""

import random
from collections.abc import Callable, Iterator, Sequence

from solver.effort.effort import USUAL, RuinEffort
from solver.search.draft import Draft, Holding
from solver.search.greedy import hardest_first, insert_all


class RuinSearch:
    """A search that goes from plan to plan and remembers the best.

    Attributes:
        effort: How it changes plans.
        draft: The plan at which the search stands; always valid between steps.
        best: The holdings of the best plan so far.
        best_yen: Its cost.
        focus: Bids with which every second change begins, where they are held.
    """

    def __init__(self, draft: Draft, seed: int, effort: RuinEffort = USUAL.ruin) -> None:
        self.draft = draft
        self.effort = effort
        self.best = list(draft.holdings)
        self.best_yen = draft.cost_yen() or 0
        self.focus: Sequence[int] = ()
        self._rng = random.Random(seed)  # noqa: S311 - a search, not a secret
        self._rank = {bid: rank for rank, bid in enumerate(hardest_first(draft.tour))}

    def offer(self, holdings: list[Holding | None]) -> bool:
        """Take up a plan that was found elsewhere, if it is valid and better than the best."""
        self.draft.take(holdings)
        if self.draft.is_valid() and self.note():
            return True
        self.restart()
        return False

    def step(self, should_stop: Callable[[], bool]) -> bool:
        """Change the plan once; say whether that made a new best plan."""
        before = list(self.draft.holdings)
        removed = self._ruin()
        if not self.draft.is_valid():
            self.draft.take(before)
            return False
        insert_all(self.draft, self._order(removed + self._waiting(removed)), should_stop)
        cost_yen = self.draft.cost_yen()
        limit_yen = self.best_yen + int(self.best_yen * self.effort.accepted_share)
        if cost_yen is None or cost_yen > limit_yen:
            self.draft.take(before)
            return False
        return self.note()

    def restart(self) -> None:
        """Go back to the best plan."""
        self.draft.take(self.best)

    def note(self) -> bool:
        """Remember the valid plan at which the search stands if it is the best; say whether."""
        cost_yen = self.draft.cost_yen()
        if cost_yen is None or cost_yen >= self.best_yen:
            return False
        self.best, self.best_yen = list(self.draft.holdings), cost_yen
        return True

    def _ruin(self) -> list[int]:
        """Decline some bids that are held near to one another in one way or another."""
        held = [bid.index for bid in self.draft.tour.bids if self._can_move(bid.index)]
        if not held:
            return []
        seed = self._rng.choice(self._focussed() or held)
        near = self._rng.choice([self._days_apart, self._minutes_apart, self._teams_apart])
        held.sort(key=lambda bid: (bid != seed, near(seed, bid), self._rng.random()))
        removed = held[: self._rng.randint(1, self.effort.most_removed)]
        for bid in removed:
            self.draft.decline(bid)
        return removed

    def _focussed(self) -> list[int]:
        """Return, every second time, the bids in focus that can be moved."""
        if not self.focus or self._rng.random() < 0.5:  # noqa: PLR2004 - either way as often
            return []
        return [bid for bid in self.focus if self._can_move(bid)]

    def _can_move(self, bid: int) -> bool:
        return self.draft.holdings[bid] is not None and not self.draft.tour.bids[bid].locked

    def _days_apart(self, first: int, second: int) -> int:
        one, other = self.draft.holdings[first], self.draft.holdings[second]
        return abs(one.day - other.day) if one and other else 0

    def _minutes_apart(self, first: int, second: int) -> int:
        bids = self.draft.tour.bids
        return self.draft.tour.minutes[bids[first].place][bids[second].place]

    def _teams_apart(self, first: int, second: int) -> int:
        """Return the days apart where an adviser is in both teams, else more than any days."""
        one, other = self.draft.holdings[first], self.draft.holdings[second]
        shared = one and other and set(one.team) & set(other.team)
        return self._days_apart(first, second) if shared else 1_000_000

    def _waiting(self, removed: list[int]) -> list[int]:
        """Return some declined bids that could take the room of those removed."""
        holdings = self.draft.holdings
        waiting = [
            bid.index
            for bid in self.draft.tour.bids
            if holdings[bid.index] is None and bid.day_yen and bid.index not in removed
        ]
        return self._rng.sample(waiting, min(len(waiting), self.effort.most_waiting))

    def _order(self, bids: list[int]) -> list[int]:
        """Return them in a random order, or those with the fewest ways first."""
        if self._rng.random() < 0.5:  # noqa: PLR2004 - either way as often
            self._rng.shuffle(bids)
        else:
            bids.sort(key=self._rank.__getitem__)
        return bids


def improve(search: RuinSearch, should_stop: Callable[[], bool], patience: int) -> Iterator[int]:
    """Search until nothing better was found for some time; yield each new best cost.

    Args:
        search: Where to go on from.
        should_stop: Asked before each step.
        patience: Steps without a new best plan after which the search is at its end.
    """
    idle = 0
    while idle < patience and not should_stop():
        if search.step(should_stop):
            idle = 0
            yield search.best_yen
            continue
        idle += 1
        if idle % search.effort.restart_steps == 0:
            search.restart()
