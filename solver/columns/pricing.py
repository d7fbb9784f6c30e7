"""Cheapest trips and cheapest years of each adviser under given prices."""

import numpy as np

from solver.columns.arrays import Chains, Ints, Labels, Prices, TripGraph, Work
from solver.columns.conflicts import Conflict, Conflicts
from solver.columns.labels import backward, forward, trace
from solver.columns.listing import Listed, list_trips

Path = tuple[int, ...]
"""The nodes of a trip."""

NEGATIVE_YEN = 0.5
"""A trip is worth adding where it would save more than this."""

NODES_PER_TRIP = 3
"""Nodes of a trip for which a listing has room, on average."""


class Pricer:
    """Prices trips; all advisers apart from each other.

    Args:
        graph: The trips that there are.
    """

    def __init__(self, graph: TripGraph) -> None:
        self.graph = graph
        self._conflicts = Conflicts(graph)
        size, advisers = len(graph.bid), len(graph.nights)
        ranks = size + advisers + 1
        self._work = Work(
            graph=graph,
            prices=Prices(np.zeros(size), 1.0, np.zeros(size), np.zeros(size)),
            marks=self._conflicts.marks,
            labels=_room(4096),
            first=np.zeros(size, np.int64),
            last=np.zeros(size, np.int64),
            chains=Chains(
                past=np.zeros(ranks),
                last=np.zeros(ranks, np.int64),
                future=np.zeros(ranks),
                end_cost=np.zeros(size),
                end_label=np.zeros(size, np.int64),
            ),
        )
        self._nodes = np.zeros(size + 1, np.int64)

    def cheapest_year(self, adviser: int, prices: Prices) -> tuple[float, list[Path]]:
        """Return the cost of the adviser's cheapest year, or a bound below it, and its trips.

        Walks that are no trips are left out of the list.
        """
        while True:
            self._forward(adviser, prices, whole_year=True)
            walks = self._year(adviser)
            conflicts = self._conflicts_of(walks)
            if not conflicts or not self._conflicts.learn(adviser, conflicts):
                at = self.graph.first[adviser + 1] + adviser
                return float(self._work.chains.past[at]), self._trips_among(walks)

    def saving_trips(self, adviser: int, prices: Prices, most: int) -> list[Path]:
        """Return trips of negative cost, the cheapest for each bid in which one can end.

        Args:
            adviser: Whose.
            prices: At which prices.
            most: How many trips at most.
        """
        graph, chains = self.graph, self._work.chains
        low, high = graph.first[adviser], graph.first[adviser + 1]
        while True:
            self._forward(adviser, prices, whole_year=False)
            ends = low + np.flatnonzero(chains.end_cost[low:high] < -NEGATIVE_YEN)
            ends = ends[np.argsort(chains.end_cost[ends], kind="stable")]
            best = np.sort(np.unique(graph.bid[ends], return_index=True)[1])[:most]
            walks = [self._path(int(node)) for node in ends[best]]
            conflicts = self._conflicts_of(walks)
            if not conflicts or not self._conflicts.learn(adviser, conflicts):
                return self._trips_among(walks)

    def list_all(self, prices: Prices, above_yen: float, most: int) -> tuple[Ints, Ints] | None:
        """Return (first, nodes) of all trips that cost at most so much above the cheapest year.

        Args:
            prices: At which prices.
            above_yen: What the cheapest year with the trip may cost above the cheapest one.
            most: How many trips at most; None is returned where there are more.
        """
        listed = Listed(
            np.zeros(most + 2, np.int64),
            np.zeros(NODES_PER_TRIP * most + 64, np.int64),
            np.zeros(len(self.graph.nights)),
        )
        count = 0
        for adviser in range(len(self.graph.nights)):
            cost, _ = self.cheapest_year(adviser, prices)
            listed.most[adviser] = cost + above_yen
            self._backward(adviser, prices)
            count = list_trips(self._work, adviser, listed, count)
            if count < 0:
                return None
        return listed.first[: count + 1].copy(), listed.nodes[: listed.first[count]].copy()

    def _forward(self, adviser: int, prices: Prices, *, whole_year: bool) -> None:
        self._work = self._work._replace(prices=prices)
        while forward(self._work, adviser, whole_year) < 0:
            self._enlarge()

    def _backward(self, adviser: int, prices: Prices) -> None:
        self._work = self._work._replace(prices=prices)
        while backward(self._work, adviser) < 0:
            self._enlarge()

    def _enlarge(self) -> None:
        self._work = self._work._replace(labels=_room(2 * len(self._work.labels.cost)))

    def _path(self, node: int) -> Path:
        count = trace(self._work.labels, self._work.chains.end_label[node], self._nodes)
        return tuple(self._nodes[:count][::-1].tolist())

    def _year(self, adviser: int) -> list[Path]:
        """Return the walks of the cheapest year that the last forward pass has found."""
        graph, walks = self.graph, []
        base = graph.first[adviser] + adviser
        rank = graph.first[adviser + 1] - graph.first[adviser]
        while (node := int(self._work.chains.last[base + rank])) >= 0:
            walks.append(self._path(node))
            rank = graph.home_before[walks[-1][0]]
        return walks

    def _conflicts_of(self, walks: list[Path]) -> set[Conflict]:
        return set().union(*map(self._conflicts.within, walks))

    def _trips_among(self, walks: list[Path]) -> list[Path]:
        return [walk for walk in walks if not self._conflicts.within(walk)]


def _room(size: int) -> Labels:
    return Labels(
        np.empty(size),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.uint64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
    )
