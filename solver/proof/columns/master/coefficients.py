"""Coefficients and reduced costs of trips in the rows."""

from typing import NamedTuple

import numpy as np

from solver.proof.columns.graph.arrays import Floats, Ints, Trips
from solver.proof.columns.graph.compiling import compiled, inlined
from solver.proof.columns.master.rows import RowArrays


class Entries(NamedTuple):
    """Room for coefficients.

    Attributes:
        row: In which row.
        value: How much.
    """

    row: Ints
    value: Floats


@inlined
def count_in(entries: Entries, first: int, count: int, row: int, value: float) -> int:
    """Add to a row among those from `first` on, as a new one if need be; return their end."""
    for at in range(first, count):
        if entries.row[at] == row:
            entries.value[at] += value
            return count
    entries.row[count] = row
    entries.value[count] = value
    return count + 1


@compiled
def halve(entries: Entries, arrays: RowArrays, first: int, count: int) -> int:
    """Halve what halved rows count and drop what is nothing then; return the end."""
    kept = first
    for at in range(first, count):
        row, value = entries.row[at], entries.value[at]
        if arrays.halved[row]:
            value = np.floor(value / 2)
        if value != 0.0:
            entries.row[kept] = row
            entries.value[kept] = value
            kept += 1
    return kept


@compiled
def count_trip(trips: Trips, arrays: RowArrays, trip: int, entries: Entries, first: int) -> int:
    """Write the coefficients of one trip from `first` on; return where they end."""
    count = first
    for at in range(trips.first[trip], trips.first[trip + 1]):
        node = trips.nodes[at]
        for entry in range(arrays.node_first[node], arrays.node_first[node + 1]):
            value = arrays.node_value[entry]
            count = count_in(entries, first, count, arrays.node_row[entry], value)
    a = trips.adviser[trip]
    for at in range(arrays.moment_first[a], arrays.moment_first[a + 1]):
        if trips.leave[trip] <= arrays.moment[at] < trips.home[trip]:
            count = count_in(entries, first, count, arrays.moment_row[at], 1.0)
    count = halve(entries, arrays, first, count)
    if arrays.budget >= 0:
        count = count_in(entries, first, count, arrays.budget, trips.travel_yen[trip])
    return count


@compiled
def most_entries(trips: Trips, arrays: RowArrays, trip: int) -> int:
    """Return for how many coefficients of one trip there must be room."""
    a = trips.adviser[trip]
    most = arrays.moment_first[a + 1] - arrays.moment_first[a] + 1
    for at in range(trips.first[trip], trips.first[trip + 1]):
        node = trips.nodes[at]
        most += arrays.node_first[node + 1] - arrays.node_first[node]
    return int(most)


@compiled
def fill_coefficients(trips: Trips, arrays: RowArrays, first: Ints, entries: Entries) -> int:
    """Write the coefficients of all trips; return their number, -1 where there is no room."""
    first[0] = 0
    for trip in range(len(trips.adviser)):
        if first[trip] + most_entries(trips, arrays, trip) > len(entries.row):
            return -1
        first[trip + 1] = count_trip(trips, arrays, trip, entries, first[trip])
    return int(first[len(trips.adviser)])


def coefficients(trips: Trips, arrays: RowArrays) -> tuple[Ints, Ints, Floats]:
    """Return (first, row, value): the columns of trips, one after the other."""
    room = 12 * len(trips.nodes) + 4096
    while True:
        first = np.zeros(trips.number + 1, np.int64)
        entries = Entries(np.empty(room, np.int64), np.empty(room))
        count = fill_coefficients(trips, arrays, first, entries)
        if count >= 0:
            return first, entries.row[:count], entries.value[:count]
        room *= 2


@compiled
def fill_reduced_costs(trips: Trips, arrays: RowArrays, duals: Floats, costs: Floats) -> None:
    """Write the reduced cost of each trip."""
    most = 0
    for trip in range(len(trips.adviser)):
        most = max(most, most_entries(trips, arrays, trip))
    entries = Entries(np.empty(most, np.int64), np.empty(most, np.float64))
    for trip in range(len(trips.adviser)):
        cost = trips.yen[trip]
        for at in range(count_trip(trips, arrays, trip, entries, 0)):
            cost -= duals[entries.row[at]] * entries.value[at]
        costs[trip] = cost


def reduced_costs(trips: Trips, arrays: RowArrays, duals: Floats) -> Floats:
    """Return the reduced costs of trips at some duals."""
    costs = np.empty(trips.number)
    fill_reduced_costs(trips, arrays, duals, costs)
    return costs
