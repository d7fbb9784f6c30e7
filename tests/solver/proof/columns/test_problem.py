import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.problem import Problem, cost_of
from solver.search.draft import Draft, Holding
from tests.solver.proof.columns.small_plans import (
    busy_tour,
    columns_of,
    paths_of,
    plan_at_random,
    trips_at,
)
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import START, lock, make_adviser, make_bid, make_tour

ZERO = START.toordinal()


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**6))
def test_the_trips_of_a_plan_make_that_plan_and_cost_what_it_travels_for(seed: int) -> None:
    problem = Problem(busy_tour(seed))
    plan = plan_at_random(problem.tour, seed)
    trips = columns_of(problem, plan).trips
    draft = Draft(problem.tour)
    draft.take(list(plan))
    assert trips.travel_yen.sum() == draft.travel_yen()
    made = problem.holdings(trips)
    assert made is not None
    assert cost_of(problem.tour, made) == draft.cost_yen()


def team_for_two() -> Problem:
    bid = make_bid("b1", slots=[["ip"], ["brand"]])
    advisers = [make_adviser("a1", topics=["brand"]), make_adviser("a2")]
    return Problem(compile_document(make_tour([bid], advisers)))


def test_trips_that_leave_a_slot_empty_make_no_plan() -> None:
    problem = team_for_two()
    both = trips_at(problem, [[(0, 0, 0)], [(1, 0, 0)]])
    assert problem.holdings(both) == [Holding(ZERO, (1, 0))]
    assert problem.holdings(both.take(np.array([0]))) is None


def test_no_trips_decline_everything() -> None:
    problem = team_for_two()
    assert problem.holdings(problem.trips([])) == [None]
    assert problem.slots == 2


def test_a_trip_is_new_once() -> None:
    problem = team_for_two()
    paths = [(0,), (1,), (0,)]
    assert problem.has_new(paths)
    assert problem.new_among(paths) == [(0,), (1,)]
    assert not problem.has_new(paths)
    assert problem.new_among([(1,)]) == []
    assert paths_of(problem.trips([(1,), (0,)])) == [(1,), (0,)]


@pytest.mark.parametrize(
    ("holdings", "yen"),
    [
        ([Holding(ZERO, (0,)), None], 502_000),
        ([Holding(ZERO, (0,)), Holding(ZERO + 1, (0,))], 4000),
        ([None, Holding(ZERO + 1, (0,))], None),
        ([Holding(ZERO, (0,)), Holding(ZERO, (0,))], None),
    ],
    ids=["the lock alone", "both", "the lock broken", "two places at once"],
)
def test_a_plan_costs_something_only_where_it_keeps_every_rule(
    holdings: list[Holding | None], yen: int | None
) -> None:
    bids = [lock(make_bid("b1"), 0, "a1"), make_bid("b2", {0: 0, 1: 0})]
    tour = compile_document(make_tour(bids))
    assert cost_of(tour, holdings) == yen


def test_without_an_executor_there_is_one_worker() -> None:
    tour = team_for_two().tour
    assert Problem(tour, None, 8).workers == 1
