"""Cost against the spread of the seminars: the solved points of a curve, and the plan beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import Final

from seminar_service.web.drawing.scales import round_numbers, round_step

WIDTH: Final = 720
HEIGHT: Final = 380
LEFT: Final = 110
RIGHT: Final = 24
TOP: Final = 36
BOTTOM: Final = 64
MOST_TICKS: Final = 6
PERCENT: Final = 100
"""Spreads are drawn to a hundredth."""
NEAR: Final = 16
"""Points nearer than that bear one label."""
ROOM_ASIDE: Final = 1.08
SMALLEST_HEIGHT: Final = 1_000
"""Yen that the drawing shows from bottom to top, if all points cost the same."""


class Mark(StrEnum):
    """What a point is, told by its shape."""

    BEST = "best"
    BEATEN = "beaten"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class FairPoint:
    """What is drawn: how uneven, what it costs, what another could cost less, and its label."""

    spread: float
    yen: int
    gap_yen: int | None
    mark: Mark
    label: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A point in the drawing; `low` is the end of the line down to what is proven."""

    x: float
    y: float
    low: float
    mark: Mark
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: its place in the drawing, and what it stands for."""

    at: float
    value: float


@dataclass(frozen=True, slots=True)
class FairnessChart:
    """The drawing, in its own units; `path` joins the points that nothing beats."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    path: str
    points: tuple[Drawn, ...]
    yen_ticks: tuple[Tick, ...]
    spread_ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Which spreads, in hundredths and from 0, and which amounts the drawing shows."""

    widest: int
    low: int
    high: int

    def x(self, spread: float) -> float:
        share = spread * PERCENT / self.widest
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, yen: int) -> float:
        share = (max(yen, self.low) - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def fairness_chart(points: Sequence[FairPoint]) -> FairnessChart:
    """Draw points, one or more. Amounts do not begin at 0, because their differences count."""
    frame = _frame(points)
    best = sorted((each.spread, each.yen) for each in points if each.mark is Mark.BEST)
    return FairnessChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        path="M" + "L".join(f"{frame.x(spread)} {frame.y(yen)}" for spread, yen in best)
        if len(best) > 1
        else "",
        points=_labelled([_drawn(frame, each) for each in points]),
        yen_ticks=tuple(
            Tick(frame.y(yen), yen) for yen in round_numbers(frame.low, frame.high, MOST_TICKS)
        ),
        spread_ticks=tuple(
            Tick(frame.x(each / PERCENT), each / PERCENT)
            for each in round_numbers(0, frame.widest, MOST_TICKS)
        ),
    )


def _frame(points: Sequence[FairPoint]) -> _Frame:
    """Round numbers about all points; what is proven far below runs to the lower edge."""
    widest = max(round(each.spread * PERCENT) for each in points)
    low, high = min(each.yen for each in points), max(each.yen for each in points)
    step = round_step(max(high - low, SMALLEST_HEIGHT) / MOST_TICKS)
    bottom = max((low // step - 1) * step, 0)
    top = max(-(-high // step) * step, bottom + step)
    return _Frame(max(ceil(widest * ROOM_ASIDE), 1), bottom, top)


def _drawn(frame: _Frame, point: FairPoint) -> Drawn:
    y = frame.y(point.yen)
    low = y if point.gap_yen is None else frame.y(point.yen - point.gap_yen)
    return Drawn(frame.x(point.spread), y, low, point.mark, point.label)


def _labelled(points: Sequence[Drawn]) -> tuple[Drawn, ...]:
    """Points with labels: of those that lie upon each other the first bears the labels of all."""
    taken: list[Drawn] = []
    for each in points:
        at = next((n for n, one in enumerate(taken) if _is_near(one, each) and one.label), None)
        if at is None:
            taken.append(each)
            continue
        one = taken[at]
        taken[at] = replace(one, label=f"{one.label} / {each.label}")
        taken.append(replace(each, label=""))
    return tuple(taken)


def _is_near(one: Drawn, other: Drawn) -> bool:
    return abs(one.x - other.x) < NEAR and abs(one.y - other.y) < NEAR
