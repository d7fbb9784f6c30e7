"""Lines of days below each other, some of them together under headings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from seminar_service.web.drawing.day_scale import DayGround

HEADING: Final = 30
"""How high a heading is, in pixels."""
# Without slots: a frozen class that has them cannot be made by the name of one of its kinds
# (`RowGroup[...]`), to which the typing module adds an attribute.
Row = TypeVar("Row")
Line = TypeVar("Line")


@dataclass(frozen=True)
class RowGroup(Generic[Row]):
    """Advisers who stand together; `title` is empty where all do."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class LineGroup(Generic[Line]):
    """Their lines, drawn under a heading at `y`."""

    title: str
    y: int
    rows: tuple[Line, ...]


@dataclass(frozen=True)
class DayLines(Generic[Line]):
    """The whole drawing in pixels, without the names.

    Attributes:
        ground: The days.
        height: How high the drawing is.
        groups: The lines.
    """

    ground: DayGround
    height: int
    groups: tuple[LineGroup[Line], ...]

    @property
    def rows(self) -> tuple[Line, ...]:
        """All lines."""
        return tuple(row for group in self.groups for row in group.rows)


def stack(
    ground: DayGround,
    groups: Iterable[RowGroup[Row]],
    height: int,
    line: Callable[[int, Row], Line],
) -> DayLines[Line]:
    """Lay lines below each other.

    Args:
        ground: The days.
        groups: Who stands where.
        height: That of a line.
        line: Draws a line at its upper edge.
    """
    drawn, y = [], 0
    for group in groups:
        begin = y + (HEADING if group.title else 0)
        rows = tuple(line(begin + height * index, row) for index, row in enumerate(group.rows))
        drawn.append(LineGroup(group.title, y, rows))
        y = begin + height * len(rows)
    return DayLines(ground, y, tuple(drawn))
