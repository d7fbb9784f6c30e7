"""The process that proves: it is heard while it runs, and ended at once."""

import time

from solver import SolveOptions
from solver.proof.findings import Ending
from solver.proof.process import Prover
from solver.search.draft import Holding
from solver.tour.compiled import CompiledTour
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import START, lock, make_adviser, make_bid, make_rules, make_tour

ZERO = START.toordinal()
OPTIONS = SolveOptions(workers=1)
PATIENCE_SECONDS = 120.0


def hear_all(prover: Prover) -> list[list[Holding | None]]:
    """Return every plan until the proof has ended."""
    plans, began = [], time.monotonic()
    while prover.ending is None:
        assert time.monotonic() - began < PATIENCE_SECONDS
        plans += list(prover.hear(0.1))
    return plans


def small_tour() -> CompiledTour:
    return compile_document(make_tour([make_bid("b1", {0: 0, 1: 700})]))


def test_a_start_is_proven_or_bettered() -> None:
    with Prover(small_tour(), [None], OPTIONS) as prover:
        plans = hear_all(prover)
    assert plans[-1] == [Holding(ZERO, (0,))]
    assert prover.ending is Ending.OPTIMAL
    assert prover.bound_yen == 2000
    assert prover.colliding is None


def test_without_a_start_it_finds_out_which_locks_collide() -> None:
    far = lock(make_bid("b1", place="far", start="08:00"), 0, "a1")
    tour = make_tour([far, make_bid("b2")], [make_adviser(max_nights_away=0)])
    with Prover(compile_document(tour), None, OPTIONS) as prover:
        assert hear_all(prover) == []
    assert prover.ending is Ending.INFEASIBLE
    assert prover.colliding == ("b1",)


def test_leaving_it_ends_the_process_at_once() -> None:
    with Prover(small_tour(), [None], OPTIONS) as prover:
        process = prover._process
        assert process.poll() is None
    assert process.returncode is not None


def test_a_process_that_dies_leaves_the_question_open() -> None:
    with Prover(small_tour(), [None], OPTIONS) as prover:
        prover._process.kill()
        hear_all(prover)
        assert prover.ending is Ending.OPEN


def test_with_nothing_to_hear_it_does_not_wait() -> None:
    with Prover(small_tour(), [None], OPTIONS) as prover:
        assert list(prover.hear(0.0)) == []
        assert prover.ending is None


def test_a_tour_without_a_valid_budget_is_no_different() -> None:
    tour = make_tour([lock(make_bid("b1"), 0, "a1")], rules=make_rules(travel_budget_yen=1999))
    with Prover(compile_document(tour), None, OPTIONS) as prover:
        hear_all(prover)
    assert prover.ending is Ending.INFEASIBLE
