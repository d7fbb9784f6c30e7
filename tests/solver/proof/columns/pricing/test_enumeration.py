"""Enumeration by reduced cost, against looking at all trips."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.proof.columns.pricing.pricing import Pricer
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.pricing.exhaustive import (
    best_after,
    best_before,
    costs_of,
    of_adviser,
    random_prices,
)
from tests.solver.proof.columns.small_plans import busy_tour, every_trip, paths_of
from tests.solver.robust.strategies import examples

NEVER = 10**9
MOST = 1000


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**6), above_yen=st.sampled_from([0.0, 3000.0, 40_000.0, 10.0**9]))
def test_a_trip_is_enumerated_exactly_where_its_cheapest_year_is_near_enough(
    seed: int, above_yen: float
) -> None:
    problem = Problem(busy_tour(seed, bids=4))
    every = every_trip(problem)
    assume(0 < every.number < 150)
    prices = random_prices(problem, seed)
    expected = set()
    for adviser in range(len(problem.tour.advisers)):
        own = of_adviser(every, adviser)
        costs = costs_of(own, prices)
        limit = best_before(own, costs, NEVER) + above_yen
        for trip, path in enumerate(paths_of(own)):
            before = best_before(own, costs, int(own.leave[trip]))
            after = best_after(own, costs, int(own.home[trip]))
            if before + costs[trip] + after <= limit:
                expected.add(path)
    found = Pricer(problem.graph).enumerate_trips(prices, above_yen, MOST)
    assert found is not None
    paths = paths_of(problem.trips_of(*found))
    assert len(paths) == len(set(paths))
    assert set(paths) == expected


@pytest.mark.parametrize("spare", [0, -1])
def test_more_trips_than_there_is_room_for_are_none(spare: int) -> None:
    problem = Problem(busy_tour(5, bids=4))
    prices = random_prices(problem, 5)
    number = every_trip(problem).number
    found = Pricer(problem.graph).enumerate_trips(prices, 10.0**9, number + spare)
    assert (found is None) == (spare < 0)
    if found is not None:
        assert np.all(np.diff(found[0]) > 0)
