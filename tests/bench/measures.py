"""The figures of a run, and whether they are what is wanted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median_high

from tests.bench.curve import bound_settled, first_plan, first_within
from tests.bench.record import Run

SETTLED_SHARE = 0.005
"""How near its last value a bound counts as settled: the linear bound lies that near to the optimum
of every tour of the bench that has been proven, so this tells when it was there without asking for
it."""

GIGABYTE = 1e9
LIMIT_SHARE, LIMIT_SECONDS = 1.05, 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of figure.

    Attributes:
        key: What targets call it.
        title: What tables call it.
        unit: `s` or `GB`.
        of: The figure of a run; None where it was not reached.
    """

    key: str
    title: str
    unit: str
    of: Callable[[Run], float | None]

    def show(self, value: float) -> str:
        """Return a figure with its unit."""
        return f"{show_number(value)} {self.unit}"


def show_number(value: float) -> str:
    """Return a number as exact as makes sense for what is never the same twice."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _within(gap: float) -> Callable[[Run], float | None]:
    return lambda run: first_within(run.curve, gap)


def _proven(run: Run) -> float | None:
    """Return when the plan was known to be the best, or that there is none."""
    told = first_within(run.curve, 0.0)
    is_proof = run.status in {"optimal", "infeasible"}
    return told if told is not None or not is_proof else run.seconds


FIRST_PLAN = Measure("first_plan", "first plan", "s", lambda run: first_plan(run.curve))
GAP_1 = Measure("gap_1", "gap ≤ 1 %", "s", _within(0.01))
PROVEN = Measure("proven", "proven", "s", _proven)
PEAK = Measure("peak_gb", "memory", "GB", lambda run: run.peak_bytes and run.peak_bytes / GIGABYTE)
SETTLED = Measure(
    "settled", "bound settled", "s", lambda run: bound_settled(run.curve, SETTLED_SHARE)
)

MEASURES = (
    FIRST_PLAN,
    Measure("gap_5", "gap ≤ 5 %", "s", _within(0.05)),
    GAP_1,
    Measure("gap_0_1", "gap ≤ 0.1 %", "s", _within(0.001)),
    PROVEN,
    PEAK,
)
"""What has targets, in the order of the table."""

GAPS = {"gap_5": 0.05, "gap_1": 0.01, "gap_0_1": 0.001, "proven": 0.0}
"""Which gap each measure of a gap is about."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure over all runs of a program on an instance.

    Attributes:
        measure: What was measured.
        values: One for each run; infinite where it was not reached.
        target: The most that is wanted, None where nothing is.
        had_time: Whether the runs were given as long as the target allows.
    """

    measure: Measure
    values: tuple[float, ...]
    target: float | None = None
    had_time: bool = True

    @property
    def typical(self) -> float:
        """The middle one; of two in the middle the worse, never one that did not occur."""
        return median_high(self.values)

    @property
    def is_reached(self) -> bool | None:
        """Whether every run reached the target; None where that was not tried or is not wanted."""
        if self.target is None:
            return None
        if max(self.values) <= self.target:
            return True
        return False if self.had_time else None


def figure(measure: Measure, runs: Sequence[Run], targets: Mapping[str, float]) -> Figure:
    """Return one measure of some runs, at least one, beside its target."""
    values = tuple(inf if (value := measure.of(run)) is None else value for run in runs)
    target = targets.get(measure.key)
    is_time = measure.unit == "s"
    had_time = not is_time or target is None or min(run.limit_seconds for run in runs) >= target
    return Figure(measure, values, target, had_time)


def keeps_limit(run: Run) -> bool:
    """Say whether a run ended within 5 % and one second of its time limit."""
    return run.seconds <= run.limit_seconds * LIMIT_SHARE + LIMIT_SECONDS
