import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.effort.columns import SubgradientEffort
from solver.effort.effort import USUAL
from solver.proof.columns.bounds.lagrangean import relax
from solver.proof.columns.bounds.subgradient import first_prices
from solver.proof.columns.problem import Problem
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.small_plans import busy_tour, paths_of
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import make_adviser, make_bid, make_tour


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
@pytest.mark.parametrize("knows_a_plan", [False, True])
def test_the_first_prices_bound_every_plan_and_are_no_worse_than_none(
    knows_a_plan: bool, seed: int
) -> None:
    tour = busy_tour(seed, bids=4)
    problem, least = Problem(tour), least_cost(tour)
    assert least is not None
    aim = 1.1 * least if knows_a_plan else math.inf
    told: list[float] = []
    found, _ = first_prices(problem, aim, told.append)
    free = relax(problem.rows, problem.pricer, np.zeros(len(problem.rows)))
    assert min(free.yen, least) <= found.yen <= least
    again = relax(problem.rows, problem.pricer, found.duals)
    assert again.yen == found.yen
    assert told == sorted(set(told))
    assert told[-1] == found.yen


def test_more_steps_lead_no_lower() -> None:
    bounds = []
    for steps in (0, 5, 100):
        effort = replace(USUAL.columns, subgradient=SubgradientEffort(steps=steps))
        problem = Problem(busy_tour(5), effort=effort)
        bounds.append(first_prices(problem, math.inf, lambda _: None)[0].yen)
    assert bounds == sorted(bounds)
    assert bounds[0] < bounds[-1]


def test_the_trips_seen_on_the_way_are_told_once_each() -> None:
    problem = Problem(busy_tour(83, bids=14))
    _, paths = first_prices(problem, math.inf, lambda _: None)
    assert paths
    assert len(set(paths)) == len(paths)
    assert paths_of(problem.trips(paths)) == paths


def test_advisers_who_are_all_paid_for_a_bid_do_not_spoil_the_first_bound() -> None:
    dates = dict.fromkeys(range(20), 0)
    bids = [make_bid(f"b{number}", dates, place="far") for number in range(12)]
    advisers = [make_adviser(f"a{number}") for number in range(8)]
    problem = Problem(compile_document(make_tour(bids, advisers)))
    told: list[float] = []
    first_prices(problem, math.inf, told.append)
    assert 0.0 <= told[0] < told[-1]
