import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.bounds.column_generation import Linear, solve_linear
from solver.proof.columns.plans.diving import dive
from solver.proof.columns.problem import Problem
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.small_plans import (
    MORE_THAN_ALL_YEN,
    busy_tour,
    cost_of_trips,
    every_trip,
    paths_of,
)
from tests.solver.proof.columns.ties import tied_team
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples


def decided(linear: Linear) -> bool:
    """Say whether some variable or trip of the linear program is confined."""
    program, plain = linear.master.highs.getLp(), linear.master.plain
    lower, upper = np.array(program.col_lower_), np.array(program.col_upper_)
    return bool(lower.any() or (upper[:plain] != 1.0).any() or (upper[plain:] <= 1.0).any())


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**9), above=st.sampled_from([0, 1, 10_000]))
def test_a_dive_ends_in_a_valid_plan_that_costs_less_or_in_none(seed: int, above: int) -> None:
    problem = Problem(busy_tour(seed, bids=4))
    least = least_cost(problem.tour)
    assert least is not None
    linear = solve_linear(problem, lambda _: None)
    plan = dive(problem, linear.master, every_trip(problem), float(least + above))
    assert not decided(linear)
    if plan is not None:
        assert least <= cost_of_trips(problem, plan) < least + above


@pytest.mark.parametrize("upper_yen", [MORE_THAN_ALL_YEN, 36_201])
def test_a_dive_decides_on_a_team_and_finds_the_plan_with_or_without_it(upper_yen: int) -> None:
    problem = Problem(compile_document(tied_team()))
    linear = solve_linear(problem, lambda _: None)
    plan = dive(problem, linear.master, every_trip(problem), float(upper_yen))
    assert plan is not None
    assert cost_of_trips(problem, plan) == 36_200


def test_the_same_linear_program_is_dived_to_the_same_plan() -> None:
    plans = []
    for _ in range(2):
        problem = Problem(busy_tour(11))
        linear = solve_linear(problem, lambda _: None)
        plan = dive(problem, linear.master, every_trip(problem), float(MORE_THAN_ALL_YEN))
        assert plan is not None
        plans.append(paths_of(plan))
    assert plans[0] == plans[1]
