"""The best plan made of given trips, by branch and bound in HiGHS."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np
from highspy.highs import HighsCallbackEvent

from solver.columns.arrays import Floats, Ints, Trips
from solver.columns.complete import add_all_rows
from solver.columns.master import Master
from solver.columns.problem import Problem
from solver.columns.separation import Separator

HALF = 0.5

OPTIONS = {"mip_rel_gap": 0.0, "mip_abs_gap": 0.5}


@dataclass(frozen=True)
class Findings:
    """Who is told what while a problem is solved.

    Attributes:
        on_trips: Told the trips of each better plan.
        on_bound: Told each better bound on the plans that can be made.
    """

    on_trips: Callable[[Trips], None]
    on_bound: Callable[[float], None]


def solve_whole(
    problem: Problem, trips: Trips, upper_yen: float, seed: int, findings: Findings
) -> float | None:
    """Find the best plan that costs less than a given one.

    Args:
        problem: What is planned.
        trips: What plans are made of.
        upper_yen: Plans must cost at least one yen less.
        seed: Of the solver's choices.
        findings: Told of plans and bounds.

    Returns:
        What no plan of these trips costs less than, at most `upper_yen`; None where the search
        did not come to its end.
    """
    rows = problem.rows.fork()
    add_all_rows(Separator(problem.tour, rows), trips)
    master = Master(rows, trips)
    highs = master.highs
    _ask_for_integers(highs, OPTIONS | {"random_seed": seed % 2**31}, upper_yen)
    _listen(master, findings)
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return upper_yen
    if status != highspy.HighsModelStatus.kOptimal:
        return None
    findings.on_trips(_used(master, np.array(highs.getSolution().col_value)))
    return min(upper_yen, float(highs.getInfo().mip_dual_bound))


def solve_part(
    problem: Problem, trips: Trips, fixed: Ints, upper_yen: float, nodes: int
) -> Trips | None:
    """Return the trips of a better plan found within some nodes of branching, None without one.

    Only the rows found so far are asked; the plan may break others.

    Args:
        problem: Whose rows count.
        trips: What plans are made of.
        fixed: Positions of the trips that must be used.
        upper_yen: Plans must cost at least one yen less.
        nodes: Most nodes.
    """
    master = Master(problem.rows, trips)
    master.confine(fixed, 1.0, 1.0)
    _ask_for_integers(master.highs, OPTIONS | {"mip_max_nodes": nodes}, upper_yen)
    master.highs.run()
    if not math.isfinite(master.highs.getInfo().mip_gap):
        return None
    return _used(master, np.array(master.highs.getSolution().col_value))


def _ask_for_integers(
    highs: highspy.Highs, options: dict[str, float | int], upper_yen: float
) -> None:
    columns = highs.getNumCol()
    integer = np.full(columns, int(highspy.HighsVarType.kInteger), np.uint8)
    highs.changeColsIntegrality(columns, np.arange(columns, dtype=np.int32), integer)
    for option, value in options.items():
        highs.setOptionValue(option, value)
    if math.isfinite(upper_yen):
        highs.setOptionValue("objective_bound", upper_yen - HALF)


def _listen(master: Master, findings: Findings) -> None:
    def on_log(event: HighsCallbackEvent) -> None:
        findings.on_bound(event.data_out.mip_dual_bound)

    def on_solution(event: HighsCallbackEvent) -> None:
        findings.on_trips(_used(master, np.array(event.data_out.mip_solution)))

    master.highs.cbMipLogging += on_log
    master.highs.cbMipImprovingSolution += on_solution


def _used(master: Master, values: Floats) -> Trips:
    return master.trips.take(np.flatnonzero(values[master.plain :] > HALF))
