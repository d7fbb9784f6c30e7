"""In which months an adviser's limit can stop a trip.

Where no trip is long enough to reach the limit, labels need not count seminars, and fewer of them
are needed: those that differ in the count alone dominate each other.
"""

from typing import NamedTuple

import numpy as np

from solver.proof.columns.graph.arrays import Ints
from solver.proof.columns.graph.compiling import compiled

LONGEST_MONTH = 31
"""Days. What a longer trip does outside the month of a seminar is not counted with it."""


class CountedStops(NamedTuple):
    """One adviser's nodes, in order of time.

    Attributes:
        day: When.
        month: The month of the day, 0 or more.
        bid: Which bid.
        arc_first: Node to its first arc, with the end of all arcs behind.
        arc_to: Where each arc leads.
    """

    day: Ints
    month: Ints
    bid: Ints
    arc_first: Ints
    arc_to: Ints


def periods(stops: CountedStops, nights: int, cap: int) -> Ints:
    """Return within what labels count seminars, for each node of one adviser.

    That is the node's month, or a number that no other node has where the limit cannot be reached.

    Args:
        stops: The nodes.
        nights: Most nights of a trip.
        cap: Most seminars in a month.
    """
    reached = np.zeros(int(stops.month.max(initial=0)) + 1, np.bool_)
    for month in np.unique(stops.month):
        reached[month] = len(np.unique(stops.bid[stops.month == month])) > cap
    longest = np.zeros_like(reached)
    most = _most_seminars(stops, min(nights, LONGEST_MONTH - 1))
    longest[stops.month[most > cap]] = True
    reached &= longest
    return np.where(reached[stops.month], stops.month, -1 - np.arange(len(stops.day)))


@compiled
def _most_seminars(stops: CountedStops, nights: int) -> Ints:
    """Return how many seminars of its month a walk that ends in each node can have, at most."""
    day, month, arc_first, arc_to = stops.day, stops.month, stops.arc_first, stops.arc_to
    most = np.ones((len(day), nights + 1), np.int64)  # by nights since the first of them
    for i in range(len(day)):
        for arc in range(arc_first[i], arc_first[i + 1]):
            j = arc_to[arc]
            if month[i] == month[j]:
                for gap in range(day[j] - day[i], nights + 1):
                    most[j, gap] = max(most[j, gap], most[i, gap - day[j] + day[i]] + 1)
    return most[:, nights].copy()
