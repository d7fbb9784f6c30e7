"""How cost and bound of a plan come together while the planner works."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from seminar_service.web.drawing.scales import round_numbers

WIDTH: Final = 720
HEIGHT: Final = 300
LEFT: Final = 110
RIGHT: Final = 16
TOP: Final = 16
BOTTOM: Final = 40
MOST_TICKS: Final = 6
ROOM_ABOVE: Final = 1.25
ROOM_BELOW: Final = 0.25


@dataclass(frozen=True, slots=True)
class Point:
    """What was known after so many seconds; no cost before the first plan, no bound below 0."""

    seconds: float
    objective_yen: int | None
    bound_yen: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: its place in the drawing, and what it stands for."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """The drawing, in its own units; a path is empty while there is nothing to draw."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    cost_path: str
    bound_path: str
    yen_ticks: tuple[Tick, ...]
    second_ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Which seconds and amounts the drawing shows."""

    seconds: float
    low: int
    high: int

    def x(self, seconds: float) -> float:
        share = min(seconds / self.seconds, 1)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, yen: int) -> float:
        share = (min(max(yen, self.low), self.high) - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def progress_chart(points: Sequence[Point], seconds: float) -> ProgressChart:
    """Draw what a run has reported until now, `seconds` after its beginning.

    The drawing shows the amounts round the best cost. What lies far above (the first plans) or
    far below (the first bounds) runs along its edge.
    """
    frame = _frame(points, seconds)
    costs = [
        (each.seconds, each.objective_yen) for each in points if each.objective_yen is not None
    ]
    bounds = [(each.seconds, each.bound_yen) for each in points if each.bound_yen >= 0]
    return ProgressChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        cost_path=_path(frame, costs),
        bound_path=_path(frame, bounds),
        yen_ticks=tuple(
            Tick(frame.y(yen), yen) for yen in round_numbers(frame.low, frame.high, MOST_TICKS)
        ),
        second_ticks=tuple(
            Tick(frame.x(each), each) for each in round_numbers(0, frame.seconds, MOST_TICKS)
        ),
    )


def _frame(points: Sequence[Point], seconds: float) -> _Frame:
    latest = max([seconds, 1.0, *(each.seconds for each in points)])
    costs = [each.objective_yen for each in points if each.objective_yen is not None]
    bounds = [each.bound_yen for each in points if each.bound_yen >= 0]
    best = min(costs, default=max(bounds, default=0))
    high = min(max(costs, default=best), round(best * ROOM_ABOVE))
    low = max(min(bounds, default=0), round(max(bounds, default=0) - best * ROOM_BELOW), 0)
    return _Frame(latest, low, high) if high > low else _Frame(latest, low, low + 1)


def _path(frame: _Frame, values: Sequence[tuple[float, int]]) -> str:
    """Draw steps: a value holds until the next one."""
    if not values:
        return ""
    (first, yen), *rest = values
    steps = (f"H{frame.x(seconds)}V{frame.y(value)}" for seconds, value in rest)
    return f"M{frame.x(first)} {frame.y(yen)}" + "".join(steps) + f"H{frame.x(frame.seconds)}"
