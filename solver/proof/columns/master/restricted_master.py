"""The restricted master problem as a linear program in HiGHS.

HiGHS because its simplex starts again from the last basis when columns or rows are added, and
because its branch and bound closes these tight set partitionings.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from solver.proof.columns.graph.arrays import Floats, Ints, Trips, joined
from solver.proof.columns.master.coefficients import coefficients
from solver.proof.columns.master.rows import Rows


@dataclass(frozen=True)
class Solution:
    """An optimal solution of the linear program.

    Attributes:
        yen: Its value.
        duals: The value of a unit of each row.
        variable_use: The plain variables.
        trip_use: The trips, in the order of `Master.trips`.
        trips: These trips.
    """

    yen: float
    duals: Floats
    variable_use: Floats
    trip_use: Floats
    trips: Trips

    def node_use(self, nodes: int) -> Floats:
        """Return how much each of so many nodes is visited."""
        return self.trips.node_use(self.trip_use, nodes)


class Master:
    """The linear program of some trips and all rows.

    Args:
        rows: The rows; those added later are taken over by `solve`.
        trips: The first trips.
    """

    def __init__(self, rows: Rows, trips: Trips) -> None:
        self.rows = rows
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)
        self._parts: list[Trips] = []
        self._rows = 0
        count = self.plain = len(rows.variables.yen)
        nothing = np.zeros(0, np.int32), np.zeros(0)
        starts = np.zeros(count, np.int32)
        upper = np.ones(count)
        self.highs.addCols(count, rows.variables.yen, np.zeros(count), upper, 0, starts, *nothing)
        self._take_rows()
        self.add(trips)

    @property
    def trips(self) -> Trips:
        """All trips of the program, in the order of its columns."""
        if len(self._parts) > 1:
            self._parts = [joined(self._parts)]
        return self._parts[0]

    def add(self, trips: Trips) -> None:
        """Add trips."""
        self._take_rows()
        first, row, value = coefficients(trips, self.rows.arrays())
        count = trips.number
        if count or not self._parts:
            self._parts.append(trips)
        if count:
            self.highs.addCols(
                count,
                trips.yen,
                np.zeros(count),
                np.full(count, highspy.kHighsInf),
                len(row),
                first[:-1].astype(np.int32),
                row.astype(np.int32),
                value,
            )

    def solve(self) -> Solution:
        """Solve it to the end."""
        self._take_rows()
        self.highs.run()
        found = self.highs.getSolution()
        values = np.array(found.col_value)
        return Solution(
            yen=self.highs.getObjectiveValue(),
            duals=np.array(found.row_dual),
            variable_use=values[: self.plain],
            trip_use=values[self.plain :],
            trips=self.trips,
        )

    def confine_variables(self, variables: Ints, least: float, most: float) -> None:
        """Set the least and largest use of some plain variables."""
        lower, upper = np.full(len(variables), least), np.full(len(variables), most)
        columns = variables.astype(np.int32)
        self.highs.changeColsBounds(len(variables), columns, lower, upper)

    def _take_rows(self) -> None:
        """Take over rows that were added since, with their coefficients in what is there."""
        base, rows = self._rows, self.rows
        new = len(rows) - base
        if not new:
            return
        row, column, value = self._coefficients_from(base)
        order = np.lexsort((column, row))
        starts = np.searchsorted(row[order], np.arange(base, len(rows))).astype(np.int32)
        lower, upper = rows.limits()
        self.highs.addRows(
            new,
            _bounded(lower[base:]),
            _bounded(upper[base:]),
            len(row),
            starts,
            column[order].astype(np.int32),
            value[order],
        )
        self._rows = len(rows)

    def _coefficients_from(self, base: int) -> tuple[Ints, Ints, Floats]:
        """Return (row, column, value) of the rows from `base` on."""
        entries = self.rows.variable_entries
        parts = [(entries.row, entries.what, entries.value)]
        if self._parts:
            first, row, value = coefficients(self.trips, self.rows.arrays())
            column = np.repeat(np.arange(self.trips.number), np.diff(first)) + self.plain
            parts.append((row, column, value))
        row, column, value = (np.concatenate(each) for each in zip(*parts, strict=True))
        late = row >= base
        return row[late], column[late], value[late]


def _bounded(limits: Floats) -> Floats:
    return np.clip(limits, -highspy.kHighsInf, highspy.kHighsInf)
