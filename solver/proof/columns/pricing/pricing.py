"""Cheapest trips and cheapest years of each adviser under given prices."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

import numpy as np

from solver.proof.columns.graph.arrays import Chains, Ints, Labels, Prices, TripGraph, Work
from solver.proof.columns.pricing.conflicts import Conflicts
from solver.proof.columns.pricing.enumeration import Enumerated, enumerate_trips
from solver.proof.columns.pricing.labelling import backward, forward, trace

P = ParamSpec("P")

Path = tuple[int, ...]
"""The nodes of a trip."""

WORTH_ADDING_YEN = 0.5
"""A trip is worth adding where it would save more than this."""

MOST_LABELS = 20_000
"""Labels of a pass from which on its adviser's labels learn to remember nothing more.

Long trips among many dates show conflicts without end, and labels multiply with what they remember.
Bounds hold without that, too; they are lower.
"""

NODES_PER_TRIP = 3
"""Nodes of a trip for which an enumeration has room, on average."""


class Pricer:
    """Prices the trips of some advisers; all of them apart from each other.

    Used by one thread at a time: all its passes write to the same labels.

    Args:
        graph: The trips that there are.
        advisers: Whose trips it prices; everybody's where None.
        first_node: The number of the graph's first node in the whole tour, by which trips are told.

    Attributes:
        conflicts: What keeps walks from being trips, as far as it is known.
    """

    def __init__(
        self, graph: TripGraph, advisers: range | None = None, first_node: int = 0
    ) -> None:
        self.graph = graph
        self.conflicts = Conflicts(graph)
        self._advisers = range(len(graph.nights)) if advisers is None else advisers
        self._first_node = first_node
        size, ranks = len(graph.bid), len(graph.bid) + len(graph.nights) + 1
        self._work = Work(
            graph=graph,
            prices=Prices(np.zeros(size), 1.0, np.zeros(size), np.zeros(size)),
            marks=self.conflicts.marks,
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
        self._labels = 0  # of the last forward pass

    def cheapest_years(self, prices: Prices) -> tuple[list[float], list[Path]]:
        """Return the cost of each adviser's cheapest year, or a bound below it, and all the trips.

        Walks that are no trips are left out of the list.
        """
        costs, trips = [], []
        for adviser in self._advisers:
            walks = self._learn_from(self._cheapest_year, adviser, prices)
            costs.append(self._year_cost(adviser))
            trips += self._trips_among(walks)
        return costs, trips

    def saving_trips(self, prices: Prices, most: int) -> list[Path]:
        """Return trips of negative cost, the cheapest for each bid in which one can end.

        Args:
            prices: At which prices.
            most: How many trips of an adviser at most.
        """
        trips = []
        for adviser in self._advisers:
            walks = self._learn_from(self._saving_walks, adviser, prices, most)
            trips += self._trips_among(walks)
        return trips

    def enumerate_trips(
        self, prices: Prices, above_yen: float, most: int
    ) -> tuple[Ints, Ints] | None:
        """Return (first, nodes) of all trips that cost at most so much above the cheapest year.

        Args:
            prices: At which prices.
            above_yen: What the cheapest year with the trip may cost above the cheapest one.
            most: How many trips at most; None is returned where there are more.
        """
        enumerated = Enumerated(
            np.zeros(most + 1, np.int64),
            np.zeros(room_for_nodes(most), np.int64),
            np.zeros(len(self.graph.nights)),
        )
        # All of them first: an enumeration that is too long has learned as much.
        self.cheapest_years(prices)
        count = 0
        for adviser in self._advisers:
            enumerated.most[adviser] = self._year_cost(adviser) + above_yen
            self._backward(adviser, prices)
            count = enumerate_trips(self._work, adviser, enumerated, count)
            if count < 0:
                return None
        nodes = enumerated.nodes[: enumerated.first[count]] + self._first_node
        return enumerated.first[: count + 1].copy(), nodes

    def _learn_from(
        self,
        find: Callable[Concatenate[int, P], list[Path]],
        adviser: int,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> list[Path]:
        """Return an adviser's walks once they show no conflict that can, or is to, be learned."""
        while True:
            walks = find(adviser, *args, **kwargs)
            lessons = set().union(*map(self.conflicts.within, walks))
            if self._labels > MOST_LABELS or not self.conflicts.learn(adviser, lessons):
                return walks

    def _cheapest_year(self, adviser: int, prices: Prices) -> list[Path]:
        """Return the walks of the cheapest year."""
        self._forward(adviser, prices, whole_year=True)
        graph, walks = self.graph, []
        base = graph.first[adviser] + adviser
        rank = graph.first[adviser + 1] - graph.first[adviser]
        while (node := int(self._work.chains.last[base + rank])) >= 0:
            walks.append(self._path(node))
            rank = graph.home_before[walks[-1][0]]
        return walks

    def _year_cost(self, adviser: int) -> float:
        """Return what the last cheapest year costs."""
        return float(self._work.chains.past[self.graph.first[adviser + 1] + adviser])

    def _saving_walks(self, adviser: int, prices: Prices, most: int) -> list[Path]:
        """Return walks of negative cost, at most one for each bid in which one can end."""
        self._forward(adviser, prices, whole_year=False)
        graph, chains = self.graph, self._work.chains
        low, high = graph.first[adviser], graph.first[adviser + 1]
        ends = low + np.flatnonzero(chains.end_cost[low:high] < -WORTH_ADDING_YEN)
        ends = ends[np.argsort(chains.end_cost[ends], kind="stable")]
        best = np.sort(np.unique(graph.bid[ends], return_index=True)[1])[:most]
        return [self._path(int(node)) for node in ends[best]]

    def _forward(self, adviser: int, prices: Prices, *, whole_year: bool) -> None:
        self._work = self._work._replace(prices=prices)
        while (labels := forward(self._work, adviser, whole_year)) < 0:
            self._enlarge()
        self._labels = labels

    def _backward(self, adviser: int, prices: Prices) -> None:
        self._work = self._work._replace(prices=prices)
        while backward(self._work, adviser) < 0:
            self._enlarge()

    def _enlarge(self) -> None:
        self._work = self._work._replace(labels=_room(2 * len(self._work.labels.cost)))

    def _path(self, node: int) -> Path:
        count = trace(self._work.labels, self._work.chains.end_label[node], self._nodes)
        return tuple(self._nodes[:count][::-1].tolist())

    def _trips_among(self, walks: list[Path]) -> list[Path]:
        trips = [walk for walk in walks if not self.conflicts.within(walk)]
        if not self._first_node:
            return trips
        return [tuple(node + self._first_node for node in trip) for trip in trips]


def room_for_nodes(trips: int) -> int:
    """Return for how many nodes an enumeration of so many trips has room."""
    return NODES_PER_TRIP * trips + 64


def _room(size: int) -> Labels:
    return Labels(
        np.empty(size),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.uint64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
    )
