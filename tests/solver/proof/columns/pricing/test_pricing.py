"""Cheapest trips and years, against looking at all of them."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.pricing.pricing import WORTH_ADDING_YEN, Pricer, room_for_nodes
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.pricing.exhaustive import (
    best_before,
    costs_of,
    of_adviser,
    random_prices,
)
from tests.solver.proof.columns.small_plans import busy_tour, every_trip, paths_of
from tests.solver.robust.strategies import examples

NEVER = 10**9
MOST = 50


def small_problem(seed: int) -> tuple[Problem, Trips]:
    """Return a problem with few trips, for a test that tries many."""
    problem = Problem(busy_tour(seed, bids=4))
    trips = every_trip(problem)
    assume(0 < trips.number < 150)
    return problem, trips


def crowded_problem() -> Problem:
    """Return a problem on which every adviser has several trips that save."""
    return Problem(busy_tour(83, bids=14))


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**6))
def test_the_cheapest_year_is_the_cheapest_of_all(seed: int) -> None:
    problem, every = small_problem(seed)
    prices = random_prices(problem, seed)
    costs, paths = Pricer(problem.graph).cheapest_years(prices)
    for adviser, yen in enumerate(costs):
        own = of_adviser(every, adviser)
        assert yen == pytest.approx(best_before(own, costs_of(own, prices), NEVER))
    assert set(paths) <= set(paths_of(every))
    assert sum(costs) == pytest.approx(costs_of(problem.trips(paths), prices).sum())


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**6))
def test_trips_that_save_are_found_where_there_are_any_the_cheapest_among_them(seed: int) -> None:
    problem, every = small_problem(seed)
    prices = random_prices(problem, seed)
    paths = Pricer(problem.graph).saving_trips(prices, MOST)
    found = problem.trips(paths)
    assert np.all(costs_of(found, prices) < -WORTH_ADDING_YEN)
    assert set(paths) <= set(paths_of(every))
    for adviser in range(len(problem.tour.advisers)):
        cheapest = costs_of(of_adviser(every, adviser), prices).min(initial=0.0)
        own = costs_of(of_adviser(found, adviser), prices).min(initial=0.0)
        if cheapest < -WORTH_ADDING_YEN:
            assert own == pytest.approx(cheapest)


def test_no_more_trips_of_an_adviser_are_told_than_are_asked_for() -> None:
    problem = crowded_problem()
    prices = random_prices(problem, 5)
    found = problem.trips(Pricer(problem.graph).saving_trips(prices, 1))
    assert found.number
    assert len(set(found.adviser.tolist())) == found.number


def test_some_advisers_are_priced_as_they_are_among_all() -> None:
    problem = crowded_problem()
    prices = random_prices(problem, 5)
    costs, _ = Pricer(problem.graph).cheapest_years(prices)
    apart = [
        Pricer(problem.graph, range(one, one + 1)).cheapest_years(prices)[0][0]
        for one in range(len(costs))
    ]
    assert apart == costs


def test_an_enumeration_has_room_for_several_nodes_a_trip() -> None:
    assert room_for_nodes(0) > 0
    assert room_for_nodes(1000) >= 3000
