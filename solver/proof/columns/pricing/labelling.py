"""The labelling passes over one adviser's nodes that find cheapest trips and cheapest years.

A label is a partial trip. One label dominates another where both stand in the same node and it
costs no more, has spent no more nights and seats in the month, and forbids nothing that the other
allows: then each way to go on is open to it too. With bits for some conflicts only, the
passes see a few walks that are no trips, and what they call cheapest is a lower bound.
"""

import numpy as np

from solver.proof.columns.graph.arrays import Ints, Labels, Work
from solver.proof.columns.graph.compiling import compiled, inlined

NEVER = 1e300
"""Cost of what cannot be done."""

NO_BITS = np.uint64(0)

Label = tuple[float, int, int, np.uint64, int, int]
"""Cost, nights, visits, mask, parent and node, as in `Labels`."""


@inlined
def put(labels: Labels, at: int, label: Label) -> None:
    """Write a label to a position."""
    labels.cost[at] = label[0]
    labels.nights[at] = label[1]
    labels.visits[at] = label[2]
    labels.mask[at] = label[3]
    labels.parent[at] = label[4]
    labels.node[at] = label[5]


@inlined
def is_dominated(labels: Labels, at: int, label: Label) -> bool:
    """Say whether the label at a position dominates another one."""
    return bool(
        labels.cost[at] <= label[0]
        and labels.nights[at] <= label[1]
        and labels.visits[at] <= label[2]
        and (labels.mask[at] & ~label[3]) == NO_BITS
    )


@inlined
def dominates(labels: Labels, at: int, label: Label) -> bool:
    """Say whether another label dominates the one at a position."""
    return bool(
        label[0] <= labels.cost[at]
        and label[1] <= labels.nights[at]
        and label[2] <= labels.visits[at]
        and (label[3] & ~labels.mask[at]) == NO_BITS
    )


@inlined
def insert(labels: Labels, first: int, count: int, label: Label) -> int:
    """Add a label to those from `first` on unless one of them dominates it.

    Those that it dominates are dropped. Returns the new number of labels, -1 without room.
    """
    at = first
    while at < count:
        if is_dominated(labels, at, label):
            return count
        if dominates(labels, at, label):
            count -= 1
            labels.cost[at] = labels.cost[count]
            labels.nights[at] = labels.nights[count]
            labels.visits[at] = labels.visits[count]
            labels.mask[at] = labels.mask[count]
            labels.parent[at] = labels.parent[count]
        else:
            at += 1
    if count >= len(labels.cost):
        return -1
    put(labels, count, label)
    return count + 1


@compiled
def extend_forward(work: Work, j: int, count: int) -> int:
    """Bring the labels of all nodes before j to j; return their number, -1 without room.

    What the loops need is taken out of the tuples first: each access there counts references.
    """
    graph, labels, a = work.graph, work.labels, work.graph.adviser[j]
    in_from, in_yen, day, period = graph.in_from, graph.in_yen, graph.day, graph.period
    cost_of, nights_of, visits_of = labels.cost, labels.nights, labels.visits
    mask_of, first, last = labels.mask, work.first, work.last
    most, cap, begin = graph.nights[a], graph.cap[a], first[j]
    own, forbid, keep = work.marks.own[j], work.marks.forbid[j], work.marks.keep[j]
    travel, node_yen = work.prices.travel, work.prices.node[j]
    for arc in range(graph.in_first[j], graph.in_first[j + 1]):
        i = in_from[arc]
        gap = day[j] - day[i]
        same_period = period[i] == period[j]
        yen = travel * in_yen[arc] + node_yen
        for at in range(first[i], last[i]):
            nights = nights_of[at] + gap
            visits = visits_of[at] + 1 if same_period else 1
            if nights > most or visits > cap or (mask_of[at] & own) != NO_BITS:
                continue
            label = (cost_of[at] + yen, nights, visits, (mask_of[at] | forbid) & keep, at, j)
            count = insert(labels, begin, count, label)
            if count < 0:
                return -1
    return count


@compiled
def end_in(work: Work, j: int) -> None:
    """Note the cheapest trip that ends in j."""
    graph, labels, chains = work.graph, work.labels, work.chains
    chains.end_cost[j] = NEVER
    chains.end_label[j] = -1
    if not graph.can_end[j]:
        return
    yen = work.prices.travel * graph.end_yen[j] + work.prices.home[j]
    for at in range(work.first[j], work.last[j]):
        fits = labels.nights[at] + graph.after[j] <= graph.nights[graph.adviser[j]]
        if fits and labels.cost[at] + yen < chains.end_cost[j]:
            chains.end_cost[j] = labels.cost[at] + yen
            chains.end_label[j] = at


@compiled
def advance(work: Work, a: int, done: int, until: int) -> int:
    """Fill in `past` and `last` for the first `until` nodes by time of being home."""
    graph, chains = work.graph, work.chains
    base = graph.first[a] + a
    while done < until:
        node = graph.home_order[graph.first[a] + done]
        done += 1
        chains.past[base + done] = chains.past[base + done - 1]
        chains.last[base + done] = chains.last[base + done - 1]
        if chains.end_cost[node] < chains.past[base + done]:
            chains.past[base + done] = chains.end_cost[node]
            chains.last[base + done] = node
    return done


@compiled
def forward(work: Work, a: int, whole_year: bool) -> int:
    """Find the cheapest trips of an adviser, and with `whole_year` the cheapest year.

    For a whole year each trip begins with the cheapest year before it. Returns the number of
    labels, -1 where there is no room for them.
    """
    graph, prices, marks, chains = work.graph, work.prices, work.marks, work.chains
    low, high = graph.first[a], graph.first[a + 1]
    base = low + a
    chains.past[base] = 0.0
    chains.last[base] = -1
    done = count = 0
    for j in range(low, high):
        work.first[j] = count
        if graph.can_start[j]:
            cost = prices.leave[j] + prices.travel * graph.start_yen[j] + prices.node[j]
            if whole_year:
                done = advance(work, a, done, graph.home_before[j])
                cost += chains.past[base + graph.home_before[j]]
            label = (cost, graph.before[j], 1, marks.forbid[j] & marks.keep[j], -1, j)
            count = insert(work.labels, count, count, label)
        count = extend_forward(work, j, count) if count >= 0 else -1
        if count < 0:
            return -1
        work.last[j] = count
        end_in(work, j)
    if whole_year:
        advance(work, a, done, high - low)
    return count


@compiled
def begin_from(work: Work, s: int) -> float:
    """Return the cheapest rest of the year that begins with a trip from s."""
    graph, labels = work.graph, work.labels
    best = NEVER
    if not graph.can_start[s]:
        return best
    yen = work.prices.travel * graph.start_yen[s] + work.prices.node[s] + work.prices.leave[s]
    for at in range(work.first[s], work.last[s]):
        if graph.before[s] + labels.nights[at] <= graph.nights[graph.adviser[s]]:
            best = min(best, yen + labels.cost[at])
    return best


@compiled
def extend_backward(work: Work, j: int, count: int) -> int:
    """Bring the completions of all nodes after j to j; return the labels, -1 without room."""
    graph, labels, marks = work.graph, work.labels, work.marks
    a = graph.adviser[j]
    for arc in range(graph.arc_first[j], graph.arc_first[j + 1]):
        i = graph.arc_to[arc]
        gap = graph.day[i] - graph.day[j]
        same_period = graph.period[i] == graph.period[j]
        yen = work.prices.travel * graph.arc_yen[arc] + work.prices.node[i]
        for at in range(work.first[i], work.last[i]):
            nights = labels.nights[at] + gap
            visits = labels.visits[at] + 1 if same_period else 0
            mask = labels.mask[at] | marks.own[i]
            if nights > graph.nights[a] or visits >= graph.cap[a]:
                continue
            if (mask & marks.forbid[j]) != NO_BITS:
                continue
            label = (labels.cost[at] + yen, nights, visits, mask & marks.keep_back[j], at, j)
            count = insert(labels, work.first[j], count, label)
            if count < 0:
                return -1
    return count


@compiled
def retreat(work: Work, a: int, done: int, until: int) -> int:
    """Fill in `future` down to the node of rank `until` by time of leaving."""
    graph, chains = work.graph, work.chains
    base = graph.first[a] + a
    while done > until:
        done -= 1
        rest = begin_from(work, graph.leave_order[graph.first[a] + done])
        chains.future[base + done] = min(chains.future[base + done + 1], rest)
    return done


@compiled
def backward(work: Work, a: int) -> int:
    """Find for each node the cheapest ways to go on until the end of the year.

    Labels count what comes after their node: nights until home, visits in the node's month, and
    the bits of the nodes themselves. Returns their number, -1 where there is no room.
    """
    graph, prices, chains = work.graph, work.prices, work.chains
    low, high = graph.first[a], graph.first[a + 1]
    base = low + a
    done = high - low
    chains.future[base + done] = 0.0
    count = 0
    for j in range(high - 1, low - 1, -1):
        work.first[j] = count
        if graph.can_end[j]:
            done = retreat(work, a, done, graph.leave_after[j])
            cost = prices.travel * graph.end_yen[j] + prices.home[j]
            cost += chains.future[base + graph.leave_after[j]]
            label = (cost, graph.after[j], 0, NO_BITS, -1, j)
            count = insert(work.labels, count, count, label)
        count = extend_backward(work, j, count) if count >= 0 else -1
        if count < 0:
            return -1
        work.last[j] = count
    return count


@compiled
def trace(labels: Labels, at: int, nodes: Ints) -> int:
    """Write the nodes of a forward label, the last one first; return their number."""
    count = 0
    while at >= 0:
        nodes[count] = labels.node[at]
        count += 1
        at = labels.parent[at]
    return count
