from hypothesis import given, settings
from hypothesis import strategies as st

from solver.effort.effort import USUAL
from solver.proof.columns.bounds.column_generation import solve_linear
from solver.proof.columns.plans.incumbent import Incumbent
from solver.proof.columns.plans.primal_heuristics import find_plan, improve_plan
from solver.proof.columns.problem import Problem
from solver.search.draft import Holding
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.small_plans import busy_tour, columns_of, every_trip, plan_at_random
from tests.solver.proof.columns.ties import three_pairs, tied_team
from tests.solver.proof.proofs import Findings, compile_document
from tests.solver.robust.strategies import examples

PATIENCE = USUAL.columns.heuristics.patience


def found_by_planning(seed: int) -> Findings:
    """Return the plans that are found from nothing on a random tour."""
    problem = Problem(busy_tour(5, bids=8))
    found = Findings(problem.tour)
    incumbent = Incumbent(problem, [None] * len(problem.tour.bids), found)
    linear = solve_linear(problem, lambda _: None)
    find_plan(problem, linear.master, every_trip(problem), incumbent, seed)
    return found


def test_the_same_seed_finds_the_same_plans() -> None:
    first, second = found_by_planning(3), found_by_planning(3)
    assert first.costs
    assert (first.costs, first.last) == (second.costs, second.last)


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**9))
def test_planning_finds_plans_of_falling_cost_and_none_below_the_best(seed: int) -> None:
    tour = busy_tour(seed, bids=4)
    problem, found = Problem(tour), Findings(tour)
    incumbent = Incumbent(problem, [None] * len(tour.bids), found)
    start_yen, least = incumbent.yen, least_cost(tour)
    assert least is not None
    linear = solve_linear(problem, lambda _: None)
    find_plan(problem, linear.master, every_trip(problem), incumbent, seed)
    costs = [start_yen, *found.costs]
    assert costs == sorted(set(costs), reverse=True)
    assert least <= costs[-1] == incumbent.yen


def test_the_best_plan_of_a_small_tour_is_found() -> None:
    for document in (three_pairs(), tied_team()):
        tour = compile_document(document)
        problem, found = Problem(tour), Findings(tour)
        incumbent = Incumbent(problem, [None] * len(tour.bids), found)
        linear = solve_linear(problem, lambda _: None)
        find_plan(problem, linear.master, every_trip(problem), incumbent, 0)
        assert incumbent.yen == least_cost(tour)


def improved(seed: int, start: list[Holding | None]) -> tuple[float, float]:
    """Return what a plan of a random tour costs, and what neighbourhoods make of it."""
    problem = Problem(busy_tour(seed, bids=4))
    found = Findings(problem.tour)
    incumbent = Incumbent(problem, [None] * len(problem.tour.bids), found)
    incumbent.offer(columns_of(problem, start).trips)
    before = incumbent.yen
    improve_plan(problem, every_trip(problem), incumbent, seed, PATIENCE)
    return before, incumbent.yen


def test_neighbourhoods_lead_from_random_plans_to_the_best_one() -> None:
    dearer = 0
    for seed in range(8):
        tour = busy_tour(seed, bids=4)
        least, start = least_cost(tour), plan_at_random(tour, seed)
        assert least is not None
        before, after = improved(seed, start)
        assert least <= after <= least * 1.0002
        dearer += before > after
    assert dearer


def test_without_trips_there_is_nothing_near() -> None:
    problem = Problem(compile_document(three_pairs()))
    found = Findings(problem.tour)
    incumbent = Incumbent(problem, [None] * 3, found)
    improve_plan(problem, every_trip(problem), incumbent, 0, PATIENCE)
    assert found.costs == []
