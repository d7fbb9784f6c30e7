"""Adds every row that some plan made of given trips could break."""

import numpy as np

from solver.proof.columns.graph.arrays import Flags, Ints, Trips
from solver.proof.columns.master.rows import INFINITY
from solver.proof.columns.master.separation import Separator


def add_all_rows(separator: Separator, trips: Trips) -> None:
    """Add all rows of rules 3 to 6 and 10 that plans of these trips could break."""
    visited = trips.node_use(np.ones(trips.number), len(separator.graph.bid)) > 0
    for adviser in range(len(separator.graph.nights)):
        own = np.flatnonzero(trips.adviser == adviser)
        for moment in busiest_moments(trips.leave[own], trips.home[own]):
            separator.add_moment(adviser, int(moment))
    _add_months(separator, visited)
    _add_days_and_windows(separator, visited)
    for bid, day in separator.rows.variables.held:
        separator.add_team(bid, day, visited)


def busiest_moments(leave: Ints, home: Ints) -> Ints:
    """Return moments of leaving such that trips overlap exactly if one of them sees both."""
    moments = np.concatenate([home, leave])
    leaves = np.concatenate([np.zeros(len(home), np.bool_), np.ones(len(leave), np.bool_)])
    order = np.lexsort((leaves, moments))
    moments, leaves = moments[order], leaves[order]
    return np.unique(moments[leaves & ~np.append(leaves[1:], False)])


def _add_months(separator: Separator, visited: Flags) -> None:
    graph = separator.graph
    for adviser, cap in enumerate(separator.tour.advisers):
        own = np.arange(graph.first[adviser], graph.first[adviser + 1])
        for month in np.unique(graph.month[own[visited[own]]]):
            nodes = own[graph.month[own] == month]
            limits = (-INFINITY, float(cap.max_per_month))
            separator.rows.add(("month", adviser, int(month)), limits, nodes=nodes)


def _add_days_and_windows(separator: Separator, visited: Flags) -> None:
    graph, held = separator.graph, separator.rows.variables.held
    single = separator.single_nodes[visited[separator.single_nodes]]
    days = {int(day) for day in graph.day[single]} | {day for _, day in held}
    for day in sorted(days):
        separator.add_day(day)
    place_of = [bid.place for bid in separator.tour.bids]
    there = {(int(graph.place[node]), int(graph.day[node])) for node in single}
    there |= {(place_of[bid], day) for bid, day in held}
    for place, day in sorted(there):
        if separator.is_crowded(place) and graph.place_gap > 0:
            separator.add_window(place, day, day + graph.place_gap - 1, -1)
