"""What a trip must not contain together, remembered by labels only where it matters.

Carrying all seminars of a trip in each label would be slow, and most walks that cost little repeat
nothing. So the passes begin without memory. A conflict that a cheap walk shows gets a bit for its
adviser (decremental state space relaxation: Boland, Dethridge and Dumitrescu 2006; Righini and
Salani 2008), which labels carry only at the bids that the walk visited in between; elsewhere it is
forgotten (ng-routes: Baldacci, Mingozzi and Roberti 2011; learned: Roberti and Mingozzi 2014).
"""

from collections.abc import Iterable, Sequence

import numpy as np

from solver.proof.columns.graph.arrays import Ints, Marks, TripGraph

MOST_BITS = 64

Conflict = tuple[str, int, int]
"""A bid, a place, or a place on one day: what it is, which, and the day or -1."""

Lesson = tuple[Conflict, int]
"""A conflict, and a bid at whose nodes it is remembered."""


class Conflicts:
    """The conflicts that each adviser's labels know, and their bits.

    Attributes:
        marks: The bits of each node.
    """

    def __init__(self, graph: TripGraph) -> None:
        self._graph = graph
        size = len(graph.bid)
        self.marks = Marks(*(np.zeros(size, np.uint64) for _ in Marks._fields))
        self._known: list[dict[Lesson, None]] = [{} for _ in graph.nights]
        self._bits: list[dict[Conflict, int]] = [{} for _ in graph.nights]
        self._days: list[dict[Conflict, int]] = [{} for _ in graph.nights]

    def within(self, path: tuple[int, ...]) -> set[Lesson]:
        """Return what keeps a walk from being a trip; nothing where it is one.

        Of conflicts around others the inner ones alone: whoever avoids these may avoid them all.
        """
        graph, found, outer = self._graph, set(), -1
        for end in range(1, len(path)):
            start = next(
                (at for at in range(end - 1, outer, -1) if self._collide(path, at, end)), outer
            )
            if start > outer:
                conflict, outer = self._conflict(path[start], path[end]), start
                found |= {(conflict, int(graph.bid[node])) for node in path[start:end]}
        return found

    def learn(self, adviser: int, lessons: Iterable[Lesson]) -> bool:
        """Remember conflicts at bids; False where none was new or none could get a bit."""
        learned = [
            self._remember(adviser, lesson)
            for lesson in sorted(lessons)
            if lesson not in self._known[adviser]
        ]
        return any(learned)

    def known(self, adviser: int) -> list[Lesson]:
        """Return what an adviser's labels remember, in the order in which it was learned."""
        return list(self._known[adviser])

    def recall(self, adviser: int, lessons: Sequence[Lesson]) -> None:
        """Know exactly these, with the bits that they got when they were learned.

        Args:
            adviser: Whose.
            lessons: What `known` has told, here or in another process.
        """
        own = self.known(adviser)
        if own != list(lessons[: len(own)]):
            self._forget(adviser)
            own = []
        for lesson in lessons[len(own) :]:
            self._remember(adviser, lesson)

    def _collide(self, path: tuple[int, ...], start: int, end: int) -> bool:
        graph, i, j = self._graph, path[start], path[end]
        if graph.place[i] != graph.place[j]:
            return False
        near = graph.day[j] - graph.day[i] < graph.place_gap
        return bool(graph.bid[i] == graph.bid[j] or near)

    def _forget(self, adviser: int) -> None:
        self._known[adviser].clear()
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

    def _remember(self, adviser: int, lesson: Lesson) -> bool:
        """Let labels remember a conflict at a bid; False where it can get no bit."""
        conflict, bid = lesson
        own, forbid = self._nodes(adviser, conflict)
        bits = self._bits[adviser]
        if conflict not in bits and not self._give_bit(adviser, conflict, own, forbid):
            return False
        self._known[adviser][lesson] = None
        nodes = self._nodes(adviser, ("bid", bid, -1))[0]
        self._keep(nodes, own, forbid, np.uint64(1) << np.uint64(bits[conflict]))
        return True

    def _give_bit(self, adviser: int, conflict: Conflict, own: Ints, forbid: Ints) -> bool:
        """Give a bit that no other conflict uses within the length of a trip."""
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
        self.marks.own[own] |= np.uint64(1) << np.uint64(free)
        self.marks.forbid[forbid] |= np.uint64(1) << np.uint64(free)
        return True

    def _keep(self, nodes: Ints, own: Ints, forbid: Ints, bit: np.uint64) -> None:
        """Let labels carry a bit on at some nodes, as far as it can still matter there."""
        graph, marks = self._graph, self.marks
        reach = graph.nights[graph.adviser[nodes]] + 1
        following = np.searchsorted(own, nodes, side="right")
        some = following < len(own)
        waits = graph.day[own[following[some]]] - graph.day[nodes[some]]
        marks.keep[nodes[some][waits < reach[some]]] |= bit
        previous = np.searchsorted(forbid, nodes, side="left") - 1
        some = previous >= 0
        waits = graph.day[nodes[some]] - graph.day[forbid[previous[some]]]
        marks.keep_back[nodes[some][waits < reach[some]]] |= bit
