import math

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import Trips
from solver.proof.columns.plans.integer_master import Findings, branch_and_bound
from solver.proof.columns.problem import Problem
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.small_plans import busy_tour, cost_of_trips, every_trip
from tests.solver.robust.strategies import examples


class Heard(Findings):
    """Keeps what a search tells."""

    def __init__(self) -> None:
        self.trips: list[Trips] = []
        self.bounds: list[float] = []
        super().__init__(self.trips.append, self.bounds.append)


@settings(max_examples=examples(16))
@given(seed=st.integers(0, 10**9), ways=st.sampled_from([1, 2]))
def test_over_all_trips_the_best_plan_is_found_and_only_valid_ones_are_told(
    seed: int, ways: int
) -> None:
    problem, heard = Problem(busy_tour(seed, bids=4)), Heard()
    least = least_cost(problem.tour)
    assert least is not None
    proven = branch_and_bound(
        problem, every_trip(problem), math.inf, seed=0, findings=heard, ways=ways
    )
    assert proven is not None
    assert min(cost_of_trips(problem, plan) for plan in heard.trips) == least
    assert least - 1 < proven <= least + 1e-6
    assert all(bound <= least + 1e-6 for bound in heard.bounds)


@settings(max_examples=examples(8))
@given(seed=st.integers(0, 10**9))
def test_where_nothing_costs_less_the_limit_is_the_bound(seed: int) -> None:
    problem, heard = Problem(busy_tour(seed, bids=4)), Heard()
    least = least_cost(problem.tour)
    assert least is not None
    assert (
        branch_and_bound(problem, every_trip(problem), float(least), seed=0, findings=heard)
        == least
    )
    assert all(cost_of_trips(problem, plan) >= least for plan in heard.trips)


def test_the_rows_of_the_problem_are_left_alone() -> None:
    problem = Problem(busy_tour(7))
    before = list(problem.rows.keys)
    branch_and_bound(problem, every_trip(problem), math.inf, seed=0, findings=Heard())
    assert list(problem.rows.keys) == before
