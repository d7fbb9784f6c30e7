"""How cost and bound come together while a program works: read from its progress lines."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Point:
    """What a program knew at one moment.

    Attributes:
        seconds: Wall time since its process was started.
        objective_yen: Cost of its best plan, None before there is one.
        bound_yen: Proven lower bound on the cost of every valid plan, None where it tells none.
        phase: What had just improved, in the program's own word.
    """

    seconds: float
    objective_yen: int | None
    bound_yen: int | None
    phase: str = ""

    @property
    def gap(self) -> float | None:
        """What is known of the gap, as a share of the cost; None where one side is missing."""
        if self.objective_yen is None or self.bound_yen is None:
            return None
        return gap_between(self.objective_yen, self.bound_yen)


def gap_between(objective_yen: int, bound_yen: int) -> float:
    """Return how far a cost may be above the optimum, as a share of the cost, 0 or more."""
    missing = max(objective_yen - bound_yen, 0)
    return missing / objective_yen if missing else 0.0


def read_point(line: str, seconds: float) -> Point | None:
    """Return what a progress line says; None for any other line.

    Args:
        line: A line of a program's standard error.
        seconds: When it came. The program's own `seconds` leave its start-up out.
    """
    try:
        document = json.loads(line)
    except ValueError:
        return None
    if not isinstance(document, dict) or "objective_yen" not in document:
        return None
    objective, bound = _yen(document["objective_yen"]), _yen(document.get("bound_yen"))
    return Point(seconds, objective, bound, str(document.get("phase", "")))


def improving(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points with the best cost and the best bound known by then."""
    curve: list[Point] = []
    for point in points:
        last = curve[-1] if curve else Point(0.0, None, None)
        objective = min(_known(last.objective_yen, point.objective_yen), default=None)
        bound = max(_known(last.bound_yen, point.bound_yen), default=None)
        curve.append(replace(point, objective_yen=objective, bound_yen=bound))
    return tuple(curve)


def first_plan(curve: Sequence[Point]) -> float | None:
    """Return when the first valid plan was there that does more than decline.

    A planner that begins with *everything is declined* names that phase `start`; it does not
    count, unless nothing better ever comes.
    """
    times = [point.seconds for point in curve if point.objective_yen is not None]
    better = (
        point.seconds
        for point in curve
        if point.objective_yen is not None and point.phase != "start"
    )
    return next(better, times[0] if times else None)


def first_within(curve: Sequence[Point], gap: float) -> float | None:
    """Return when the gap was first known to be at most this share of the cost."""
    return next(
        (point.seconds for point in curve if point.gap is not None and point.gap <= gap), None
    )


def first_as_cheap(curve: Sequence[Point], objective_yen: int) -> float | None:
    """Return when there was first a plan that costs no more than this."""
    return next(
        (
            point.seconds
            for point in curve
            if point.objective_yen is not None and point.objective_yen <= objective_yen
        ),
        None,
    )


def bound_settled(curve: Sequence[Point], share: float) -> float | None:
    """Return when the bound first came within a share of the last one, None without any bound."""
    bounds = [(point.seconds, point.bound_yen) for point in curve if point.bound_yen is not None]
    if not bounds or not bounds[-1][1]:
        return None
    least = bounds[-1][1] * (1 - share)
    return next(seconds for seconds, bound in bounds if bound >= least)


def _yen(value: object) -> int | None:
    """Read an amount; the format writes -1 where no bound is claimed."""
    is_amount = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if is_amount and isinstance(value, int) else None


def _known(*values: int | None) -> list[int]:
    return [value for value in values if value is not None]
