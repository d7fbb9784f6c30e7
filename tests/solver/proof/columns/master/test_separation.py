"""Rows found one after the other do what all rows at once do."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.proof.columns.master.all_rows import add_all_rows
from solver.proof.columns.master.restricted_master import Master
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.clashes import CLASHES
from tests.solver.proof.columns.small_plans import (
    broken_rows,
    busy_tour,
    columns_of,
    every_trip,
    plan_at_random,
)
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples


def separated(problem: Problem) -> float:
    """Return the linear bound over all trips once no row is broken any more."""
    master = Master(problem.rows, every_trip(problem))
    solution = master.solve()
    while problem.separator.separate(solution):
        solution = master.solve()
    return solution.yen


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**6))
def test_the_bound_is_no_weaker_than_with_every_row_at_once(seed: int) -> None:
    tour = busy_tour(seed, bids=5)
    lazy, eager = Problem(tour), Problem(tour)
    assume(every_trip(lazy).number)
    add_all_rows(eager.separator, every_trip(eager))
    at_once = Master(eager.rows, every_trip(eager)).solve()
    assert separated(lazy) >= at_once.yen - 1.0
    assert len(lazy.rows) <= len(eager.rows) + 50


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**6))
def test_no_row_that_is_found_forbids_a_plan(seed: int) -> None:
    problem = Problem(busy_tour(seed))
    separated(problem)
    assert broken_rows(problem, columns_of(problem, plan_at_random(problem.tour, seed))) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("near days in one place", "window"),
        ("near days in the place of a team", "window"),
        ("a full day", "day"),
        ("an adviser twice in a team", "seat"),
    ],
)
def test_rows_are_named_after_what_they_limit(name: str, kind: str) -> None:
    problem = Problem(compile_document(CLASHES[name].tour))
    add_all_rows(problem.separator, every_trip(problem))
    assert kind in {key[0] for key in problem.rows.keys}


def test_a_place_with_one_bid_is_not_crowded() -> None:
    problem = Problem(compile_document(CLASHES["a full day"].tour))
    bids = problem.tour.bids
    assert problem.separator.is_crowded(bids[0].place)
    assert not problem.separator.is_crowded(bids[2].place)


def test_a_solution_that_breaks_nothing_adds_nothing() -> None:
    problem = Problem(busy_tour(5))
    before = len(problem.rows)
    assert problem.separator.separate(Master(problem.rows, problem.trips([])).solve()) == 0
    assert len(problem.rows) == before
