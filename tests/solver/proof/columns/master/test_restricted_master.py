"""The linear program, whichever way it has grown."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.master.all_rows import add_all_rows
from solver.proof.columns.master.coefficients import reduced_costs
from solver.proof.columns.master.restricted_master import Master
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.small_plans import busy_tour, every_trip
from tests.solver.robust.strategies import examples


def any_problem(seed: int) -> tuple[Problem, Trips]:
    problem = Problem(busy_tour(seed, bids=5))
    trips = every_trip(problem)
    assume(trips.number > 2)
    return problem, trips


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_trips_and_rows_that_come_late_count_as_if_they_had_always_been_there(seed: int) -> None:
    problem, trips = any_problem(seed)
    half = trips.number // 2
    grown = Master(problem.rows, trips.take(np.arange(half)))
    grown.solve()
    add_all_rows(problem.separator, trips)
    grown.solve()
    grown.add(trips.take(np.arange(half, trips.number)))
    at_once = Master(problem.rows, trips).solve()
    solution = grown.solve()
    assert solution.yen == pytest.approx(at_once.yen, abs=1e-3)
    assert solution.trips.number == at_once.trips.number == trips.number


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_at_the_duals_no_trip_saves_and_what_is_used_costs_nothing(seed: int) -> None:
    problem, trips = any_problem(seed)
    solution = Master(problem.rows, trips).solve()
    costs = reduced_costs(trips, problem.rows.arrays(), solution.duals)
    assert costs.min() >= -1e-3
    assert np.abs(costs[solution.trip_use > 1e-6]).max(initial=0.0) <= 1e-3
    visited = solution.node_use(len(problem.graph.bid))
    assert visited.sum() == pytest.approx(solution.trip_use @ np.diff(trips.first))


def test_a_program_without_trips_declines_everything() -> None:
    problem = Problem(busy_tour(3))
    solution = Master(problem.rows, problem.trips([])).solve()
    declined = problem.variables.declined
    assert solution.variable_use[declined] == pytest.approx(1.0)
    assert solution.trip_use.tolist() == []


def test_a_variable_that_is_confined_stays_there_until_it_is_let_go() -> None:
    problem = Problem(busy_tour(3))
    master = Master(problem.rows, every_trip(problem))
    free = master.solve()
    declined = problem.variables.declined
    master.confine_variables(declined, 1.0, 1.0)
    confined = master.solve()
    assert confined.variable_use[declined] == pytest.approx(1.0)
    assert confined.yen > free.yen
    master.confine_variables(declined, 0.0, 1.0)
    assert master.solve().yen == pytest.approx(free.yen)
