"""A tour's master problem: its graph, variables, rows, and the trips known so far."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor

import numpy as np

from solver.effort.columns import ColumnEffort
from solver.effort.effort import USUAL
from solver.proof.columns.graph.arrays import Floats, Ints, TripGraph, Trips
from solver.proof.columns.graph.compiling import compiled
from solver.proof.columns.graph.trip_graph import build_graph, calendar_of
from solver.proof.columns.master.initial_rows import initial_rows
from solver.proof.columns.master.separation import Separator
from solver.proof.columns.master.variables import make_variables
from solver.proof.columns.pricing.pricing import Path
from solver.proof.columns.pricing.sharing import SharedPricer
from solver.search.draft import Draft, Holding
from solver.tour.compiled import CompiledTour
from solver.tour.matching import fill


class Problem:
    """What all parts of the proof share.

    Args:
        tour: What is planned.
        executor: Computes what can be computed apart, None to do that here.
        workers: How many tasks the executor works on at once.
        effort: How hard the proof tries.

    Attributes:
        tour: What is planned.
        graph: Its trips.
        variables: The variables that are not trips.
        rows: The rows found so far.
        pricer: Finds cheap trips.
        separator: Finds broken rows.
        slots: Most trips that a plan can have.
        executor: As given.
        workers: As given, 1 without an executor.
        effort: As given.
    """

    def __init__(
        self,
        tour: CompiledTour,
        executor: Executor | None = None,
        workers: int = 1,
        effort: ColumnEffort = USUAL.columns,
    ) -> None:
        self.tour = tour
        self.executor = executor
        self.effort = effort
        self.workers = 1 if executor is None else workers
        self.calendar = calendar_of(tour)
        self.graph: TripGraph = build_graph(tour)
        self.variables = make_variables(tour, self.graph, self.calendar)
        self.rows = initial_rows(tour, self.graph, self.variables)
        self.pricer = SharedPricer(tour, self.graph, self.executor, self.workers)
        self.separator = Separator(tour, self.rows, effort.generation.most_windows)
        self.slots = sum(len(bid.able) for bid in tour.bids)
        self._known: set[Path] = set()

    def new_among(self, paths: Iterable[Path]) -> list[Path]:
        """Return the trips that were not known, and know them from now on."""
        new = [path for path in dict.fromkeys(paths) if path not in self._known]
        self._known.update(new)
        return new

    def has_new(self, paths: Iterable[Path]) -> bool:
        """Say whether some of the trips are not known."""
        return any(path not in self._known for path in paths)

    def trips(self, paths: Sequence[Path]) -> Trips:
        """Return trips given by their nodes."""
        first = np.concatenate([[0], np.cumsum([len(path) for path in paths])]).astype(np.int64)
        return self.trips_of(first, np.array([node for path in paths for node in path], np.int64))

    def trips_of(self, first: Ints, nodes: Ints) -> Trips:
        """Return trips given by all their nodes and where each trip's begin."""
        graph = self.graph
        begin, end = nodes[first[:-1]], nodes[first[1:] - 1]
        travel_yen, own_yen = np.zeros(len(begin)), np.zeros(len(begin))
        add_up(graph, first, nodes, travel_yen, own_yen)
        return Trips(
            first,
            nodes,
            graph.adviser[begin],
            travel_yen,
            travel_yen + own_yen,
            graph.leave[begin],
            graph.home[end],
        )

    def holdings(self, trips: Trips) -> list[Holding | None] | None:
        """Return the plan that trips make; None where they leave a slot empty."""
        graph, tour = self.graph, self.tour
        days: dict[int, int] = {}
        teams: dict[int, set[int]] = {}
        for node in trips.nodes.tolist():
            days[int(graph.bid[node])] = int(graph.day[node])
            teams.setdefault(int(graph.bid[node]), set()).add(int(graph.adviser[node]))
        holdings: list[Holding | None] = [None] * len(tour.bids)
        for bid, team in teams.items():
            able = [[member for member in slot if member in team] for slot in tour.bids[bid].able]
            seated = fill(able)
            if seated is None:
                return None
            holdings[bid] = Holding(days[bid] + self.calendar.origin, seated)
        return holdings


def cost_of(tour: CompiledTour, holdings: Sequence[Holding | None]) -> int | None:
    """Return what a plan costs, None where it breaks a rule."""
    draft = Draft(tour)
    draft.take(list(holdings))
    keeps_locks = all(holdings[bid.index] is not None for bid in tour.bids if bid.locked)
    return draft.cost_yen() if keeps_locks and draft.is_valid() else None


@compiled
def add_up(graph: TripGraph, first: Ints, nodes: Ints, travel_yen: Floats, own_yen: Floats) -> None:
    """Write what each trip costs: fares and hotels, and what its nodes cost themselves."""
    for trip in range(len(first) - 1):
        travel = graph.start_yen[nodes[first[trip]]] + graph.end_yen[nodes[first[trip + 1] - 1]]
        own = 0.0
        for at in range(first[trip], first[trip + 1]):
            own += graph.own_yen[nodes[at]]
            if at + 1 < first[trip + 1]:
                arc = graph.arc_first[nodes[at]]
                while graph.arc_to[arc] != nodes[at + 1]:
                    arc += 1
                travel += graph.arc_yen[arc]
        travel_yen[trip] = travel
        own_yen[trip] = own
