"""The linear bound by generated columns is that over all of them."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.proof.columns.bounds.column_generation import solve_linear
from solver.proof.columns.master.restricted_master import Master
from solver.proof.columns.problem import Problem
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.small_plans import busy_tour, every_trip
from tests.solver.proof.columns.ties import three_pairs
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_no_trip_that_was_not_generated_would_lower_the_value(seed: int) -> None:
    problem = Problem(busy_tour(seed, bids=5))
    assume(every_trip(problem).number)
    linear = solve_linear(problem, lambda _: None)
    whole = Master(problem.rows, every_trip(problem)).solve()
    assert linear.solution.yen == pytest.approx(whole.yen, abs=1.0)


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_bounds_rise_and_none_is_above_the_best_plan(seed: int) -> None:
    tour = busy_tour(seed, bids=4)
    least = least_cost(tour)
    assert least is not None
    told: list[float] = []
    best = solve_linear(Problem(tour), told.append).best
    assert told == sorted(told)
    assert told[-1] == best.yen <= least


def test_the_value_of_three_pairs_is_below_the_best_plan_by_what_only_cuts_close() -> None:
    tour = compile_document(three_pairs())
    least = least_cost(tour)
    assert least is not None
    linear = solve_linear(Problem(tour), lambda _: None)
    assert linear.best.yen <= linear.solution.yen < least - 1000
