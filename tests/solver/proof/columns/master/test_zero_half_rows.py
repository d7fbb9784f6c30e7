"""What a row of a zero-half cut says holds for every valid plan, and for few others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.master.all_rows import add_all_rows
from solver.proof.columns.master.restricted_master import Solution
from solver.proof.columns.master.zero_half_rows import (
    BaseRow,
    Support,
    base_rows_of,
    counts_of,
    support_of,
)
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.clashes import CLASHES, Clash
from tests.solver.proof.columns.small_plans import (
    Columns,
    Stop,
    busy_tour,
    columns_of,
    every_trip,
    plan_at_random,
    trips_at,
)
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples


def every_base_row(problem: Problem) -> list[BaseRow]:
    """Return all rows of zero-half cuts: those where everything is used by half."""
    pool = every_trip(problem)
    add_all_rows(problem.separator, pool)
    variables = np.full(len(problem.variables.yen), 0.5)
    half = Solution(0.0, np.zeros(0), variables, np.full(pool.number, 0.5), pool)
    return base_rows_of(problem.separator, half, support_of(half))


def broken_base_rows(problem: Problem, base_rows: list[BaseRow], plan: Columns) -> list[BaseRow]:
    """Return the rows that columns break."""
    used = np.flatnonzero(plan.variables)
    support = Support(plan.trips, used, np.ones(plan.trips.number + len(used)))
    return [
        base_row
        for base_row in base_rows
        if counts_of(base_row, support, problem.graph).sum() > base_row.limit
    ]


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**9))
def test_a_valid_plan_breaks_no_addend(seed: int) -> None:
    problem = Problem(busy_tour(seed))
    base_rows = every_base_row(problem)
    for number in range(5):
        plan = columns_of(problem, plan_at_random(problem.tour, seed + number))
        assert broken_base_rows(problem, base_rows, plan) == []


def broken_by(clash: Clash, one_more: list[Stop]) -> list[BaseRow]:
    """Return which base rows the kept trips with one more break."""
    problem = Problem(compile_document(clash.tour))
    use = np.zeros(len(problem.variables.yen))
    if len(problem.tour.bids[0].able) > 1:
        start = problem.tour.instance.horizon.start.toordinal()
        day = start + clash.kept[0][0][2] - problem.calendar.origin
        use[problem.variables.held[0, day]] = 1.0
    plan = Columns(trips_at(problem, [*clash.kept, one_more]), use)
    return broken_base_rows(problem, every_base_row(problem), plan)


@pytest.mark.parametrize("clash", CLASHES.values(), ids=CLASHES.keys())
def test_trips_that_clash_break_a_base_row_and_others_none(clash: Clash) -> None:
    assert broken_by(clash, clash.clashes)
    assert not broken_by(clash, clash.fits)


def test_a_seat_is_taken_only_in_a_team_that_is_held() -> None:
    problem = Problem(compile_document(CLASHES["a team complete"].tour))
    seated = trips_at(problem, [[(0, 0, 0)]])
    plan = Columns(seated, np.zeros(len(problem.variables.yen)))
    (node,) = seated.nodes
    broken = broken_base_rows(problem, every_base_row(problem), plan)
    assert [node] in [base_row.nodes.tolist() for base_row in broken]


def test_only_what_a_solution_uses_is_in_its_support() -> None:
    problem = Problem(compile_document(CLASHES["a bid twice"].tour))
    pool = trips_at(problem, [[(0, 0, 0)], [(1, 0, 0)], [(2, 1, 0)]])
    variables = np.zeros(len(problem.variables.yen))
    variables[2] = 0.25
    solution = Solution(0.0, np.zeros(0), variables, np.array([0.5, 1e-9, 1.0]), pool)
    support = support_of(solution)
    assert support.trips.adviser.tolist() == [0, 2]
    assert support.variables.tolist() == [2]
    assert support.use.tolist() == [0.5, 1.0, 0.25]
