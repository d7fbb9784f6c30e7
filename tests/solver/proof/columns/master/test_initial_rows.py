import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.small_plans import (
    Columns,
    broken_rows,
    busy_tour,
    columns_of,
    plan_at_random,
    trips_at,
)
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import Document, make_adviser, make_bid, make_rules, make_tour


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**6))
def test_every_valid_plan_keeps_the_first_rows(seed: int) -> None:
    problem = Problem(busy_tour(seed))
    assert broken_rows(problem, columns_of(problem, plan_at_random(problem.tour, seed))) == []


def two_bids(**rules: int) -> Document:
    """Return a tour of a bid for one and a bid for two, each in a place of its own."""
    bids = [make_bid("b0"), make_bid("b1", place="far", slots=[["ip"], ["ip"]])]
    advisers = [make_adviser("a0"), make_adviser("a1")]
    return make_tour(bids, advisers, rules=make_rules(**rules))


def broken_kinds(
    problem: Problem,
    trips: list[list[tuple[int, int, int]]],
    *used: int,
    left_open: bool = True,
) -> set[str]:
    """Return the kinds of row that trips break, with some variables used besides.

    Each bid has a place of its own; where it is declined, that place may be left open.
    """
    use = np.zeros(len(problem.variables.yen))
    use[list(used)] = 1.0
    for place, variable in problem.variables.open.items() if left_open else ():
        (bid,) = (bid for bid in problem.tour.bids if bid.place == place)
        use[variable] = use[problem.variables.declined[bid.index]]
    return {str(key[0]) for key in broken_rows(problem, Columns(trips_at(problem, trips), use))}


def test_a_bid_that_is_neither_held_nor_declined_or_both_breaks_its_row() -> None:
    problem = Problem(compile_document(two_bids()))
    declined, (held,) = problem.variables.declined, problem.variables.held.values()
    step = problem.variables.steps[0][0]
    assert broken_kinds(problem, [], *declined) == set()
    assert broken_kinds(problem, [], int(declined[0])) == {"bid"}
    assert broken_kinds(problem, [], *declined, held) == {"bid", "team"}
    assert broken_kinds(problem, [[(0, 0, 0)]], int(declined[1]), step) == set()
    assert broken_kinds(problem, [[(0, 0, 0)]], *declined, step) == {"bid"}


def test_a_team_needs_a_trip_for_each_slot() -> None:
    problem = Problem(compile_document(two_bids()))
    declined, (held,) = problem.variables.declined, problem.variables.held.values()
    steps = [steps[0] for steps in problem.variables.steps]
    both = [[(0, 1, 0)], [(1, 1, 0)]]
    assert broken_kinds(problem, both, int(declined[0]), held, *steps) == set()
    assert broken_kinds(problem, both[:1], int(declined[0]), held, steps[0]) == {"team"}


def test_a_seminar_without_a_step_of_workload_breaks_its_row() -> None:
    problem = Problem(compile_document(two_bids()))
    assert broken_kinds(problem, [[(0, 0, 0)]], int(problem.variables.declined[1])) == {"work"}


def test_all_bids_of_a_place_are_declined_only_where_it_is_left_open() -> None:
    problem = Problem(compile_document(two_bids(coverage_yen=50)))
    declined = problem.variables.declined
    assert broken_kinds(problem, [], *declined) == set()
    assert broken_kinds(problem, [], *declined, left_open=False) == {"cover"}


@pytest.mark.parametrize(("budget", "broken"), [(2000, set()), (1999, {"budget"})])
def test_fares_and_hotels_keep_the_budget(budget: int, broken: set[str]) -> None:
    problem = Problem(compile_document(two_bids(travel_budget_yen=budget)))
    used = int(problem.variables.declined[1]), problem.variables.steps[0][0]
    assert broken_kinds(problem, [[(0, 0, 0)]], *used) == broken
