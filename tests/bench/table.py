"""The report in Markdown: where it was measured, and what came out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isinf

from tests.bench.curve import first_as_cheap, gap_between
from tests.bench.instances import GROWTH, TARGETS, Case
from tests.bench.judging import all_faults
from tests.bench.measures import (
    FIRST_PLAN,
    GAP_1,
    MEASURES,
    PEAK,
    PROVEN,
    SETTLED,
    Figure,
    figure,
    keeps_limit,
    show_number,
)
from tests.bench.record import PLANNER, Record, Run

MARKS = {True: "✓ ", False: "✗ ", None: ""}
HEAD = """# What the planner reaches

Written by `make bench`; do not edit. `series.json` holds every progress line, and
`make bench BENCH=--redraw` makes this page and the chart from it again.

All seconds are wall time from the start of the command's process, start-up of Python and libraries
included, compiled caches warm. *First plan*: a valid plan that does more than decline. *Gap*:
(cost − bound) / cost, as told by then. *Memory*: the most that all processes of the command held
together; pages that they share count for each. Every plan was checked by `python -m solver check`,
and by an independent checker where there is one. Targets, in the second line of a cell, are for 2
cores on a quiet machine: ✓ reached by every run, ✗ missed, no mark: the run had less time.
"""
CHART = """![Gap against time, a panel for each instance](gap.svg)

A solid line is the gap as it was known then. A dashed line is how far the plan of that moment was
above the best bound that any program had proven in the end.
"""


def render(record: Record, cases: Mapping[str, Case]) -> str:
    """Return the whole report.

    Args:
        record: The runs.
        cases: What is said of each of their instances.
    """
    aimed = [name for name in record.instances() if TARGETS in cases[name].tables]
    growing = [name for name in record.instances() if GROWTH in cases[name].tables]
    parts = [HEAD, *_faults(record), _surroundings(record)]
    if aimed:
        parts += ["## Targets and figures\n", _figures(record, aimed, cases), CHART]
    if set(growing) - set(aimed):
        parts += ["## Growth\n", _growth(record, growing)]
    for peer in record.peers():
        parts += [f"## Beside {peer}\n", _comparison(record, peer)]
    return "\n".join(parts)


def _faults(record: Record) -> Iterator[str]:
    faults = all_faults(record, [PLANNER, *record.peers()])
    if faults:
        yield "## Faults\n\n" + "".join(f"- {fault}\n" for fault in faults)


def _surroundings(record: Record) -> str:
    rows = []
    for position, sitting in enumerate(record.sittings):
        runs = [run for run in record.runs if run.sitting == position]
        names = ", ".join(dict.fromkeys(run.instance for run in runs))
        machine = ", ".join(f"{key}: {value}" for key, value in sitting.machine.items())
        versions = ", ".join(f"{name} {value}" for name, value in sitting.versions.items())
        command = f"`{sitting.command}`" if sitting.command else "none"
        cells = [sitting.began, sitting.commit, machine, versions, f"{sitting.load:.2f}"]
        rows += [[*cells, command, names]] if runs else []
    heads = [
        "began (UTC)",
        "commit",
        "machine",
        "versions",
        "load before",
        "arguments",
        "instances",
    ]
    return "## Where and when\n\n" + _table(heads, rows)


def _figures(record: Record, names: Iterable[str], cases: Mapping[str, Case]) -> str:
    heads = ["instance", *(measure.title for measure in MEASURES), "cost", "bound", "gap", "ended"]
    rows = []
    for name in names:
        runs = record.runs_of(name)
        if runs:
            targets = cases[name].targets
            cells = [show(figure(measure, runs, targets)) for measure in MEASURES]
            rows.append([name, *cells, *_outcome(runs)])
    return _table(heads, rows)


def _growth(record: Record, names: Iterable[str]) -> str:
    text = (
        "*Bound settled*: when it first came within 0.5 % of the bound in the end. The linear bound"
        " lies that near to the optimum of every tour of this table that has been proven; with wide"
        " windows it may lie further below.\n\n"
    )
    measures = [FIRST_PLAN, SETTLED, GAP_1, PROVEN, PEAK]
    heads = ["bids", "advisers", *(measure.title for measure in measures)]
    rows = []
    for runs in sorted(map(record.runs_of, names), key=lambda runs: runs[0].bids if runs else 0):
        if runs:
            sizes = [f"{runs[0].bids:,}", str(runs[0].advisers)]
            cells = [show(figure(measure, runs, {})) for measure in measures]
            rows.append([*sizes, *cells, *_outcome(runs)])
    return text + _table([*heads, "cost", "bound", "gap", "ended"], rows)


def _comparison(record: Record, peer: str) -> str:
    """Return the table of the planner beside a peer; costs are those of the better of its runs."""
    text = (
        f"*As good*: when a program had a plan that costs no more than {peer}'s plan in the end."
        " Ratios are the planner's figure over the peer's: below 1 the planner is ahead.\n\n"
    )
    heads = ["instance", "limit", "cost", f"cost of {peer}", "ratio"]
    heads += ["as good", f"as good, {peer}", "ratio", f"bound of {peer}"]
    rows = []
    for name in record.instances():
        ours, theirs = record.runs_of(name), record.runs_of(name, peer)
        if ours and theirs:
            limit = f"{theirs[0].limit_seconds:g} s"
            rows.append([name, limit, *_beside(_best(ours), _best(theirs))])
    return text + _table(heads, rows)


def _beside(ours: Run, theirs: Run) -> list[str]:
    costs = [_yen(ours.objective_yen), _yen(theirs.objective_yen)]
    costs.append(_ratio(ours.objective_yen, theirs.objective_yen))
    bound = _yen(theirs.bound_yen)
    if theirs.objective_yen is None:
        return [*costs, "–", "–", "–", bound]
    times = [first_as_cheap(run.curve, theirs.objective_yen) for run in (ours, theirs)]
    shown = ["–" if time is None else FIRST_PLAN.show(time) for time in times]
    return [*costs, *shown, _ratio(*times), bound]


def show(figure: Figure) -> str:
    """Return the cell of a figure: the typical value, the range, and below it the target."""
    values = [value for value in figure.values if not isinf(value)]
    text = "–" if isinf(figure.typical) else figure.measure.show(figure.typical)
    if len(figure.values) > 1 and values:
        most = "never" if len(values) < len(figure.values) else show_number(max(values))
        text += f" ({show_number(min(values))} to {most})"
    if figure.target is None:
        return text
    return f"{text}<br>{MARKS[figure.is_reached]}≤ {figure.measure.show(figure.target)}"


def _outcome(runs: Sequence[Run]) -> list[str]:
    """Return cost, bound, gap and end of the best run; the end of the one that took longest."""
    run = _best(runs)
    gap = "–"
    if run.objective_yen is not None and run.bound_yen is not None:
        gap = f"{gap_between(run.objective_yen, run.bound_yen):.3%}"
    longest = max(runs, key=lambda each: each.seconds / each.limit_seconds)
    ended = f"{FIRST_PLAN.show(longest.seconds)} of {longest.limit_seconds:g} s"
    late = "" if keeps_limit(longest) else "<br>✗ limit kept"
    cost = _yen(run.objective_yen) if run.objective_yen is not None else run.status
    return [cost, _yen(run.bound_yen), gap, ended + late]


def _best(runs: Sequence[Run]) -> Run:
    """Return the run with the cheapest plan, and of these the one with the highest bound."""
    return min(
        runs,
        key=lambda run: (run.objective_yen is None, run.objective_yen or 0, -(run.bound_yen or 0)),
    )


def _yen(amount: int | None) -> str:
    return "–" if amount is None else f"{amount:,}"


def _ratio(ours: float | None, theirs: float | None) -> str:
    return f"{ours / theirs:.3g}" if ours is not None and theirs else "–"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
