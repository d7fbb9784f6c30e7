"""One panel of the chart: how the gap on one instance closed, for each program."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from solver.pictures.svg import Canvas
from tests.bench.curve import Point, gap_between
from tests.bench.measures import FIRST_PLAN, GAPS, MEASURES, Figure, figure
from tests.bench.record import Run
from tests.bench.scale import Scale

GRID, FRAME, TARGET = "#e1e6ec", "#8a94a0", "#6b4e00"
CORNER = 12.0
MARK = 3.5
TOLD_WIDTH, PLAN_WIDTH, PLAN_DASHES = 2.0, 1.2, "4 3"


@dataclass(frozen=True, slots=True)
class Style:
    """How a program's lines look: told apart by their marks too, not by colour alone."""

    colour: str
    corners: tuple[tuple[float, float], ...]


STYLES = (
    Style("#12355b", ((-1, -1), (1, -1), (1, 1), (-1, 1))),
    Style("#b3261e", ((0, -1.3), (1.3, 1), (-1.3, 1))),
    Style("#1b6e3c", ((0, -1.5), (1.5, 0), (0, 1.5), (-1.5, 0))),
    Style("#6b2fa0", ((0, 1.3), (1.3, -1), (-1.3, -1))),
)
"""A square for the first program, then a triangle, a diamond, a triangle upside down."""


def draw_panel(
    canvas: Canvas, scale: Scale, runs: Mapping[str, Sequence[Run]], targets: Mapping[str, float]
) -> None:
    """Draw the panel of one instance.

    Args:
        canvas: The picture.
        scale: Where the panel lies.
        runs: Those on the instance by program, the planner's first.
        targets: What is wanted of the planner there.
    """
    _draw_axes(canvas, scale)
    bounds = [
        run.bound_yen for those in runs.values() for run in those if run.bound_yen is not None
    ]
    best_bound = max(bounds, default=None)
    for number, (program, those) in enumerate(runs.items()):
        style = STYLES[number % len(STYLES)]
        for run in those:
            _draw_run(canvas, scale, run, best_bound, style)
        if number == 0:
            _draw_targets(canvas, scale, those, targets)
            _say_refusal(canvas, scale, program, those)


def draw_mark(canvas: Canvas, x: float, y: float, style: Style, title: str = "") -> None:
    """Draw the mark that ends a program's line."""
    corners = [(x + MARK * dx, y + MARK * dy) for dx, dy in style.corners]
    outline = [*corners, corners[0]]
    canvas.polyline(outline, stroke=style.colour, fill=style.colour, title=title)


def draw_corner(canvas: Canvas, x: float, y: float, title: str = "") -> None:
    """Draw a target: a line that reaches it passes left of the corner and below it."""
    corner = [(x - CORNER, y), (x, y), (x, y + CORNER)]
    canvas.polyline(corner, stroke=TARGET, width=1.6, title=title)


def steps(
    scale: Scale, values: Sequence[tuple[float, float]], end: float
) -> list[tuple[float, float]]:
    """Return the line through values that hold until the next one, and the last to an end."""
    line: list[tuple[float, float]] = []
    for seconds, gap in values:
        x, y = scale.x(seconds), scale.y(gap)
        line += [(x, line[-1][1]), (x, y)] if line else [(x, y)]
    return [*line, (scale.x(end), line[-1][1])] if line else []


def _draw_axes(canvas: Canvas, scale: Scale) -> None:
    right = scale.left + scale.width
    for y, label in scale.gap_ticks():
        canvas.line((scale.left, y), (right, y), stroke=GRID)
        canvas.text(scale.left - 5, y + 4, label, anchor="end")
    for x, label in scale.second_ticks():
        canvas.line((x, scale.top), (x, scale.bottom), stroke=GRID)
        canvas.text(x, scale.bottom + 24, label, anchor="middle")
    canvas.line((scale.left, scale.bottom), (right, scale.bottom), stroke=FRAME)
    canvas.line((scale.left, scale.top), (scale.left, scale.bottom), stroke=FRAME)


def _draw_run(canvas: Canvas, scale: Scale, run: Run, best_bound: int | None, style: Style) -> None:
    told = [(point.seconds, point.gap) for point in run.curve if point.gap is not None]
    away = [*_distances(run.curve, best_bound)]
    for values, width, dashes in ((away, PLAN_WIDTH, PLAN_DASHES), (told, TOLD_WIDTH, "")):
        line = steps(scale, values, run.seconds)
        if line:
            canvas.polyline(line, stroke=style.colour, width=width, dashes=dashes)
            draw_mark(canvas, *line[-1], style, f"{run.program}: {run.status}, {run.seconds:.1f} s")


def _distances(curve: Sequence[Point], best_bound: int | None) -> Iterator[tuple[float, float]]:
    """Yield how far the plan of each moment is above the best bound of all programs."""
    for point in curve:
        if point.objective_yen is not None and best_bound is not None:
            yield point.seconds, gap_between(point.objective_yen, best_bound)


def _draw_targets(
    canvas: Canvas, scale: Scale, runs: Sequence[Run], targets: Mapping[str, float]
) -> None:
    for measure in MEASURES:
        if measure.key not in targets or measure.unit != "s" or not runs:
            continue
        wanted = figure(measure, runs, targets)
        gap = 1.0 if measure is FIRST_PLAN else GAPS[measure.key]
        x, y = scale.x(targets[measure.key]), scale.y(gap)
        draw_corner(canvas, x, y, f"{measure.title} within {targets[measure.key]:g} s")
        canvas.text(x + 3, y + CORNER, _sign(wanted), fill=TARGET)


def _sign(wanted: Figure) -> str:
    return {True: "✓", False: "✗", None: ""}[wanted.is_reached]


def _say_refusal(canvas: Canvas, scale: Scale, program: str, runs: Sequence[Run]) -> None:
    if any(run.status == "infeasible" for run in runs):
        seconds = min(run.seconds for run in runs)
        text = f"{program}: no valid plan exists, {seconds:.1f} s"
        canvas.text(scale.left + scale.width / 2, scale.top + 40, text, anchor="middle")
