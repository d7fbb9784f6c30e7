"""Enumerates every trip that costs little enough to be in a better plan.

Enumeration by reduced cost: Baldacci, Christofides and Mingozzi 2008.
"""

from typing import NamedTuple

import numpy as np

from solver.proof.columns.graph.arrays import Floats, Ints, TripGraph, Work
from solver.proof.columns.graph.compiling import compiled, inlined
from solver.proof.columns.pricing.labelling import NO_BITS

State = tuple[float, int, int, np.uint64]
"""Cost, nights, visits in the month and forbidden bits of a partial trip."""


class Walk(NamedTuple):
    """The partial trip at which the enumeration stands, one entry for each of its nodes.

    Attributes:
        node: The nodes.
        arc: The next arc to try from each, -1 before the first.
        cost: Cost up to each.
        nights: Nights up to each.
        visits: Seminars in the month of each.
        mask: Bits that are forbidden after each.
    """

    node: Ints
    arc: Ints
    cost: Floats
    nights: Ints
    visits: Ints
    mask: Ints


class Enumerated(NamedTuple):
    """The trips that are found.

    Attributes:
        first: Trip to the first of its nodes; one more than there is room for trips.
        nodes: Room for their nodes.
        most: For each adviser, what the cheapest year with a trip may cost.
    """

    first: Ints
    nodes: Ints
    most: Floats


@inlined
def can_reach_home(work: Work, node: int, state: State, most: float) -> bool:
    """Say whether a partial trip that stands in a node can end within `most`."""
    graph, labels = work.graph, work.labels
    a = graph.adviser[node]
    for at in range(work.first[node], work.last[node]):
        if (
            state[0] + labels.cost[at] <= most
            and state[1] + labels.nights[at] <= graph.nights[a]
            and state[2] + labels.visits[at] <= graph.cap[a]
            and (state[3] & labels.mask[at]) == NO_BITS
        ):
            return True
    return False


@inlined
def gets_along(graph: TripGraph, walk: Walk, depth: int, node: int) -> bool:
    """Say whether a node can come after all nodes of the walk by rules 5 and 6, and only once."""
    same_day = 1
    for position in range(depth + 1):
        other = walk.node[position]
        gap = graph.day[node] - graph.day[other]
        if graph.bid[other] == graph.bid[node]:
            return False
        if graph.place[other] == graph.place[node] and gap < graph.place_gap:
            return False
        same_day += gap == 0
    return bool(same_day <= graph.day_limit)


@inlined
def stand(walk: Walk, depth: int, node: int, state: State) -> None:
    """Let the walk stand in a node in some depth."""
    walk.node[depth] = node
    walk.arc[depth] = -1
    walk.cost[depth] = state[0]
    walk.nights[depth] = state[1]
    walk.visits[depth] = state[2]
    walk.mask[depth] = state[3]


@compiled
def step(work: Work, walk: Walk, depth: int, most: float) -> bool:
    """Extend the walk by the next arc that can lead home within `most`; False without one."""
    graph = work.graph
    j = walk.node[depth]
    a = graph.adviser[j]
    while walk.arc[depth] < graph.arc_first[j + 1]:
        arc = walk.arc[depth]
        walk.arc[depth] += 1
        i = graph.arc_to[arc]
        nights = walk.nights[depth] + graph.day[i] - graph.day[j]
        visits = walk.visits[depth] + 1 if graph.period[i] == graph.period[j] else 1
        if nights > graph.nights[a] or visits > graph.cap[a]:
            continue
        if (walk.mask[depth] & work.marks.own[i]) != NO_BITS:
            continue
        cost = walk.cost[depth] + work.prices.travel * graph.arc_yen[arc] + work.prices.node[i]
        state = (cost, nights, visits, walk.mask[depth] | work.marks.forbid[i])
        if can_reach_home(work, i, state, most) and gets_along(graph, walk, depth, i):
            stand(walk, depth + 1, i, state)
            return True
    return False


@compiled
def end_here(work: Work, walk: Walk, depth: int, enumerated: Enumerated, count: int) -> int:
    """Write the trip that ends where the walk stands, if it costs little enough.

    Returns the number of trips, -1 where there is no room.
    """
    graph, prices = work.graph, work.prices
    j = walk.node[depth]
    a = graph.adviser[j]
    if not graph.can_end[j] or walk.nights[depth] + graph.after[j] > graph.nights[a]:
        return count
    cost = walk.cost[depth] + prices.travel * graph.end_yen[j] + prices.home[j]
    cost += work.chains.future[graph.first[a] + a + graph.leave_after[j]]
    if cost > enumerated.most[a]:
        return count
    used = enumerated.first[count]
    if count + 1 >= len(enumerated.first) or used + depth + 1 > len(enumerated.nodes):
        return -1
    enumerated.nodes[used : used + depth + 1] = walk.node[: depth + 1]
    enumerated.first[count + 1] = used + depth + 1
    return count + 1


@compiled
def enumerate_trips(work: Work, a: int, enumerated: Enumerated, count: int) -> int:
    """Write every trip of an adviser whose cheapest year costs little enough.

    `work` comes from a whole forward and then a backward pass. Returns the number of trips, -1
    where there is no room for them.
    """
    graph, prices = work.graph, work.prices
    low, high = graph.first[a], graph.first[a + 1]
    size = high - low + 1
    places = np.empty((4, size), np.int64)
    walk = Walk(
        places[0],
        places[1],
        np.empty(size, np.float64),
        places[2],
        places[3],
        np.empty(size, np.uint64),
    )
    for s in range(low, high):
        cost = work.chains.past[low + a + graph.home_before[s]] + prices.leave[s]
        cost += prices.travel * graph.start_yen[s] + prices.node[s]
        state = (cost, graph.before[s], 1, work.marks.forbid[s])
        if not graph.can_start[s] or not can_reach_home(work, s, state, enumerated.most[a]):
            continue
        stand(walk, 0, s, state)
        depth = 0
        while depth >= 0:
            if walk.arc[depth] < 0:
                walk.arc[depth] = graph.arc_first[walk.node[depth]]
                count = end_here(work, walk, depth, enumerated, count)
                if count < 0:
                    return -1
            depth += 1 if step(work, walk, depth, enumerated.most[a]) else -1
    return count
