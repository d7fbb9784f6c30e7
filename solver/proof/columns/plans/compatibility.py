"""Which trips go together, and which a plan could still use beside those that it keeps."""

from collections import Counter, defaultdict

import numpy as np

from solver.proof.columns.graph.arrays import Flags, Ints, Trips
from solver.proof.columns.problem import Problem


def fitting(problem: Problem, kept: Trips, pool: Trips) -> Trips:
    """Return the trips of a pool that visit what is free, while their adviser is free.

    Two of the trips returned may still exclude each other.

    Args:
        problem: What is planned.
        kept: Trips of one plan.
        pool: Where to look.
    """
    taken = _taken_nodes(problem, kept)
    hits = np.bincount(pool.of_nodes(), taken[pool.nodes], minlength=pool.number)
    free = pool.take(np.flatnonzero(hits == 0))
    return free.take(np.flatnonzero(~_meet(free, kept)))


def _meet(trips: Trips, kept: Trips) -> Flags:
    """Return which trips are under way at a time when their adviser is on a kept one.

    Such a trip may have all its nodes before and after the kept one.
    """
    if not kept.number:
        return np.zeros(trips.number, np.bool_)
    earliest = int(min(kept.leave.min(), trips.leave.min(initial=0)))
    span = int(max(kept.home.max(), trips.home.max(initial=0))) - earliest + 1
    leaves = np.sort(kept.adviser * span + kept.leave - earliest)
    homes = np.sort(kept.adviser * span + kept.home - earliest)
    over = np.searchsorted(homes, trips.adviser * span + trips.leave - earliest, side="right")
    begun = np.searchsorted(leaves, trips.adviser * span + trips.home - earliest, side="left")
    return np.asarray(begun > over)


def _taken_nodes(problem: Problem, kept: Trips) -> Flags:
    """Return for each node whether kept trips leave no room for it.

    A bid has no room when its team is complete, or on other days than that of a kept member; an
    adviser has none while they are away.
    """
    graph, bids = problem.graph, problem.tour.bids
    slots = np.array([len(bid.able) for bid in bids], np.int64)
    members = np.bincount(graph.bid[kept.nodes], minlength=len(bids))
    day = np.full(len(bids), -1, np.int64)
    day[graph.bid[kept.nodes]] = graph.day[kept.nodes]
    full = (members >= slots)[graph.bid]
    elsewhere = (day[graph.bid] >= 0) & (day[graph.bid] != graph.day)
    taken = full | elsewhere
    for trip in range(kept.number):
        adviser = kept.adviser[trip]
        own = slice(graph.first[adviser], graph.first[adviser + 1])
        taken[own] |= (graph.leave[own] < kept.home[trip]) & (kept.leave[trip] < graph.home[own])
    return np.asarray(taken)


class _Kept:
    """Trips that go together by rules 3 to 6 and 10, as far as one can say without the teams."""

    def __init__(self, problem: Problem) -> None:
        self._graph, self._tour = problem.graph, problem.tour
        self._day: dict[int, int] = {}
        self._members: Counter[int] = Counter()
        self._per_day: Counter[int] = Counter()
        self._place_days: dict[int, list[int]] = defaultdict(list)
        self._months: Counter[tuple[int, int]] = Counter()
        self._away: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def add(self, adviser: int, away: tuple[int, int], nodes: list[int]) -> bool:
        """Add a trip if it fits beside those before it; say whether it does."""
        overlaps = any(away[0] < home and leave < away[1] for leave, home in self._away[adviser])
        if overlaps or not all(self._fits(node, nodes[:at]) for at, node in enumerate(nodes)):
            return False
        self._away[adviser].append(away)
        for node in nodes:
            self._visit(node)
        return True

    def _fits(self, node: int, before: list[int]) -> bool:
        """Say whether a trip can visit a node after those before it."""
        graph, bid, day = self._graph, int(self._graph.bid[node]), int(self._graph.day[node])
        adviser, month = self._tour.advisers[int(graph.adviser[node])], int(graph.month[node])
        in_month = np.count_nonzero(graph.month[before] == month)
        if self._months[adviser.index, month] + in_month >= adviser.max_per_month:
            return False
        if bid in self._day:
            has_seat = self._members[bid] < len(self._tour.bids[bid].able)
            return has_seat and self._day[bid] == day
        near = self._place_days[int(graph.place[node])]
        apart = all(abs(day - other) >= graph.place_gap for other in near)
        on_day = self._per_day[day]
        on_day += sum(
            graph.day[one] == day and int(graph.bid[one]) not in self._day for one in before
        )
        return apart and on_day < graph.day_limit

    def _visit(self, node: int) -> None:
        graph, bid, day = self._graph, int(self._graph.bid[node]), int(self._graph.day[node])
        if bid not in self._day:
            self._day[bid] = day
            self._per_day[day] += 1
            self._place_days[int(graph.place[node])].append(day)
        self._members[bid] += 1
        self._months[int(graph.adviser[node]), int(graph.month[node])] += 1


def compatible(problem: Problem, trips: Trips, order: Ints) -> Ints:
    """Return those of some trips that fit beside all of them that come before.

    Args:
        problem: What is planned.
        trips: Where they are.
        order: Their positions, the most important one first.
    """
    kept, chosen = _Kept(problem), []
    for trip in order.tolist():
        nodes = trips.nodes[trips.first[trip] : trips.first[trip + 1]].tolist()
        away = (int(trips.leave[trip]), int(trips.home[trip]))
        if kept.add(int(trips.adviser[trip]), away, nodes):
            chosen.append(trip)
    return np.array(chosen, np.int64)
