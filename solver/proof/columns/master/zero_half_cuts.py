"""Zero-half cuts: half the sum of some rows, with all coefficients and the limit rounded down.

Any plan keeps them, since its columns are whole numbers (Caprara and Fischetti 1996). With three
rows "at most one" they are the subset-row cuts of Jepsen, Petersen, Spoorendonk and Pisinger
(2008). The ones that close most of the gap tie the trips that visit two seminars to the holding of
one of them: the row of a bid with two slots on a day counts its holding twice. They are looked for
by starting from each row and adding what breaks the cut most.
"""

from typing import NamedTuple

import numpy as np

from solver.effort.columns import ZeroHalfEffort
from solver.proof.columns.graph.arrays import Floats, Ints
from solver.proof.columns.graph.compiling import compiled
from solver.proof.columns.master.restricted_master import Solution
from solver.proof.columns.master.rows import INFINITY, Rows
from solver.proof.columns.master.separation import Separator
from solver.proof.columns.master.zero_half_rows import BaseRow, base_rows_of, counts_of, support_of

SIZE, LIMIT, TIMES = range(3)
"""Positions in `Search.number`."""


class Limits(NamedTuple):
    """What of the effort the compiled loops look at, as in `ZeroHalfEffort`."""

    most_rows: int
    branches: int
    least_violation: float
    leaning: float


class Table(NamedTuple):
    """Rows by columns, without the zeros.

    Attributes:
        first: Row to its first entry, with the end of all behind.
        column: The column of each entry.
        value: Its coefficient.
        column_first: Column to its first entry in `row`, with the end behind.
        row: The rows of each column.
        use: How much each column is used.
        limit: The limit of each row.
        comes_to: What each row comes to.
        limits: How much is tried.
    """

    first: Ints
    column: Ints
    value: Ints
    column_first: Ints
    row: Ints
    use: Floats
    limit: Ints
    comes_to: Floats
    limits: Limits


class Search(NamedTuple):
    """The rows that are added up so far.

    Attributes:
        rows: Which they are, as many as `number[SIZE]`.
        number: How many, what their limits come to, and how often was looked around.
        sums: For each column, what they count.
        seen: For each row, when it was last looked at.
        best: The rows that would break the cut most.
        best_value: How much each would.
    """

    rows: Ints
    number: Ints
    sums: Ints
    seen: Ints
    best: Ints
    best_value: Floats


class Found(NamedTuple):
    """Broken cuts: the rows of each, filled up with -1, and by how much each is broken."""

    rows: Ints
    value: Floats


def separate_zero_half_cuts(
    separator: Separator, solution: Solution, effort: ZeroHalfEffort
) -> int:
    """Add the cuts that a solution breaks most; return how many.

    Args:
        separator: Where to add them.
        solution: What breaks them.
        effort: Which are looked for.
    """
    support = support_of(solution)
    base_rows = base_rows_of(separator, solution, support)
    if not base_rows or not support.trips.number:
        return 0
    counts = np.array([counts_of(base_row, support, separator.graph) for base_row in base_rows])
    limits = np.array([base_row.limit for base_row in base_rows], np.int64)
    tight = np.flatnonzero(limits - counts @ support.use < effort.most_slack)
    every = np.column_stack([counts[tight], limits[tight]])
    tight = tight[np.sort(np.unique(every, axis=0, return_index=True)[1])]
    if not len(tight):
        return 0
    room = len(tight) * effort.branches * effort.most_rows
    found = Found(np.full((room, effort.most_rows), -1, np.int64), np.zeros(room))
    count = find_zero_half_cuts(_table(counts[tight], support.use, limits[tight], effort), found)
    broken = Found(found.rows[:count], found.value[:count])
    return _add_most_broken(separator.rows, [base_rows[each] for each in tight], broken, effort)


def _table(counts: Ints, use: Floats, limits: Ints, effort: ZeroHalfEffort) -> Table:
    row, column = np.nonzero(counts)
    by_column = np.lexsort((row, column))
    return Table(
        first=np.searchsorted(row, np.arange(len(counts) + 1)),
        column=column,
        value=counts[row, column],
        column_first=np.searchsorted(column[by_column], np.arange(len(use) + 1)),
        row=row[by_column],
        use=use,
        limit=limits,
        comes_to=counts @ use,
        limits=Limits(effort.most_rows, effort.branches, effort.least_violation, effort.leaning),
    )


@compiled
def gain(table: Table, search: Search, row: int) -> float:
    """Return by how much more the cut is broken when a row is added."""
    limit = search.number[LIMIT]
    gained = float((limit >> 1) - ((limit + table.limit[row]) >> 1))
    for at in range(table.first[row], table.first[row + 1]):
        before = search.sums[table.column[at]]
        after = before + table.value[at]
        gained += table.use[table.column[at]] * ((after >> 1) - (before >> 1))
    return gained


@compiled
def put(table: Table, search: Search, row: int) -> None:
    """Add a row."""
    for at in range(table.first[row], table.first[row + 1]):
        search.sums[table.column[at]] += table.value[at]
    search.rows[search.number[SIZE]] = row
    search.number[SIZE] += 1
    search.number[LIMIT] += table.limit[row]


@compiled
def take_last(table: Table, search: Search) -> None:
    """Take the last row away."""
    search.number[SIZE] -= 1
    row = search.rows[search.number[SIZE]]
    search.number[LIMIT] -= table.limit[row]
    for at in range(table.first[row], table.first[row + 1]):
        search.sums[table.column[at]] -= table.value[at]


@compiled
def note(search: Search, noted: int, row: int, value: float) -> int:
    """Note a row among the best so far if it is one of them; return how many there are."""
    slot = min(noted, len(search.best) - 1)
    if noted == len(search.best) and value <= search.best_value[slot]:
        return noted
    while slot > 0 and search.best_value[slot - 1] < value:
        search.best[slot] = search.best[slot - 1]
        search.best_value[slot] = search.best_value[slot - 1]
        slot -= 1
    search.best[slot] = row
    search.best_value[slot] = value
    return min(noted + 1, len(search.best))


@compiled
def look_around(table: Table, search: Search) -> int:
    """Note the rows next to those so far that break the cut most; return how many."""
    search.number[TIMES] += 1
    now, noted = search.number[TIMES], 0
    for position in range(search.number[SIZE]):
        search.seen[search.rows[position]] = now
    for position in range(search.number[SIZE]):
        member = search.rows[position]
        for at in range(table.first[member], table.first[member + 1]):
            column = table.column[at]
            for other in range(table.column_first[column], table.column_first[column + 1]):
                row = table.row[other]
                if search.seen[row] != now:
                    search.seen[row] = now
                    value = gain(table, search, row) + table.limits.leaning * table.comes_to[row]
                    noted = note(search, noted, row, value)
    return noted


@compiled
def follow(table: Table, search: Search, value: float, found: Found, count: int) -> int:
    """Go on greedily from two rows whose cut is broken by `value`; write each broken cut.

    Only the first row is left. Returns the number of broken cuts so far.
    """
    while True:
        size = search.number[SIZE]
        if value > table.limits.least_violation:
            found.rows[count, :size] = np.sort(search.rows[:size])
            found.value[count] = value
            count += 1
        if size == table.limits.most_rows or look_around(table, search) == 0:
            break
        value += gain(table, search, search.best[0])
        put(table, search, search.best[0])
    while search.number[SIZE] > 1:
        take_last(table, search)
    return count


@compiled
def find_zero_half_cuts(table: Table, found: Found) -> int:
    """Write broken cuts; return their number."""
    search = Search(
        np.zeros(table.limits.most_rows, np.int64),
        np.zeros(3, np.int64),
        np.zeros(len(table.use), np.int64),
        np.zeros(len(table.limit), np.int64),
        np.zeros(table.limits.branches, np.int64),
        np.zeros(table.limits.branches),
    )
    second = np.zeros(table.limits.branches, np.int64)
    count = 0
    for start in range(len(table.limit)):
        alone = gain(table, search, start)
        put(table, search, start)
        branches = look_around(table, search)
        second[:branches] = search.best[:branches]
        for branch in range(branches):
            value = alone + gain(table, search, second[branch])
            put(table, search, second[branch])
            count = follow(table, search, value, found, count)
        take_last(table, search)
    return count


def _add_most_broken(
    rows: Rows, base_rows: list[BaseRow], found: Found, effort: ZeroHalfEffort
) -> int:
    before, shared = len(rows), np.zeros(len(base_rows), np.int64)
    sets, positions = np.unique(found.rows, axis=0, return_index=True)
    for at in np.argsort(-found.value[positions], kind="stable"):
        if len(rows) - before >= effort.most_cuts:
            break
        chosen = sets[at][sets[at] >= 0]
        if shared[chosen].max() < effort.most_shared:
            shared[chosen] += 1
            add_zero_half_cut(rows, [base_rows[each] for each in chosen])
    return len(rows) - before


def add_zero_half_cut(rows: Rows, base_rows: list[BaseRow]) -> None:
    """Add half the sum of some rows, rounded down."""
    nodes = np.sort(np.concatenate([base_row.nodes for base_row in base_rows]))
    sums: dict[int, int] = {}
    for base_row in base_rows:
        for variable, value in base_row.variables.items():
            sums[variable] = sums.get(variable, 0) + value
    halved = {variable: value // 2 for variable, value in sorted(sums.items()) if value // 2}
    moments = sorted(base_row.moment for base_row in base_rows if base_row.moment is not None)
    key = ("zero_half", nodes.tobytes(), *halved.items(), *moments)
    if key not in rows.keys:
        limit = float(sum(base_row.limit for base_row in base_rows) // 2)
        row = rows.add(
            key,
            (-INFINITY, limit),
            nodes=nodes,
            variables=list(halved),
            values=[float(value) for value in halved.values()],
            halved=True,
        )
        for adviser, when in moments:
            rows.add_moment(row, adviser, when)
