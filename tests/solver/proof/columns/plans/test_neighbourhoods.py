from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.effort.columns import ColumnEffort, NeighbourhoodEffort
from solver.effort.effort import USUAL
from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.plans.neighbourhoods import Neighbourhoods
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.small_plans import (
    busy_tour,
    columns_of,
    cost_of_trips,
    every_trip,
    paths_of,
    plan_at_random,
)
from tests.solver.robust.strategies import examples

DRAWN = 12

MANY = 80
"""Drawn so often, every kind of neighbourhood has grown or shrunk as far as it can."""


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**9))
def test_a_neighbourhood_keeps_some_trips_of_the_plan_and_offers_the_others_anew(
    seed: int,
) -> None:
    problem = Problem(busy_tour(seed))
    plan = columns_of(problem, plan_at_random(problem.tour, seed)).trips
    assume(plan.number)
    yen = float(cost_of_trips(problem, plan))
    near = Neighbourhoods(problem, every_trip(problem), seed)
    for _ in range(DRAWN):
        repair = near.draw(plan, yen)
        kept = set(paths_of(repair.kept))
        freed = set(paths_of(plan)) - kept
        assert kept < set(paths_of(plan))
        assert freed <= set(paths_of(repair.candidates))
        assert not kept & set(paths_of(repair.candidates))
        assert repair.must_keep
        assert repair.upper_yen == yen


def plan_and_pool(effort: ColumnEffort = USUAL.columns) -> tuple[Problem, Trips, Trips]:
    """Return a tour with a plan and all trips."""
    problem = Problem(busy_tour(83, bids=14), effort=effort)
    plan = columns_of(problem, plan_at_random(problem.tour, 5)).trips
    assert plan.number > 2
    return problem, plan, every_trip(problem)


def test_where_little_fits_more_is_freed_each_time_until_everything_is() -> None:
    problem, plan, pool = plan_and_pool()
    near = Neighbourhoods(problem, pool, 1)
    sizes = [near.draw(plan, 0.0).kept.number for _ in range(MANY)]
    assert sizes[0] > 0
    assert sizes[-5:] == [0] * 5


def test_where_too_much_fits_the_first_trips_are_taken_and_less_is_freed() -> None:
    effort = NeighbourhoodEffort(first_share=1.0, most_candidates=2)
    problem, plan, pool = plan_and_pool(replace(USUAL.columns, neighbourhoods=effort))
    near = Neighbourhoods(problem, pool, 0)
    repairs = [near.draw(plan, 0.0) for _ in range(MANY)]
    assert repairs[0].kept.number == 0
    assert paths_of(repairs[0].candidates) == paths_of(pool)[:2] + paths_of(plan)
    assert repairs[-1].kept.number >= plan.number - 2


def test_the_same_seed_draws_the_same_neighbourhoods_and_another_one_others() -> None:
    problem, plan, pool = plan_and_pool()
    drawn = []
    for seed in (1, 1, 2):
        near = Neighbourhoods(problem, pool, seed)
        drawn.append([paths_of(near.draw(plan, 0.0).kept) for _ in range(DRAWN)])
    assert drawn[0] == drawn[1] != drawn[2]
