"""Where labels go beside points, so that they cover neither lines nor one another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, cos, hypot, inf, pi, sin
from typing import Final

CELL: Final = 4
"""The drawing is looked at in squares of so many units."""
DIRECTIONS: Final = 16
DISTANCES: Final = (9, 16, 26, 38, 52, 68)
NEAR: Final = 20
"""Labels further away than that have a line that leads to them."""
OCCUPIED: Final = 30
"""One square that is covered is as bad as so many units of distance."""
LINE: Final = 1
BOX: Final = 4
"""How bad it is to cover a line, and a label or a mark."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label's middle, and where the line that leads to it ends; None where it needs none."""

    x: float
    y: float
    leader: Point | None


class Ground:
    """What of a drawing is covered already.

    Args:
        width: Of the drawing, in its units.
        height: The same.
    """

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._columns, self._rows = ceil(width / CELL), ceil(height / CELL)
        self._taken = bytearray(self._columns * self._rows)

    def add_line(self, points: Iterable[Point]) -> None:
        """Cover a line, given by points that lie no further apart than a few units."""
        taken, columns = self._taken, self._columns
        right, bottom = columns * CELL, self._rows * CELL
        for x, y in points:  # there are tens of thousands
            if 0 <= x < right and 0 <= y < bottom:
                index = int(y / CELL) * columns + int(x / CELL)
                if not taken[index]:
                    taken[index] = LINE

    def add_box(self, x: float, y: float, width: float, height: float) -> None:
        """Cover a rectangle round a middle."""
        for row in self._rows_of(x, y, width, height):
            self._taken[row] = bytes([BOX]) * (row.stop - row.start)

    def place(self, anchor: Point, width: float, height: float) -> PlacedLabel:
        """Find the best place for a label beside a point, and cover it."""
        x, y = self._best(anchor, width, height)
        self.add_box(x, y, width, height)
        gap = _gap(anchor, (x, y), width, height)
        return PlacedLabel(x, y, _edge(anchor, (x, y), width, height) if gap > NEAR else None)

    def _candidates(self, anchor: Point, width: float, height: float) -> Iterator[Point]:
        for distance in DISTANCES:
            for step in range(DIRECTIONS):
                angle = 2 * pi * step / DIRECTIONS
                x = anchor[0] + cos(angle) * (distance + width / 2)
                y = anchor[1] + sin(angle) * (distance + height / 2)
                yield (
                    round(self._within(x, width, self._width), 1),
                    round(self._within(y, height, self._height), 1),
                )

    def _best(self, anchor: Point, width: float, height: float) -> Point:
        """The first of the cheapest candidates; what lies too far away is not looked at."""
        best, cheapest = anchor, inf
        for at in self._candidates(anchor, width, height):
            gap = _gap(anchor, at, width, height)
            if gap < cheapest:
                cost = self._covered(at, width, height) * OCCUPIED + gap
                if cost < cheapest:
                    best, cheapest = at, cost
        return best

    def _covered(self, at: Point, width: float, height: float) -> int:
        """How badly a rectangle covers what is there."""
        return sum(sum(self._taken[row]) for row in self._rows_of(*at, width, height))

    def _rows_of(self, x: float, y: float, width: float, height: float) -> Iterator[slice]:
        """The squares of a rectangle, row by row."""
        left = max(int((x - width / 2) // CELL), 0)
        right = min(int((x + width / 2) // CELL), self._columns - 1)
        top = max(int((y - height / 2) // CELL), 0)
        bottom = min(int((y + height / 2) // CELL), self._rows - 1)
        for first in range(top * self._columns, (bottom + 1) * self._columns, self._columns):
            yield slice(first + left, first + right + 1)

    @staticmethod
    def _within(at: float, size: float, whole: float) -> float:
        return min(max(at, size / 2), whole - size / 2)


def _edge(anchor: Point, at: Point, width: float, height: float) -> Point:
    """The point of a label's rectangle that is nearest to an anchor."""
    x = min(max(anchor[0], at[0] - width / 2), at[0] + width / 2)
    y = min(max(anchor[1], at[1] - height / 2), at[1] + height / 2)
    return round(x, 1), round(y, 1)


def _gap(anchor: Point, at: Point, width: float, height: float) -> float:
    x, y = _edge(anchor, at, width, height)
    return hypot(x - anchor[0], y - anchor[1])
