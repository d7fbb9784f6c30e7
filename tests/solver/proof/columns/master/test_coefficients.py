"""Coefficients against counting row by row."""

import random

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.master.all_rows import add_all_rows
from solver.proof.columns.master.coefficients import coefficients, reduced_costs
from solver.proof.columns.master.zero_half_cuts import add_zero_half_cut
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.master.test_zero_half_rows import every_base_row
from tests.solver.proof.columns.small_plans import busy_tour, every_trip
from tests.solver.robust.strategies import examples


def problem_with_cuts(seed: int) -> tuple[Problem, Trips]:
    """Return a problem with all rows and some cuts, and its trips."""
    problem = Problem(busy_tour(seed, bids=4))
    trips = every_trip(problem)
    assume(trips.number)
    add_all_rows(problem.separator, trips)
    rng, base_rows = random.Random(seed), every_base_row(problem)  # noqa: S311 - test data
    assume(len(base_rows) > 3)
    for _ in range(5):
        add_zero_half_cut(problem.rows, rng.sample(base_rows, 3))
    return problem, trips


def counted(problem: Problem, trips: Trips) -> list[list[float]]:
    """Return each trip's coefficients in all rows, counted one by one."""
    rows, arrays = problem.rows, problem.rows.arrays()
    table = np.zeros((trips.number, len(rows)))
    for trip in range(trips.number):
        visited = trips.nodes[trips.first[trip] : trips.first[trip + 1]].tolist()
        for row, node, value in zip(*rows.nodes, strict=True):
            table[trip, row] += value * visited.count(node)
        for adviser, moment, row in rows.moments():
            under_way = trips.leave[trip] <= moment < trips.home[trip]
            table[trip, row] += adviser == trips.adviser[trip] and under_way
        table[trip] = np.where(arrays.halved, np.floor(table[trip] / 2), table[trip])
        if rows.budget >= 0:
            table[trip, rows.budget] = trips.travel_yen[trip]
    return table.tolist()


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_a_trip_counts_in_each_row_as_often_as_the_row_says(seed: int) -> None:
    problem, trips = problem_with_cuts(seed)
    first, row, value = coefficients(trips, problem.rows.arrays())
    table = np.zeros((trips.number, len(problem.rows)))
    for trip in range(trips.number):
        entries = slice(first[trip], first[trip + 1])
        assert len(set(row[entries].tolist())) == len(row[entries])
        table[trip, row[entries]] = value[entries]
    assert table.tolist() == counted(problem, trips)


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_a_reduced_cost_is_the_cost_less_what_the_rows_pay(seed: int) -> None:
    problem, trips = problem_with_cuts(seed)
    duals = np.random.default_rng(seed).integers(-99, 99, len(problem.rows)).astype(np.float64)
    costs = reduced_costs(trips, problem.rows.arrays(), duals)
    expected = trips.yen - np.array(counted(problem, trips)) @ duals
    assert np.allclose(costs, expected)
