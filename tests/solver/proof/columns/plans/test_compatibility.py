import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.plans.compatibility import compatible, fitting
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.clashes import CLASHES, Clash
from tests.solver.proof.columns.small_plans import (
    busy_tour,
    columns_of,
    every_trip,
    paths_of,
    plan_at_random,
    trips_at,
)
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples


def is_free(problem: Problem, kept: Trips, trip: int, pool: Trips) -> bool:
    """Say the slow way whether a trip visits what is free while its adviser is at home."""
    graph = problem.graph
    members: dict[int, list[int]] = {}
    for node in kept.nodes.tolist():
        members.setdefault(int(graph.bid[node]), []).append(int(graph.day[node]))
    for node in paths_of(pool)[trip]:
        days = members.get(int(graph.bid[node]), [])
        if len(days) == len(problem.tour.bids[int(graph.bid[node])].able):
            return False
        if set(days) - {int(graph.day[node])}:
            return False
    return not any(
        kept.adviser[other] == pool.adviser[trip]
        and kept.leave[other] < pool.home[trip]
        and pool.leave[trip] < kept.home[other]
        for other in range(kept.number)
    )


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**9))
def test_what_fits_beside_kept_trips_is_what_is_free(seed: int) -> None:
    problem = Problem(busy_tour(seed, bids=4))
    plan = columns_of(problem, plan_at_random(problem.tour, seed)).trips
    kept = plan.take(np.arange(0, plan.number, 2))
    pool = every_trip(problem)
    free = [trip for trip in range(pool.number) if is_free(problem, kept, trip, pool)]
    assert paths_of(fitting(problem, kept, pool)) == paths_of(pool.take(np.array(free, np.int64)))


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**9))
def test_the_trips_of_a_plan_are_compatible_in_any_order(seed: int) -> None:
    problem = Problem(busy_tour(seed))
    plan = columns_of(problem, plan_at_random(problem.tour, seed)).trips
    order = np.random.default_rng(seed).permutation(plan.number)
    assert compatible(problem, plan, order).tolist() == order.tolist()


@pytest.mark.parametrize("clash", CLASHES.values(), ids=CLASHES.keys())
def test_a_trip_that_clashes_with_those_before_it_is_left_out(clash: Clash) -> None:
    problem = Problem(compile_document(clash.tour))
    trips = trips_at(problem, [*clash.kept, clash.clashes, clash.fits])
    kept = list(range(len(clash.kept)))
    chosen = compatible(problem, trips, np.arange(trips.number)).tolist()
    assert chosen == [*kept, len(kept) + 1]


def test_the_first_in_the_order_is_kept() -> None:
    clash = CLASHES["a bid twice"]
    problem = Problem(compile_document(clash.tour))
    trips = trips_at(problem, [*clash.kept, clash.clashes])
    assert compatible(problem, trips, np.array([1, 0])).tolist() == [1]
