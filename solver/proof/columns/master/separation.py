"""Finds rows that a fractional solution breaks."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.proof.columns.graph.arrays import Flags, Floats, Ints, TripGraph
from solver.proof.columns.graph.trip_graph import slot_kinds
from solver.proof.columns.master.initial_rows import nodes_of_bids
from solver.proof.columns.master.restricted_master import Solution
from solver.proof.columns.master.rows import INFINITY, Rows
from solver.proof.columns.suitability import MOST_KINDS
from solver.tour.compiled import CompiledTour

BROKEN = 1e-4
"""A row is broken where it is missed by more than this."""

LEAST_TRIP_USE = 1e-7
"""Trips that are used no more than this count as not used."""


@dataclass(frozen=True)
class Places:
    """The nodes and holdings that say what is held where.

    Attributes:
        nodes: For each place, the nodes of its bids with one slot.
        held: For each place, (bid, day, variable) of its bids with several slots.
    """

    nodes: dict[int, Ints]
    held: dict[int, list[tuple[int, int, int]]]


class Separator:
    """Finds broken rows and adds them.

    Args:
        tour: What is planned.
        rows: Where to add them.
        most_windows: Windows of days that are added for one place at once.
    """

    def __init__(self, tour: CompiledTour, rows: Rows, most_windows: int) -> None:
        self.tour = tour
        self.rows = rows
        self.most_windows = most_windows
        self.graph: TripGraph = rows.graph
        self.nodes_of = nodes_of_bids(tour, rows.graph)
        single = np.array([len(bid.able) == 1 for bid in tour.bids], np.bool_)
        self.single_nodes = (
            np.flatnonzero(single[self.graph.bid]) if len(single) else np.zeros(0, np.int64)
        )

    def separate(self, solution: Solution) -> int:
        """Add rows that the solution breaks; return how many."""
        before = len(self.rows)
        use = solution.node_use(len(self.graph.bid))
        self._moments(solution)
        self._months(use)
        self._days(use, solution.variable_use)
        for place in self._places.nodes:
            self._windows(place, use, solution.variable_use)
        for (bid, day), variable in self.rows.variables.held.items():
            if solution.variable_use[variable] > BROKEN:
                self._team(bid, day, use, float(solution.variable_use[variable]))
        return len(self.rows) - before

    @cached_property
    def _places(self) -> Places:
        place_of = np.array([bid.place for bid in self.tour.bids], np.int64)
        held = defaultdict(list)
        for (bid, day), variable in self.rows.variables.held.items():
            held[int(place_of[bid])].append((bid, day, variable))
        there = self.graph.place[self.single_nodes]
        crowded = np.flatnonzero(np.bincount(place_of) > 1)
        return Places({int(p): self.single_nodes[there == p] for p in crowded}, held)

    def _moments(self, solution: Solution) -> None:
        """One trip at a time: look where the most trips of an adviser are under way."""
        trips, use = solution.trips, solution.trip_use
        used = np.flatnonzero(use > LEAST_TRIP_USE)
        for adviser in np.unique(trips.adviser[used]):
            own = used[trips.adviser[used] == adviser]
            moments = np.concatenate([trips.home[own], trips.leave[own]])
            change = np.concatenate([-use[own], use[own]])
            order = np.lexsort((change > 0, moments))
            away = np.cumsum(change[order])
            rises = change[order] > 0
            peaks = rises & ~np.append(rises[1:], False) & (away > 1.0 + BROKEN)
            for moment in moments[order][peaks]:
                self.add_moment(int(adviser), int(moment))

    def add_moment(self, adviser: int, moment: int) -> None:
        """Add the row that at most one trip of an adviser is under way at a moment."""
        key = ("moment", adviser, moment)
        if key not in self.rows.keys:
            self.rows.add_moment(self.rows.add(key, (-INFINITY, 1.0)), adviser, moment)

    def _months(self, use: Floats) -> None:
        months = int(self.graph.month.max(initial=0)) + 1
        caps = np.array([adviser.max_per_month for adviser in self.tour.advisers], np.int64)
        which = self.graph.adviser * months + self.graph.month
        held = np.bincount(which, use, minlength=months * len(caps))
        for broken in np.flatnonzero(held > np.repeat(caps, months) + BROKEN).tolist():
            adviser, month = divmod(broken, months)
            nodes = np.flatnonzero(which == broken)
            limits = (-INFINITY, float(caps[adviser]))
            self.rows.add(("month", adviser, month), limits, nodes=nodes)

    def _days(self, use: Floats, variable_use: Floats) -> None:
        limit, graph = self.graph.day_limit, self.graph
        days = [day for _, day in self.rows.variables.held]
        size = max(int(graph.day.max(initial=0)), *days, 0) + 1
        single = self.single_nodes
        held = np.bincount(graph.day[single], use[single], minlength=size).astype(np.float64)
        for (_, day), variable in self.rows.variables.held.items():
            held[day] += variable_use[variable]
        for broken in np.flatnonzero(held > limit + BROKEN).tolist():
            self.add_day(broken)

    def add_day(self, day: int) -> None:
        """Add the row that limits the seminars of a day."""
        nodes = self.single_nodes[self.graph.day[self.single_nodes] == day]
        held = [v for (_, when), v in self.rows.variables.held.items() if when == day]
        limits = (-INFINITY, float(self.graph.day_limit))
        self.rows.add(("day", day), limits, nodes=nodes, variables=held)

    def _windows(self, place: int, use: Floats, variable_use: Floats) -> None:
        """Few days apart in one place: windows of days, with all near days of one more bid."""
        table = self._held_in(place, use, variable_use)
        days = sorted({day for _, day in table})
        bids = sorted({bid for bid, _ in table})
        if len(bids) < 2 or self.graph.place_gap < 1:  # noqa: PLR2004 - two bids to be apart
            return
        held = np.array([[table.get((bid, day), 0.0) for day in days] for bid in bids])
        found = _broken_windows(held, np.array(days), self.graph.place_gap)
        for _, first, last, position in sorted(found, reverse=True)[: self.most_windows]:
            self.add_window(place, first, last, bids[position])

    def _held_in(
        self, place: int, use: Floats, variable_use: Floats
    ) -> dict[tuple[int, int], float]:
        """Return how much each bid of a place is held on each day."""
        table: dict[tuple[int, int], float] = defaultdict(float)
        nodes = self._places.nodes[place]
        for node in nodes[use[nodes] > BROKEN / 10]:
            table[int(self.graph.bid[node]), int(self.graph.day[node])] += float(use[node])
        for bid, day, variable in self._places.held[place]:
            if variable_use[variable] > BROKEN / 10:
                table[bid, day] += float(variable_use[variable])
        return table

    def add_window(self, place: int, first: int, last: int, bid: int) -> None:
        """Add the row: in a place, one seminar in a window or of a bid on days near all of it.

        Args:
            place: Where.
            first: First day of the window.
            last: Its last day, less than the gap after the first.
            bid: The bid with all its near days, -1 for none.
        """
        gap, nodes = self.graph.place_gap, self._places.nodes[place]
        day, of_bid = self.graph.day[nodes], self.graph.bid[nodes] == bid
        near = (day > last - gap) & (day < first + gap)
        counted = nodes[((day >= first) & (day <= last)) | (of_bid & near)]
        held = [
            variable
            for other, when, variable in self._places.held[place]
            if first <= when <= last or (other == bid and last - gap < when < first + gap)
        ]
        key = ("window", place, first, last, bid)
        self.rows.add(key, (-INFINITY, 1.0), nodes=counted, variables=held)

    def _team(self, bid: int, day: int, use: Floats, held: float) -> None:
        """One seat for each adviser of a team, and somebody able for each slot (Hall)."""
        then = self._team_nodes(bid, day)
        for node in then[use[then] > held + BROKEN]:
            self.add_seat(bid, day, int(node))
        for kinds, slots in self._slot_sets(bid):
            able = then[(self.graph.kinds[then] & kinds) != 0]
            if use[able].sum() < slots * held - BROKEN:
                self.add_able(bid, day, kinds, slots)

    def add_team(self, bid: int, day: int, visited: Flags) -> None:
        """Add all rows of a bid's team on a day.

        Args:
            bid: Which bid, with several slots.
            day: When.
            visited: For each node, whether some trip could visit it.
        """
        then = self._team_nodes(bid, day)
        for node in then[visited[then]]:
            self.add_seat(bid, day, int(node))
        for kinds, slots in self._slot_sets(bid):
            self.add_able(bid, day, kinds, slots)

    def is_crowded(self, place: int) -> bool:
        """Say whether several bids ask for one place."""
        return place in self._places.nodes

    def _team_nodes(self, bid: int, day: int) -> Ints:
        nodes = self.nodes_of[bid]
        return np.asarray(nodes[self.graph.day[nodes] == day])

    def _slot_sets(self, bid: int) -> list[tuple[int, int]]:
        """Return (kinds, slots) of each proper subset of a bid's kinds of slot."""
        able = self.tour.bids[bid].able
        kinds = slot_kinds(self.tour.bids[bid])
        if not 1 < len(kinds) <= MOST_KINDS:
            return []
        each = [able.count(kind) for kind in kinds]
        return [
            (chosen, sum(count for kind, count in enumerate(each) if chosen >> kind & 1))
            for chosen in range(1, (1 << len(kinds)) - 1)
        ]

    def add_seat(self, bid: int, day: int, node: int) -> None:
        """Add the row: an adviser is in a bid's team at most once."""
        held = self.rows.variables.held[bid, day]
        key = ("seat", node)
        self.rows.add(key, (-INFINITY, 0.0), nodes=[node], variables=[held], values=[-1.0])

    def add_able(self, bid: int, day: int, kinds: int, slots: int) -> None:
        """Add the row: those able to fill some of a bid's slots are as many as these slots."""
        then = self._team_nodes(bid, day)
        self.rows.add(
            ("able", bid, day, kinds),
            (0.0, INFINITY),
            nodes=then[(self.graph.kinds[then] & kinds) != 0],
            variables=[self.rows.variables.held[bid, day]],
            values=[-float(slots)],
        )


def _broken_windows(held: Floats, days: Ints, gap: int) -> list[tuple[float, int, int, int]]:
    """Return (use, first day, last day, bid's position) of broken windows.

    Args:
        held: How much each bid is held on each of the days.
        days: The days, rising.
        gap: Least difference between days.
    """
    sums = np.concatenate([np.zeros((len(held), 1)), np.cumsum(held, axis=1)], axis=1)
    totals = sums.sum(axis=0)
    found = []
    for i, first in enumerate(days):
        for j in range(i, int(np.searchsorted(days, first + gap))):
            low = np.searchsorted(days, days[j] - gap, side="right")
            high = np.searchsorted(days, first + gap, side="left")
            near = (sums[:, high] - sums[:, low]) - (sums[:, j + 1] - sums[:, i])
            bid = int(np.argmax(near))
            use = float(totals[j + 1] - totals[i] + near[bid])
            if use > 1.0 + BROKEN:
                found.append((use, int(first), int(days[j]), bid))
    return found
