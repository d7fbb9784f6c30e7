"""Plans as the master problem sees them, for tests of what no plan may break."""

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from solver.proof.columns.bounds.lagrangean import prices_of
from solver.proof.columns.graph.arrays import Floats, Trips
from solver.proof.columns.master.coefficients import coefficients
from solver.proof.columns.master.rows import Key
from solver.proof.columns.problem import Problem, cost_of
from solver.search.draft import Draft, Holding
from solver.tour.compiled import CompiledTour
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.odd import easygoing, odd_tour

Holdings = Sequence[Holding | None]

Stop = tuple[int, int, int]
"""An adviser, a bid, and a day of the tour."""

MORE_THAN_ALL_YEN = 10**9
"""More than any trip of a small tour costs."""


class Columns(NamedTuple):
    """A plan: its trips, and how much it uses each plain variable."""

    trips: Trips
    variables: Floats


def busy_tour(seed: int, *, bids: int = 6) -> CompiledTour:
    """Return a random crowded tour without locks on which most bids can be held."""
    return compile_document(odd_tour(seed, [easygoing], bids=bids, fewest=3, locked=0.0))


def every_trip(problem: Problem) -> Trips:
    """Return all trips of a small tour."""
    free = prices_of(problem.rows, np.zeros(len(problem.rows)))
    enumerated = problem.pricer.enumerate_trips(free, MORE_THAN_ALL_YEN, 50_000)
    assert enumerated is not None
    return problem.trips_of(*enumerated)


def plan_at_random(tour: CompiledTour, seed: int) -> list[Holding | None]:
    """Return a valid plan."""
    rng, draft = random.Random(seed), Draft(tour)  # noqa: S311 - test data, not a secret
    for bid in rng.sample(tour.bids, len(tour.bids)):
        for _ in range(6 if bid.day_yen and all(bid.able) else 0):
            team = tuple(rng.choice(slot) for slot in bid.able)
            if len(set(team)) == len(team):
                draft.hold(bid.index, Holding(rng.choice(list(bid.day_yen)), team))
                if draft.is_valid():
                    break
                draft.decline(bid.index)
    return list(draft.holdings)


def columns_of(problem: Problem, holdings: Holdings) -> Columns:
    """Return a valid plan as columns."""
    tour, graph, variables = problem.tour, problem.graph, problem.variables
    draft, use = Draft(tour), np.zeros(len(variables.yen))
    draft.take(list(holdings))
    for bid, holding in zip(tour.bids, holdings, strict=True):
        if holding is None:
            use[variables.declined[bid.index]] = 1.0
        elif len(bid.able) > 1:
            use[variables.held[bid.index, holding.day - problem.calendar.origin]] = 1.0
    for place, variable in variables.open.items():
        use[variable] = not draft.covers(place)
    nodes = {
        stop: node
        for node, stop in enumerate(zip(graph.adviser, graph.bid, graph.day, strict=True))
    }
    paths = []
    for adviser, schedule in enumerate(draft.schedules):
        use[variables.steps[adviser][: len(schedule.stops)]] = 1.0
        cut = schedule.traveller.cheapest_cut(schedule.stops)
        assert cut is not None
        paths += [
            tuple(nodes[adviser, stop.bid, stop.day - problem.calendar.origin] for stop in trip)
            for trip in cut.trips
        ]
    return Columns(problem.trips(paths), use)


def broken_rows(problem: Problem, plan: Columns) -> list[Key]:
    """Return the rows that columns break."""
    rows = problem.rows
    _, row, value = coefficients(plan.trips, rows.arrays())
    entries = rows.variable_entries
    comes_to = np.bincount(row, value, minlength=len(rows)).astype(np.float64)
    used = plan.variables[entries.what] * entries.value
    comes_to += np.bincount(entries.row, used, minlength=len(rows))
    lower, upper = rows.limits()
    broken = (comes_to < lower) | (comes_to > upper)
    return [key for key, at in rows.keys.items() if broken[at]]


def cost_of_trips(problem: Problem, trips: Trips) -> int:
    """Return what the plan of some trips costs; it must be valid."""
    holdings = problem.holdings(trips)
    assert holdings is not None
    yen = cost_of(problem.tour, holdings)
    assert yen is not None
    return yen


def trips_at(problem: Problem, trips: Sequence[Sequence[Stop]]) -> Trips:
    """Return trips given by their stops."""
    return problem.trips([tuple(node_at(problem, stop) for stop in trip) for trip in trips])


def node_at(problem: Problem, stop: Stop) -> int:
    """Return the node of a stop."""
    graph, start = problem.graph, problem.tour.instance.horizon.start.toordinal()
    adviser, bid, day = stop
    on_the_day = graph.day == start + day - problem.calendar.origin
    (node,) = np.flatnonzero((graph.adviser == adviser) & (graph.bid == bid) & on_the_day)
    return int(node)


def paths_of(trips: Trips) -> list[tuple[int, ...]]:
    """Return trips as their nodes."""
    return [tuple(trips.nodes[low:high].tolist()) for low, high in pairwise(trips.first)]
