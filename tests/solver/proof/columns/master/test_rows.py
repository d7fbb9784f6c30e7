"""No row and no cut may forbid a valid plan."""

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.bounds.column_generation import solve_linear
from solver.proof.columns.bounds.cutting_planes import close_gap
from solver.proof.columns.master.all_rows import add_all_rows
from solver.proof.columns.problem import Problem
from solver.proof.columns.prover import prove_with_columns
from tests.solver.proof.columns.small_plans import broken_rows, columns_of, every_trip
from tests.solver.proof.proofs import Findings, compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import random_tour


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**9))
def test_the_best_plan_keeps_every_row_and_cut_that_is_added(seed: int) -> None:
    tour = compile_document(random_tour(seed, bids=5, locked=0.0))
    if not tour.advisers or not tour.bids:
        return
    found = Findings(tour)
    found.last = [None] * len(tour.bids)
    prove_with_columns(tour, found.last, 0, found)
    problem = Problem(tour)
    linear, pool = solve_linear(problem, lambda _: None), every_trip(problem)
    close_gap(problem, linear.master, pool, float(found.bounds[-1]) + 1.0, lambda _: None)
    add_all_rows(problem.separator, pool)
    assert broken_rows(problem, columns_of(problem, found.last)) == []
