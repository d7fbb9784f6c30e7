from concurrent.futures import ThreadPoolExecutor

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.plans.compatibility import fitting
from solver.proof.columns.plans.repair import Repair, solve_repairs
from solver.proof.columns.problem import Problem
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.small_plans import (
    MORE_THAN_ALL_YEN,
    busy_tour,
    columns_of,
    cost_of_trips,
    every_trip,
    paths_of,
    plan_at_random,
    trips_at,
)
from tests.solver.proof.columns.ties import tied_team
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples

NODES = 100

TEAM_HELD_YEN = 36_400
"""What the tied tour costs where both its bids are held."""

TEAM_DECLINED_YEN = 36_200


def tied_repair(upper_yen: float, *, must_keep: bool) -> tuple[Problem, Repair]:
    """Return the tied tour with a trip kept that visits both its bids."""
    problem = Problem(compile_document(tied_team()))
    kept = trips_at(problem, [[(0, 0, 0), (0, 1, 0)]])
    candidates = trips_at(problem, [[(1, 0, 0)], [(1, 1, 0)], [(1, 0, 0), (1, 1, 0)]])
    return problem, Repair(kept, candidates, upper_yen, NODES, must_keep=must_keep)


def test_what_must_be_kept_is_kept_even_where_it_is_dearer() -> None:
    problem, repair = tied_repair(MORE_THAN_ALL_YEN, must_keep=True)
    (plan,) = solve_repairs(problem, [repair])
    assert plan is not None
    assert cost_of_trips(problem, plan) == TEAM_HELD_YEN
    assert paths_of(repair.kept)[0] in paths_of(plan)


def test_what_need_not_be_kept_is_given_up_where_that_is_cheaper() -> None:
    problem, repair = tied_repair(MORE_THAN_ALL_YEN, must_keep=False)
    (plan,) = solve_repairs(problem, [repair])
    assert plan is not None
    assert cost_of_trips(problem, plan) == TEAM_DECLINED_YEN


def test_each_part_has_its_own_plan_and_none_where_nothing_costs_less() -> None:
    problem, dear = tied_repair(TEAM_HELD_YEN, must_keep=True)
    repairs = [dear, *(tied_repair(TEAM_HELD_YEN + above, must_keep=True)[1] for above in (0, 1))]
    found = solve_repairs(problem, repairs)
    assert [plan is None for plan in found] == [True, True, False]
    assert solve_repairs(problem, []) == []


def test_an_executor_finds_the_same_plans() -> None:
    tour = busy_tour(9)
    with ThreadPoolExecutor(2) as executor:
        apart, alone = Problem(tour, executor, 2), Problem(tour)
        plans = [_freed(problem) for problem in (apart, alone)]
    assert plans[0] == plans[1]


def _freed(problem: Problem) -> list[list[tuple[int, ...]]]:
    """Return the plans that are found with nothing kept, and with one trip kept."""
    pool = every_trip(problem)
    repairs = [
        Repair(kept, fitting(problem, kept, pool), MORE_THAN_ALL_YEN, NODES)
        for kept in (pool.take(np.arange(size)) for size in (0, 1))
    ]
    plans = solve_repairs(problem, repairs)
    return [paths_of(plan) for plan in plans if plan is not None]


def half_of(plan: Trips) -> Trips:
    return plan.take(np.arange(0, plan.number, 2))


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**9))
def test_a_valid_plan_is_found_around_half_of_one_that_costs_no_more(seed: int) -> None:
    problem = Problem(busy_tour(seed, bids=4))
    plan = columns_of(problem, plan_at_random(problem.tour, seed)).trips
    yen, least = cost_of_trips(problem, plan), least_cost(problem.tour)
    assert least is not None
    kept = half_of(plan)
    candidates = fitting(problem, kept, every_trip(problem))
    again, better = solve_repairs(
        problem,
        [Repair(kept, candidates, yen + 1.0, NODES), Repair(kept, candidates, float(least), NODES)],
    )
    assert better is None
    assert again is not None
    assert least <= cost_of_trips(problem, again) <= yen
    assert set(paths_of(kept)) <= set(paths_of(again))
