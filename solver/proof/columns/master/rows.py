"""The rows of the master problem, kept as what they count.

A row counts nodes (then a trip's coefficient is the sum over its nodes), moments (then it is 1
where the trip is under way), or plain variables. Written so, a row found late has its coefficients
for all trips, those still to come included.
"""

from collections.abc import Hashable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solver.proof.columns.graph.arrays import Flags, Floats, Ints, TripGraph
from solver.proof.columns.master.variables import Variables

INFINITY = float("inf")

Key = tuple[Hashable, ...]
"""What a row is about: its kind, and which of that kind."""


class Entries(NamedTuple):
    """Coefficients: row, what it counts, and how often."""

    row: Ints
    what: Ints
    value: Floats


class RowArrays(NamedTuple):
    """All rows, in the form that the compiled loops read.

    Attributes:
        node_first: Node to its first entry, with the end of all behind.
        node_row: The row of each entry.
        node_value: Its coefficient.
        moment_first: Adviser to the first of their moments, with the end behind.
        moment: When, in minutes as `TripGraph.leave`.
        moment_row: The row that counts whether a trip is under way then.
        halved: For each row, whether coefficients are halved and rounded down.
        budget: The row that counts travel yen, -1 where there is none.
    """

    node_first: Ints
    node_row: Ints
    node_value: Floats
    moment_first: Ints
    moment: Ints
    moment_row: Ints
    halved: Flags
    budget: int


class Rows:
    """The rows so far; more are added as they are found violated.

    Attributes:
        keys: Each row's position by what it is about.
        lower: Least value of each row.
        upper: Largest value of each row.
        budget: The row that counts travel yen, -1 where there is none.
    """

    def __init__(self, graph: TripGraph, variables: Variables) -> None:
        self.graph = graph
        self.variables = variables
        self.keys: dict[Key, int] = {}
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.budget = -1
        self._halved: list[bool] = []
        self._node_parts: list[Entries] = []
        self._variable_parts: list[Entries] = []
        self._moments: list[list[tuple[int, int]]] = [[] for _ in graph.nights]
        self._arrays: RowArrays | None = None

    def fork(self) -> "Rows":
        """Return a copy that grows apart from these."""
        fork = Rows(self.graph, self.variables)
        fork.keys, fork.lower, fork.upper = dict(self.keys), list(self.lower), list(self.upper)
        fork.budget = self.budget
        fork._halved = list(self._halved)
        fork._node_parts = list(self._node_parts)
        fork._variable_parts = list(self._variable_parts)
        fork._moments = [list(own) for own in self._moments]
        return fork

    def __len__(self) -> int:
        return len(self.lower)

    def add(
        self,
        key: Key,
        limits: tuple[float, float],
        *,
        nodes: ArrayLike = (),
        variables: ArrayLike = (),
        values: ArrayLike = 1.0,
        halved: bool = False,
    ) -> int:
        """Add a row and return its position; one that is there already stays as it is.

        Args:
            key: What it is about.
            limits: Least and largest value.
            nodes: Nodes that it counts once each.
            variables: Plain variables that it counts.
            values: Their coefficients.
            halved: Whether a trip's coefficient is half its count, rounded down.
        """
        if key in self.keys:
            return self.keys[key]
        row = len(self.lower)
        self.keys[key] = row
        self.lower.append(limits[0])
        self.upper.append(limits[1])
        self._halved.append(halved)
        self._node_parts.append(_entries(row, nodes, 1.0))
        self._variable_parts.append(_entries(row, variables, values))
        self._arrays = None
        return row

    def add_moment(self, row: int, adviser: int, moment: int) -> None:
        """Let a row count the trips of an adviser that are under way at a moment."""
        self._moments[adviser].append((moment, row))
        self._arrays = None

    def moments(self) -> list[tuple[int, int, int]]:
        """Return (adviser, moment, row) of all moments."""
        return [(a, when, row) for a, own in enumerate(self._moments) for when, row in own]

    @property
    def nodes(self) -> Entries:
        """All coefficients of nodes."""
        self._node_parts = [_together(self._node_parts)]
        return self._node_parts[0]

    @property
    def variable_entries(self) -> Entries:
        """All coefficients of plain variables."""
        self._variable_parts = [_together(self._variable_parts)]
        return self._variable_parts[0]

    def limits(self) -> tuple[Floats, Floats]:
        """Return the least and largest values of all rows."""
        return np.array(self.lower, np.float64), np.array(self.upper, np.float64)

    def arrays(self) -> RowArrays:
        """Return the rows as the compiled loops read them."""
        if self._arrays is None:
            self._arrays = self._build()
        return self._arrays

    def padded(self, duals: Floats) -> Floats:
        """Return duals of the first rows with 0 for those that were added since."""
        return np.concatenate([duals, np.zeros(len(self) - len(duals))])

    def node_prices(self, duals: Floats) -> Floats:
        """Return what visiting each node costs less what the rows pay; halved rows left out."""
        row, node, value = self.nodes
        paid = np.where(self.arrays().halved[row], 0.0, duals[row] * value)
        return self.graph.own_yen - np.bincount(node, paid, minlength=len(self.graph.bid))

    def variable_prices(self, duals: Floats) -> Floats:
        """Return the reduced costs of the plain variables."""
        row, variable, value = self.variable_entries
        size = len(self.variables.yen)
        return self.variables.yen - np.bincount(variable, duals[row] * value, minlength=size)

    def activity(self, node_use: Floats, variable_use: Floats) -> Floats:
        """Return the values of all rows that count neither moments nor yen nor are halved."""
        row, node, value = self.nodes
        activity = np.bincount(row, node_use[node] * value, minlength=len(self)) * 1.0
        row, variable, value = self.variable_entries
        activity += np.bincount(row, variable_use[variable] * value, minlength=len(self))
        return activity.astype(np.float64)

    def _build(self) -> RowArrays:
        row, node, value = self.nodes
        order = np.argsort(node, kind="stable")
        count = np.bincount(node, minlength=len(self.graph.bid))
        moments = self.moments()
        per_adviser = [len(own) for own in self._moments]
        return RowArrays(
            node_first=np.concatenate([[0], np.cumsum(count)]).astype(np.int64),
            node_row=row[order],
            node_value=value[order],
            moment_first=np.concatenate([[0], np.cumsum(per_adviser)]).astype(np.int64),
            moment=np.array([when for _, when, _ in moments], np.int64),
            moment_row=np.array([row for _, _, row in moments], np.int64),
            halved=np.array(self._halved, np.bool_),
            budget=self.budget,
        )


def _entries(row: int, what: ArrayLike, values: ArrayLike) -> Entries:
    counted = np.asarray(what, np.int64).reshape(-1)
    value = np.broadcast_to(np.asarray(values, np.float64), counted.shape)
    return Entries(np.full(len(counted), row), counted, value)


def _together(parts: list[Entries]) -> Entries:
    if not parts:
        return Entries(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    if len(parts) == 1:
        return parts[0]
    return Entries(*(np.concatenate(column) for column in zip(*parts, strict=True)))
