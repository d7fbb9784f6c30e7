"""The master problem over given trips in whole numbers, and branch and bound for the best plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import highspy
import numpy as np
from highspy.highs import HighsCallbackEvent

from solver.proof.columns.graph.arrays import Floats, Ints, Trips
from solver.proof.columns.master.all_rows import add_all_rows
from solver.proof.columns.master.coefficients import coefficients
from solver.proof.columns.master.rows import Rows
from solver.proof.columns.master.separation import Separator
from solver.proof.columns.plans.integer_program import HALF, Program, open_program
from solver.proof.columns.plans.racing import Race
from solver.proof.columns.problem import Problem

TO_THE_END = {"mip_rel_gap": 0.0, "mip_abs_gap": 0.5}

WAYS: tuple[Mapping[str, float], ...] = ({}, {"mip_allow_restart": False})
"""Options of HiGHS for ways to search: the usual one, then one that is now and then much faster."""


@dataclass(frozen=True)
class Findings:
    """Who is told what while a problem is solved.

    Attributes:
        on_trips: Told the trips of each better plan.
        on_bound: Told each better bound on the plans that can be made.
    """

    on_trips: Callable[[Trips], object]
    on_bound: Callable[[float], None]


def program_of(problem: Problem, trips: Trips, fixed: int, upper_yen: float) -> Program:
    """Return the program of all plans made of given trips, with every row these could break.

    Its columns are the plain variables, then the trips.

    Args:
        problem: What is planned.
        trips: What plans are made of.
        fixed: How many of the first trips must be used.
        upper_yen: Plans must cost at least one yen less.
    """
    rows = problem.rows.fork()
    windows = problem.effort.generation.most_windows
    add_all_rows(Separator(problem.tour, rows, windows), trips)
    plain = len(rows.variables.yen)
    least = np.zeros(plain + trips.number)
    least[plain : plain + fixed] = 1.0
    variables, visits = _plain_columns(rows), coefficients(trips, rows.arrays())
    row_least, row_most = rows.limits()
    return Program(
        yen=np.concatenate([rows.variables.yen, trips.yen]),
        least=least,
        row_least=row_least,
        row_most=row_most,
        first=np.concatenate([variables[0], visits[0][1:] + variables[0][-1]]),
        row=np.concatenate([variables[1], visits[1]]),
        value=np.concatenate([variables[2], visits[2]]),
        upper_yen=upper_yen,
    )


def used_trips(problem: Problem, trips: Trips, columns: Floats) -> Trips:
    """Return the trips that a solution of their program uses."""
    use = columns[len(problem.variables.yen) :]
    return trips.take(np.flatnonzero(use > HALF))


def branch_and_bound(
    problem: Problem,
    trips: Trips,
    upper_yen: float,
    *,
    seed: int,
    findings: Findings,
    ways: int = 1,
) -> float | None:
    """Find the best plan that costs less than a given one, by branch and bound.

    Args:
        problem: What is planned.
        trips: What plans are made of.
        upper_yen: Plans must cost at least one yen less.
        seed: Of the solver's choices.
        findings: Told of plans and bounds.
        ways: How many ways to search race each other; with more than one, which of several best
            plans is found depends on the clock.

    Returns:
        What no plan of these trips costs less than, at most `upper_yen`; None where the search
        did not come to its end.
    """
    program = program_of(problem, trips, 0, upper_yen)
    race = Race()

    def on_log(event: HighsCallbackEvent) -> None:
        findings.on_bound(event.data_out.mip_dual_bound)

    def on_solution(event: HighsCallbackEvent) -> None:
        columns = np.array(event.data_out.mip_solution)
        findings.on_trips(used_trips(problem, trips, columns))

    for way in WAYS[:ways]:
        options = {**TO_THE_END, "random_seed": seed % 2**31, **way}
        race.enter(open_program(program, options), on_log, on_solution)
    winner = race.run()
    if winner is None:
        return None
    if winner.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return upper_yen
    findings.on_trips(used_trips(problem, trips, np.array(winner.getSolution().col_value)))
    return min(upper_yen, float(winner.getInfo().mip_dual_bound))


def _plain_columns(rows: Rows) -> tuple[Ints, Ints, Floats]:
    """Return (first, row, value): the columns of the plain variables, one after the other."""
    entries = rows.variable_entries
    order = np.argsort(entries.what, kind="stable")
    edges = np.searchsorted(entries.what[order], np.arange(len(rows.variables.yen) + 1))
    return edges.astype(np.int64), entries.row[order], entries.value[order]
