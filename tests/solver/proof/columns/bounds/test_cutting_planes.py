import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.effort.effort import USUAL
from solver.proof.columns.bounds.column_generation import solve_linear
from solver.proof.columns.bounds.cutting_planes import RemainingPool, close_gap, solve_over
from solver.proof.columns.problem import Problem
from solver.proof.columns.prover import prove_with_columns
from solver.tour.compiled import CompiledTour
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.small_plans import (
    busy_tour,
    columns_of,
    every_trip,
    paths_of,
    trips_at,
)
from tests.solver.proof.columns.ties import three_pairs, tied_team
from tests.solver.proof.proofs import Findings, compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import Document


def four_trips(costs: list[float]) -> RemainingPool:
    problem = Problem(compile_document(three_pairs()))
    trips = trips_at(problem, [[(0, 0, 0)], [(0, 1, 0)], [(1, 1, 0)], [(1, 2, 0)]])
    return RemainingPool(trips, np.array(costs), 100.0)


@pytest.mark.parametrize(
    ("costs", "most", "kept", "limit_yen"),
    [
        ([5.0, 1.0, 3.0, 2.0], 2, [1, 3], 103.0),
        ([5.0, 1.0, 3.0, 2.0], 3, [1, 2, 3], 105.0),
        ([5.0, 1.0, 2.0, 2.0], 2, [1], 102.0),
        ([0.0, 0.0, 0.0, 2.0], 2, [], 100.0),
        ([5.0, 1.0, 3.0, 2.0], 4, [0, 1, 2, 3], math.inf),
    ],
)
def test_narrowed_keeps_the_cheapest_trips_and_says_up_to_which_cost_they_are_all(
    costs: list[float], most: int, kept: list[int], limit_yen: float
) -> None:
    closed = four_trips(costs)
    trips, limit = closed.narrowed(most)
    assert paths_of(trips) == [paths_of(closed.trips)[one] for one in kept]
    assert limit == limit_yen


def test_over_a_pool_no_trip_saves_any_more() -> None:
    problem = Problem(busy_tour(5))
    pool = every_trip(problem)
    linear = solve_linear(problem, lambda _: None)
    before = linear.master.trips.number
    solution, duals, costs = solve_over(linear.master, pool, USUAL.columns.cutting.most_added)
    assert costs.min() > -0.01
    assert len(duals) == len(problem.rows)
    assert solution.trips.number >= before


def check_closing(tour: CompiledTour, above_yen: int, rounds: int) -> None:
    """Close the gap of a tour up to so much above its best plan."""
    least = least_cost(tour)
    assert least is not None
    found = Findings(tour)
    found.last = [None] * len(tour.bids)
    prove_with_columns(tour, found.last, 0, found)
    assert found.bounds[-1] == least
    problem = Problem(tour)
    bounds: list[float] = []
    best = columns_of(problem, found.last).trips
    linear, pool = solve_linear(problem, bounds.append), every_trip(problem)
    upper_yen = float(least + above_yen)
    closed = close_gap(problem, linear.master, pool, upper_yen, bounds.append, rounds=rounds)
    assert max(*bounds, closed.yen) <= least + 1e-6
    assert set(paths_of(best)) <= set(paths_of(closed.trips))


@settings(max_examples=examples(10))
@given(
    seed=st.integers(0, 10**9),
    above_yen=st.sampled_from([1, 5000, 10**6]),
    rounds=st.sampled_from([1, 2, 60]),
)
def test_closing_keeps_every_trip_of_the_best_plan_and_no_bound_is_above_it(
    seed: int, above_yen: int, rounds: int
) -> None:
    check_closing(busy_tour(seed, bids=4), above_yen, rounds)


@pytest.mark.parametrize("rounds", [1, 2, 60])
@pytest.mark.parametrize("document", [three_pairs(), tied_team()], ids=["pairs", "team"])
def test_closing_a_large_gap_keeps_the_trips_of_the_best_plan(
    document: Document, rounds: int
) -> None:
    check_closing(compile_document(document), 1, rounds)


def test_closing_drops_trips_that_only_dearer_plans_use() -> None:
    problem = Problem(busy_tour(2, bids=4))
    linear, pool = solve_linear(problem, lambda _: None), every_trip(problem)
    least = least_cost(problem.tour)
    assert least is not None
    closed = close_gap(problem, linear.master, pool, least + 1.0, lambda _: None)
    assert 0 < closed.trips.number < pool.number
