"""The rows that the master problem has from the start."""

from collections import defaultdict

import numpy as np

from solver.proof.columns.graph.arrays import Ints, TripGraph
from solver.proof.columns.master.rows import INFINITY, Rows
from solver.proof.columns.master.variables import Variables
from solver.tour.compiled import CompiledBid, CompiledTour


def nodes_of_bids(tour: CompiledTour, graph: TripGraph) -> list[Ints]:
    """Return for each bid its nodes."""
    order = np.argsort(graph.bid, kind="stable")
    edges = np.searchsorted(graph.bid[order], np.arange(len(tour.bids) + 1))
    return [order[edges[bid] : edges[bid + 1]] for bid in range(len(tour.bids))]


def initial_rows(tour: CompiledTour, graph: TripGraph, variables: Variables) -> Rows:
    """Return the rows that the master problem begins with."""
    rows = Rows(graph, variables)
    days = defaultdict(list)
    for (index, day), variable in variables.held.items():
        days[index].append((day, variable))
    for bid, nodes in zip(tour.bids, nodes_of_bids(tour, graph), strict=True):
        if len(bid.able) == 1:
            declined = [variables.declined[bid.index]]
            rows.add(("bid", bid.index), (1.0, 1.0), nodes=nodes, variables=declined)
        else:
            _add_team(rows, bid, nodes, days[bid.index])
    _add_coverage(rows, tour)
    _add_workload(rows)
    if tour.rules.travel_budget_yen is not None:
        rows.budget = rows.add(("budget",), (-INFINITY, float(tour.rules.travel_budget_yen)))
    return rows


def _add_team(rows: Rows, bid: CompiledBid, nodes: Ints, days: list[tuple[int, int]]) -> None:
    """A bid with several slots is held on one day or declined; then each slot has its trip."""
    choices = [rows.variables.declined[bid.index], *(variable for _, variable in days)]
    rows.add(("bid", bid.index), (1.0, 1.0), variables=choices)
    for day, variable in days:
        then = nodes[rows.graph.day[nodes] == day]
        slots = -float(len(bid.able))
        rows.add(
            ("team", bid.index, day), (0.0, 0.0), nodes=then, variables=[variable], values=[slots]
        )


def _add_coverage(rows: Rows, tour: CompiledTour) -> None:
    """All bids of a place may be declined only where it is left uncovered."""
    for place, variable in rows.variables.open.items():
        bids = [rows.variables.declined[bid.index] for bid in tour.bids if bid.place == place]
        rows.add(
            ("cover", place),
            (-INFINITY, len(bids) - 1.0),
            variables=[*bids, variable],
            values=[1.0] * len(bids) + [-1.0],
        )


def _add_workload(rows: Rows) -> None:
    """An adviser's seminars are as many as their steps."""
    first = rows.graph.first
    for adviser, steps in enumerate(rows.variables.steps):
        nodes = np.arange(first[adviser], first[adviser + 1])
        if len(nodes):
            rows.add(("work", adviser), (0.0, 0.0), nodes=nodes, variables=steps, values=-1.0)
