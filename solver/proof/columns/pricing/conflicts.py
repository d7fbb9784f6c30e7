"""What a trip must not contain together, remembered by labels only where it matters.

Carrying all seminars of a trip in each label would be slow, and most walks that cost little repeat
nothing. So the passes begin without memory; a conflict that a cheap walk shows gets a bit for its
adviser, and from then on no walk of theirs has it (decremental state space relaxation: Boland,
Dethridge and Dumitrescu 2006; Righini and Salani 2008).
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from solver.proof.columns.graph.arrays import Ints, Marks, TripGraph

MOST_BITS = 64

Conflict = tuple[str, int, int]
"""A bid, a place, or a place on one day: what it is, which, and the day or -1."""


class Conflicts:
    """The conflicts that each adviser's labels know, and their bits.

    Attributes:
        marks: The bits of each node.
    """

    def __init__(self, graph: TripGraph) -> None:
        self._graph = graph
        size = len(graph.bid)
        self.marks = Marks(*(np.zeros(size, np.uint64) for _ in Marks._fields))
        self._bits: list[dict[Conflict, int]] = [{} for _ in graph.nights]
        self._days: list[dict[Conflict, int]] = [{} for _ in graph.nights]

    def within(self, path: tuple[int, ...]) -> set[Conflict]:
        """Return what keeps a walk from being a trip; nothing where it is one."""
        graph, found = self._graph, set()
        for i, j in combinations(path, 2):
            if graph.place[i] == graph.place[j]:
                far = graph.day[j] - graph.day[i] >= graph.place_gap
                if graph.bid[i] == graph.bid[j] or not far:
                    found.add(self._conflict(i, j))
        return found

    def learn(self, adviser: int, conflicts: Iterable[Conflict]) -> bool:
        """Give conflicts a bit; False where none was new or none could get one."""
        learned = [
            self._give_bit(adviser, conflict)
            for conflict in sorted(conflicts)
            if conflict not in self._bits[adviser]
        ]
        return any(learned)

    def known(self, adviser: int) -> list[Conflict]:
        """Return an adviser's conflicts in the order in which they got their bits."""
        return list(self._bits[adviser])

    def recall(self, adviser: int, conflicts: Sequence[Conflict]) -> None:
        """Know exactly these conflicts, with the bits that they got when they were learned.

        Args:
            adviser: Whose.
            conflicts: What `known` has told, here or in another process.
        """
        own = self.known(adviser)
        if own != list(conflicts[: len(own)]):
            self._forget(adviser)
            own = []
        for conflict in conflicts[len(own) :]:
            self._give_bit(adviser, conflict)

    def _forget(self, adviser: int) -> None:
        self._bits[adviser].clear()
        self._days[adviser].clear()
        for bits in self.marks:
            bits[self._graph.first[adviser] : self._graph.first[adviser + 1]] = 0

    def _conflict(self, i: int, j: int) -> Conflict:
        graph = self._graph
        if graph.place_gap > graph.nights[graph.adviser[j]]:
            return ("place", int(graph.place[j]), -1)
        if graph.bid[i] == graph.bid[j]:
            return ("bid", int(graph.bid[j]), -1)
        return ("day", int(graph.place[j]), int(graph.day[j]))

    def _nodes(self, adviser: int, conflict: Conflict) -> tuple[Ints, Ints]:
        """Return the nodes that must not come, and those after which they must not."""
        graph = self._graph
        low, high = graph.first[adviser], graph.first[adviser + 1]
        kind, which, day = conflict
        if kind == "bid":
            nodes = low + np.flatnonzero(graph.bid[low:high] == which)
            return nodes, nodes
        there = low + np.flatnonzero(graph.place[low:high] == which)
        if kind == "place":
            return there, there
        days = graph.day[there]
        return there[days == day], there[(days > day - graph.place_gap) & (days <= day)]

    def _give_bit(self, adviser: int, conflict: Conflict) -> bool:
        """Give a bit that no other conflict uses within the length of a trip."""
        own, forbid = self._nodes(adviser, conflict)
        reach = int(self._graph.nights[adviser]) + 1
        days = sum(1 << int(day) for day in np.unique(self._graph.day[np.union1d(own, forbid)]))
        near = 0
        for shift in range(reach + 1):
            near |= days << shift | days >> shift
        taken = {
            bit for other, bit in self._bits[adviser].items() if self._days[adviser][other] & near
        }
        free = next((bit for bit in range(MOST_BITS) if bit not in taken), None)
        if free is None:
            return False
        self._bits[adviser][conflict] = free
        self._days[adviser][conflict] = days
        self._mark(adviser, own, forbid, np.uint64(1) << np.uint64(free))
        return True

    def _mark(self, adviser: int, own: Ints, forbid: Ints, bit: np.uint64) -> None:
        graph, marks = self._graph, self.marks
        reach = graph.nights[adviser] + 1
        marks.own[own] |= bit
        marks.forbid[forbid] |= bit
        nodes = np.arange(graph.first[adviser], graph.first[adviser + 1])
        following = np.searchsorted(own, nodes, side="right")
        some = following < len(own)
        waits = graph.day[own[following[some]]] - graph.day[nodes[some]]
        marks.keep[nodes[some][waits < reach]] |= bit
        previous = np.searchsorted(forbid, nodes, side="left") - 1
        some = previous >= 0
        waits = graph.day[nodes[some]] - graph.day[forbid[previous[some]]]
        marks.keep_back[nodes[some][waits < reach]] |= bit
