"""Subset-row cuts: of three rows "at most one", a plan can use two only once.

Half the sum of three such rows, rounded down, is at most one (Jepsen, Petersen, Spoorendonk and
Pisinger 2008). Beside bids the cuts here combine an adviser's seats in a team, windows of days in
a place, and the moments at which an adviser is away.
"""

from typing import NamedTuple

import numpy as np

from solver.columns.arrays import Floats, Ints, TripGraph, Trips
from solver.columns.basics import nodes_of_bids
from solver.columns.master import Solution
from solver.columns.rows import INFINITY, Rows
from solver.compiled import CompiledTour

FRACTION = 1e-6
"""A use nearer than this to 0 or 1 is whole."""

LEAST_VIOLATION = 0.02

MOST_CUTS = 60
"""Cuts that are added at once."""

MOST_SHARED = 4
"""Cuts at once in which one row takes part."""

Nothing = np.zeros(0, np.int64)


class AtMostOne(NamedTuple):
    """A row "at most one" by what it counts: nodes, variables, or one adviser's moment."""

    nodes: Ints
    variables: Ints
    moment: tuple[int, int] | None


class _Support(NamedTuple):
    """What is fractional: trips with their positions, variables, and how much each is used."""

    trips: Trips
    variables: Ints
    use: Floats


def separate_halves(tour: CompiledTour, rows: Rows, solution: Solution) -> int:
    """Add the subset-row cuts that a solution breaks most; return how many."""
    support = _fractional(solution)
    if not support.trips.number:
        return 0
    every = _candidates(tour, rows, support.trips)
    counted = [(row, _count(row, support, rows.graph)) for row in every]
    busy = [(row, counts) for row, counts in counted if counts.sum() > 1]
    if not busy:
        return 0
    counts, which = np.unique(np.array([each for _, each in busy]), axis=0, return_index=True)
    triples = _broken_triples(counts, support.use)
    return _add_cuts(rows, [busy[position][0] for position in which], triples)


def _fractional(solution: Solution) -> _Support:
    trip_use, variable_use = solution.trip_use, solution.variable_use
    trips = np.flatnonzero((trip_use > FRACTION) & (trip_use < 1 - FRACTION))
    variables = np.flatnonzero((variable_use > FRACTION) & (variable_use < 1 - FRACTION))
    use = np.concatenate([trip_use[trips], variable_use[variables]])
    return _Support(solution.trips.take(trips), variables, use)


def _candidates(tour: CompiledTour, rows: Rows, trips: Trips) -> list[AtMostOne]:
    found = []
    for bid, nodes in zip(tour.bids, nodes_of_bids(tour, rows.graph), strict=True):
        if len(bid.able) == 1:
            found.append(AtMostOne(nodes, Nothing, None))
        else:
            advisers = rows.graph.adviser[nodes]
            found += [AtMostOne(nodes[advisers == a], Nothing, None) for a in np.unique(advisers)]
    of_nodes, of_variables = rows.nodes, rows.variable_entries
    found += [
        AtMostOne(of_nodes.of_row(row), of_variables.of_row(row), None)
        for key, row in rows.keys.items()
        if key[0] == "window"
    ]
    moments = sorted(set(zip(trips.adviser.tolist(), trips.leave.tolist(), strict=True)))
    return found + [AtMostOne(Nothing, Nothing, moment) for moment in moments]


def _count(row: AtMostOne, support: _Support, graph: TripGraph) -> Floats:
    """Return how often a row counts each fractional trip and variable."""
    trips = support.trips
    if row.moment is not None:
        adviser, when = row.moment
        away = (trips.adviser == adviser) & (trips.leave <= when) & (when < trips.home)
        counted = away.astype(np.float64)
    else:
        member = np.zeros(len(graph.bid))
        member[row.nodes] = 1.0
        counted = np.bincount(trips.of_nodes(), member[trips.nodes], minlength=trips.number)
    return np.concatenate([counted, np.isin(support.variables, row.variables)])


def _broken_triples(counts: Floats, use: Floats) -> list[tuple[float, tuple[int, int, int]]]:
    """Return (value, rows) of cuts that are broken, the most broken first."""
    once = np.minimum(counts, 1.0)
    shared = (once * use) @ once.T
    np.fill_diagonal(shared, 0.0)
    found = {}
    for i, j in zip(*np.nonzero(np.triu(shared > FRACTION)), strict=True):
        promising = shared[i, j] + shared[i] + shared[j] > 1.0 + LEAST_VIOLATION
        promising[[i, j]] = False
        for k in np.flatnonzero(promising):
            first, second, third = sorted((int(i), int(j), int(k)))
            rows = (first, second, third)
            if rows not in found:
                found[rows] = float(np.floor(counts[[first, second, third]].sum(axis=0) / 2) @ use)
    broken = [(value, rows) for rows, value in found.items() if value > 1.0 + LEAST_VIOLATION]
    return sorted(broken, reverse=True)


def _add_cuts(
    rows: Rows,
    candidates: list[AtMostOne],
    triples: list[tuple[float, tuple[int, int, int]]],
) -> int:
    before = len(rows)
    shared = np.zeros(len(candidates), np.int64)
    for _, triple in triples:
        if len(rows) - before >= MOST_CUTS:
            break
        if shared[list(triple)].max() < MOST_SHARED:
            shared[list(triple)] += 1
            add_half(rows, [candidates[position] for position in triple])
    return len(rows) - before


def add_half(rows: Rows, parts: list[AtMostOne]) -> None:
    """Add half the sum of three rows "at most one", rounded down."""
    nodes = np.sort(np.concatenate([part.nodes for part in parts]))
    every = np.concatenate([part.variables for part in parts])
    variables, times = np.unique(every, return_counts=True)
    moments = sorted(part.moment for part in parts if part.moment is not None)
    key = ("half", nodes.tobytes(), variables[times > 1].tobytes(), *moments)
    if key not in rows.keys:
        limits = (-INFINITY, 1.0)
        row = rows.add(key, limits, nodes=nodes, variables=variables[times > 1], halved=True)
        for adviser, when in moments:
            rows.add_moment(row, adviser, when)
