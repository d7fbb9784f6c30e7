from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.effort.columns import SubgradientEffort
from solver.effort.effort import USUAL
from solver.proof.columns.bounds.lagrangean import relax
from solver.proof.columns.bounds.subgradient import first_prices
from solver.proof.columns.problem import Problem
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.small_plans import busy_tour, paths_of
from tests.solver.robust.strategies import examples


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_the_first_prices_bound_every_plan_and_are_no_worse_than_none(seed: int) -> None:
    tour = busy_tour(seed, bids=4)
    problem, least = Problem(tour), least_cost(tour)
    assert least is not None
    found, _ = first_prices(problem)
    free = relax(problem.rows, problem.pricer, np.zeros(len(problem.rows)))
    assert min(free.yen, least) <= found.yen <= least
    again = relax(problem.rows, problem.pricer, found.duals)
    assert again.yen == found.yen


def test_more_steps_lead_no_lower() -> None:
    bounds = []
    for steps in (0, 5, 100):
        effort = replace(USUAL.columns, subgradient=SubgradientEffort(steps=steps))
        bounds.append(first_prices(Problem(busy_tour(5), effort=effort))[0].yen)
    assert bounds == sorted(bounds)
    assert bounds[0] < bounds[-1]


def test_the_trips_seen_on_the_way_are_told_once_each() -> None:
    problem = Problem(busy_tour(83, bids=14))
    _, paths = first_prices(problem)
    assert paths
    assert len(set(paths)) == len(paths)
    assert paths_of(problem.trips(paths)) == paths
