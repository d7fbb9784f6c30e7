"""No zero-half cut may forbid a valid plan, and these cuts close gaps."""

import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.effort.effort import USUAL
from solver.proof.columns.bounds import cutting_planes
from solver.proof.columns.bounds.column_generation import solve_linear
from solver.proof.columns.bounds.cutting_planes import close_gap
from solver.proof.columns.master.coefficients import coefficients
from solver.proof.columns.master.zero_half_cuts import add_zero_half_cut, separate_zero_half_cuts
from solver.proof.columns.master.zero_half_rows import NOTHING, BaseRow
from solver.proof.columns.problem import Problem
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.master.test_zero_half_rows import every_base_row
from tests.solver.proof.columns.small_plans import (
    MORE_THAN_ALL_YEN,
    broken_rows,
    busy_tour,
    columns_of,
    every_trip,
    node_at,
    plan_at_random,
    trips_at,
)
from tests.solver.proof.columns.ties import three_pairs, tied_team
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import Document

ZERO_HALF = USUAL.columns.zero_half

PLANS = 6
"""Random plans that each tour tries."""


def breaks_nothing(problem: Problem, seed: int) -> bool:
    """Say whether some random plans keep all rows that the problem has."""
    plans = [columns_of(problem, plan_at_random(problem.tour, seed + n)) for n in range(PLANS)]
    return not any(broken_rows(problem, plan) for plan in plans)


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**9))
def test_no_half_that_is_found_cuts_off_a_valid_plan(seed: int) -> None:
    problem = Problem(busy_tour(seed))
    linear, pool = solve_linear(problem, lambda _: None), every_trip(problem)
    close_gap(problem, linear.master, pool, MORE_THAN_ALL_YEN, lambda _: None, rounds=8)
    assert breaks_nothing(problem, seed)


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**9))
def test_no_half_of_any_addends_cuts_off_a_valid_plan(seed: int) -> None:
    problem = Problem(busy_tour(seed))
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret
    base_rows = every_base_row(problem)
    assume(base_rows)
    for _ in range(60):
        add_zero_half_cut(
            problem.rows, rng.sample(base_rows, min(len(base_rows), rng.randint(2, 6)))
        )
    assert breaks_nothing(problem, seed)


def closed_yen(document: Document) -> float:
    """Return the bound over all trips of a tour that cuts can reach."""
    problem = Problem(compile_document(document))
    linear, pool = solve_linear(problem, lambda _: None), every_trip(problem)
    return close_gap(problem, linear.master, pool, MORE_THAN_ALL_YEN, lambda _: None).yen


@pytest.mark.parametrize("make_document", [three_pairs, tied_team])
def test_halves_raise_the_bound_to_the_best_plan(
    make_document: Callable[[], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document()
    least = least_cost(compile_document(document))
    assert least is not None
    assert closed_yen(document) == pytest.approx(least, abs=0.1)
    monkeypatch.setattr(cutting_planes, "separate_zero_half_cuts", lambda *_: 0)
    assert closed_yen(document) < 0.9 * least


def test_the_trips_that_visit_a_team_and_another_bid_are_tied_to_holding_the_team() -> None:
    problem = Problem(compile_document(tied_team()))
    solution = solve_linear(problem, lambda _: None).solution
    assert separate_zero_half_cuts(problem.separator, solution, ZERO_HALF) > 0
    trips = trips_at(problem, [[(0, 0, 0), (0, 1, 0)], [(1, 0, 0), (1, 1, 0)]])
    ((held,),) = [problem.variables.held.values()]
    tying = []
    for row in range(len(problem.rows)):
        entries = problem.rows.variable_entries
        of_held = entries.value[(entries.row == row) & (entries.what == held)]
        _, rows, values = coefficients(trips, problem.rows.arrays())
        if values[rows == row].tolist() == [1.0, 1.0] and of_held.tolist() == [-1.0]:
            tying.append(problem.rows.upper[row])
    assert 0.0 in tying


def test_a_half_that_is_kept_is_not_added() -> None:
    problem = Problem(compile_document(three_pairs()))
    linear, pool = solve_linear(problem, lambda _: None), every_trip(problem)
    close_gap(problem, linear.master, pool, MORE_THAN_ALL_YEN, lambda _: None)
    assert separate_zero_half_cuts(problem.separator, linear.master.solve(), ZERO_HALF) == 0


def test_coefficients_are_half_the_sum_rounded_down() -> None:
    problem = Problem(compile_document(three_pairs()))
    first, second = (node_at(problem, stop) for stop in [(0, 0, 0), (0, 1, 0)])
    nodes = np.array([first, second])
    base_rows = [
        BaseRow(nodes, {0: 1, 1: -1}, None, 1),
        BaseRow(nodes[:1], {0: 2, 1: -2, 2: 1}, None, 4),
        BaseRow(NOTHING, {}, (0, int(problem.graph.leave[second])), 0),
    ]
    add_zero_half_cut(problem.rows, base_rows)
    row = len(problem.rows) - 1
    entries = problem.rows.variable_entries
    own = entries.row == row
    counted = dict(zip(entries.what[own].tolist(), entries.value[own].tolist(), strict=True))
    assert counted == {0: 1.0, 1: -2.0}
    assert (problem.rows.lower[row], problem.rows.upper[row]) == (-np.inf, 2.0)
    trips = trips_at(problem, [[(0, 0, 0), (0, 1, 0)], [(0, 0, 0)], [(0, 1, 0)], [(1, 1, 0)]])
    coefficient = np.zeros(trips.number)
    begins, rows, values = coefficients(trips, problem.rows.arrays())
    of_trip = np.repeat(np.arange(trips.number), np.diff(begins))
    coefficient[of_trip[rows == row]] = values[rows == row]
    # The first two are under way, and visit three times and twice; the third visits once.
    assert coefficient.tolist() == [2.0, 1.0, 1.0, 0.0]


def test_the_same_half_is_not_added_twice() -> None:
    problem = Problem(compile_document(three_pairs()))
    base_rows = every_base_row(problem)[:3]
    add_zero_half_cut(problem.rows, base_rows)
    once = len(problem.rows)
    add_zero_half_cut(problem.rows, base_rows[::-1])
    assert len(problem.rows) == once
