"""The chart of gap against time: a panel for each instance, all on the same axes."""

from collections.abc import Mapping, Sequence
from math import inf

from solver.pictures.svg import Canvas
from tests.bench.instances import TARGETS, Case
from tests.bench.measures import MEASURES, figure
from tests.bench.panel import (
    PLAN_DASHES,
    PLAN_WIDTH,
    STYLES,
    TOLD_WIDTH,
    draw_corner,
    draw_mark,
    draw_panel,
)
from tests.bench.record import PLANNER, Record, Run
from tests.bench.scale import Scale, decades

COLUMNS = 3
INSIDE = (232.0, 150.0)
MARGIN_LEFT, MARGIN_TOP, MARGIN_BELOW, MARGIN_RIGHT = 52.0, 28.0, 42.0, 26.0
PANEL = (MARGIN_LEFT + INSIDE[0] + MARGIN_RIGHT, MARGIN_TOP + INSIDE[1] + MARGIN_BELOW)
LEGEND_ROW = 18.0
TITLE = "Gap between plan and bound against time"


def draw(record: Record, cases: Mapping[str, Case]) -> str:
    """Return the chart as an SVG document.

    Args:
        record: The runs.
        cases: What is said of each of their instances; those without a place in the table of
            targets are left out.
    """
    names = [name for name in record.instances() if TARGETS in cases[name].tables]
    programs = [PLANNER, *record.peers()]
    top = LEGEND_ROW * (len(programs) + 4)
    rows = -(-len(names) // COLUMNS)
    text = " ".join(_in_words(name, record.runs_of(name)) for name in names)
    canvas = Canvas(PANEL[0] * COLUMNS, top + PANEL[1] * rows, TITLE, text)
    _draw_legend(canvas, programs)
    span = _span(record, [cases[name] for name in names])
    for number, name in enumerate(names):
        left = PANEL[0] * (number % COLUMNS) + MARGIN_LEFT
        scale = Scale(left, top + PANEL[1] * (number // COLUMNS) + MARGIN_TOP, *INSIDE, *span)
        runs = {program: record.runs_of(name, program) for program in programs}
        canvas.text(left, scale.top - 9, _headline(name, runs))
        draw_panel(canvas, scale, runs, cases[name].targets)
    return canvas.render()


def _draw_legend(canvas: Canvas, programs: Sequence[str]) -> None:
    """Explain lines, marks and targets, a row for each."""
    left, text_left, y = 12.0, 62.0, LEGEND_ROW
    canvas.text(left, y, f"{TITLE}; both axes are logarithmic")
    for number, program in enumerate(programs):
        y += LEGEND_ROW
        style = STYLES[number % len(STYLES)]
        canvas.line((left, y - 4), (left + 40, y - 4), stroke=style.colour, width=TOLD_WIDTH)
        draw_mark(canvas, left + 40, y - 4, style)
        canvas.text(text_left, y, f"{program}: the gap as it was known then")
    y += LEGEND_ROW
    dashed = [(left, y - 4), (left + 40, y - 4)]
    canvas.polyline(dashed, stroke=STYLES[0].colour, width=PLAN_WIDTH, dashes=PLAN_DASHES)
    canvas.text(text_left, y, "dashed: how far its plan then was above the best bound in the end")
    y += LEGEND_ROW
    draw_corner(canvas, left + 26, y - 8)
    meaning = "target of the planner: the line should pass left of the corner and below it"
    canvas.text(text_left, y, f"{meaning} (at 100 %: the first plan); ✓ reached, ✗ missed")


def _span(record: Record, cases: Sequence[Case]) -> tuple[int, int]:
    """Return the powers of ten of seconds between which all that is drawn lies."""
    names = {case.name for case in cases}
    shown = [run for run in record.runs if run.instance in names]
    moments = [point.seconds for run in shown for point in run.curve]
    times = {measure.key for measure in MEASURES if measure.unit == "s"}
    wanted = [value for case in cases for key, value in case.targets.items() if key in times]
    return decades([*moments, *(run.seconds for run in shown), *wanted])


def _headline(name: str, runs: Mapping[str, Sequence[Run]]) -> str:
    run = next((run for those in runs.values() for run in those), None)
    return name if run is None else f"{name}: {run.bids:,} bids, {run.advisers} advisers"


def _in_words(name: str, runs: Sequence[Run]) -> str:
    """Return what a panel shows of the planner, for those who cannot see it."""
    if not runs:
        return ""
    figures = [figure(measure, runs, {}) for measure in MEASURES if measure.unit == "s"]
    reached = [each for each in figures if each.typical < inf]
    parts = [f"{each.measure.title} after {each.measure.show(each.typical)}" for each in reached]
    return f"{name}: {', '.join(parts) or 'no plan'}."
