"""Rows that can take part in a zero-half cut, and how much each counts of a fractional solution.

Each says: the trips through its nodes, or under way at its moment, plus some variables, come to no
more than its limit.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from solver.proof.columns.graph.arrays import Flags, Floats, Ints, TripGraph, Trips
from solver.proof.columns.master.restricted_master import Solution
from solver.proof.columns.master.separation import Separator

LEAST_COLUMN_USE = 1e-6
"""Columns that are used no more than this count as not used."""

NOTHING = np.zeros(0, np.int64)


class BaseRow(NamedTuple):
    """A row with whole coefficients.

    Attributes:
        nodes: Nodes that it counts.
        variables: Plain variables that it counts, and how often each.
        moment: The adviser and moment at which it counts who is under way, if any.
        limit: What all that comes to at most.
    """

    nodes: Ints
    variables: dict[int, int]
    moment: tuple[int, int] | None
    limit: int


class Support(NamedTuple):
    """The columns that a solution uses: trips first, variables behind them.

    Attributes:
        trips: The trips.
        variables: The plain variables.
        use: How much each column is used.
    """

    trips: Trips
    variables: Ints
    use: Floats


def support_of(solution: Solution) -> Support:
    """Return what a solution uses."""
    trips = np.flatnonzero(solution.trip_use > LEAST_COLUMN_USE)
    variables = np.flatnonzero(solution.variable_use > LEAST_COLUMN_USE)
    use = np.concatenate([solution.trip_use[trips], solution.variable_use[variables]])
    return Support(solution.trips.take(trips), variables, use)


def base_rows_of(separator: Separator, solution: Solution, support: Support) -> list[BaseRow]:
    """Return the rows that could take part in a zero-half cut that the solution breaks."""
    graph = separator.graph
    used = solution.node_use(len(graph.bid)) > LEAST_COLUMN_USE
    return [
        *_of_bids(separator, used, solution.variable_use),
        *_of_found_rows(separator),
        *_of_months(separator, used),
        *(
            BaseRow(NOTHING, {}, (adviser, moment), 1)
            for adviser, moment in sorted(
                set(zip(support.trips.adviser.tolist(), support.trips.leave.tolist(), strict=True))
            )
        ),
    ]


def _of_bids(separator: Separator, used: Flags, variable_use: Floats) -> Iterator[BaseRow]:
    """A bid is held once; one with several slots, at most once by each adviser."""
    graph, variables = separator.graph, separator.rows.variables
    for bid, nodes in zip(separator.tour.bids, separator.nodes_of, strict=True):
        visited = nodes[used[nodes]]
        declined = {int(variables.declined[bid.index]): 1}
        if len(bid.able) == 1:
            yield BaseRow(nodes, declined, None, 1)
            continue
        for adviser in np.unique(graph.adviser[visited]):
            yield BaseRow(nodes[graph.adviser[nodes] == adviser], declined, None, 1)
        for day in np.unique(graph.day[visited]):
            held = variables.held[bid.index, int(day)]
            if LEAST_COLUMN_USE < variable_use[held] < 1 - LEAST_COLUMN_USE:
                then = nodes[graph.day[nodes] == day]
                yield BaseRow(then, {held: -len(bid.able)}, None, 0)
                for node in then[used[then]]:
                    yield BaseRow(np.array([node]), {held: -1}, None, 0)


def _of_found_rows(separator: Separator) -> Iterator[BaseRow]:
    """Days, and windows of days in a place, as far as their rows were found."""
    rows = separator.rows
    nodes, variables = rows.nodes, rows.variable_entries
    nodes_from = np.searchsorted(nodes.row, np.arange(len(rows) + 1))
    variables_from = np.searchsorted(variables.row, np.arange(len(rows) + 1))
    for key, row in rows.keys.items():
        if key[0] in ("window", "day"):
            counted = slice(variables_from[row], variables_from[row + 1])
            held = dict.fromkeys(variables.what[counted].tolist(), 1)
            limit = int(rows.upper[row])
            yield BaseRow(nodes.what[nodes_from[row] : nodes_from[row + 1]], held, None, limit)


def _of_months(separator: Separator, used: Flags) -> Iterator[BaseRow]:
    """An adviser's seminars in a month."""
    graph = separator.graph
    months = int(graph.month.max(initial=0)) + 1
    which = graph.adviser * months + graph.month
    for month in np.unique(which[used]):
        limit = separator.tour.advisers[int(month) // months].max_per_month
        yield BaseRow(np.flatnonzero(which == month), {}, None, limit)


def counts_of(base_row: BaseRow, support: Support, graph: TripGraph) -> Ints:
    """Return how often a row counts each column of the support."""
    trips = support.trips
    if base_row.moment is not None:
        adviser, when = base_row.moment
        of_trips = (trips.adviser == adviser) & (trips.leave <= when) & (when < trips.home)
    else:
        member = np.zeros(len(graph.bid))
        member[base_row.nodes] = 1.0
        of_trips = np.bincount(trips.of_nodes(), member[trips.nodes], minlength=trips.number)
    of_variables = [base_row.variables.get(variable, 0) for variable in support.variables.tolist()]
    return np.concatenate([of_trips, of_variables]).astype(np.int64)
