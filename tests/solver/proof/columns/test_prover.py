"""However the guesses go and whatever is too much, no bound is wrong."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from solver.effort.columns import ColumnEffort, EnumerationEffort
from solver.effort.effort import USUAL
from solver.proof.columns import prover
from solver.proof.columns.bounds.cutting_planes import close_gap
from solver.proof.columns.prover import prove_with_columns
from solver.proof.findings import Ending
from solver.search.draft import Holding
from solver.tour.compiled import CompiledTour
from tests.solver.exhaustive import least_cost
from tests.solver.proof.columns.small_plans import busy_tour, plan_at_random
from tests.solver.proof.columns.ties import three_pairs, tied_team
from tests.solver.proof.proofs import Findings, compile_document
from tests.solver.tours import Document, lock, make_bid, make_rules, make_tour

SEEDS = [2, 8, 9, 11]
"""Tours on which the linear bound is not yet the cost of the best plan."""


def begin(tour: CompiledTour) -> tuple[int, Findings]:
    """Return the least cost of a tour, and findings that know of declining everything."""
    least, found = least_cost(tour), Findings(tour)
    assert least is not None
    found.plan([None] * len(tour.bids))
    return least, found


def prove_from_nothing(
    tour: CompiledTour, found: Findings, effort: ColumnEffort = USUAL.columns
) -> Ending:
    return prove_with_columns(tour, [None] * len(tour.bids), 0, found, effort=effort)


def guessing(guess: EnumerationEffort) -> ColumnEffort:
    """Return the usual effort but for how far trips are enumerated."""
    return replace(USUAL.columns, enumeration=guess)


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The limits of cost up to which trips are enumerated in the tests' proofs."""
    limits: list[float] = []

    def noting(*args: Any, **options: Any) -> object:
        limits.append(args[3])
        return close_gap(*args, **options)

    monkeypatch.setattr(prover, "close_gap", noting)
    return limits


@pytest.mark.parametrize("seed", SEEDS)
def test_a_start_that_is_the_best_plan_is_proven_and_no_other_told(seed: int) -> None:
    tour = busy_tour(seed, bids=5)
    least, found = begin(tour)
    assert prove_from_nothing(tour, found) is Ending.OPTIMAL
    best, again = found.last, Findings(tour)
    assert prove_with_columns(tour, best, 1, again) is Ending.OPTIMAL
    assert again.costs == []
    assert again.bounds[-1] == max(again.bounds) == least


@pytest.mark.parametrize("seed", SEEDS)
def test_from_a_random_plan_the_best_one_is_found_and_proven(seed: int) -> None:
    tour = busy_tour(seed, bids=5)
    least, found = begin(tour)
    start = plan_at_random(tour, seed)
    found.plan(start)
    assert prove_with_columns(tour, start, 0, found) is Ending.OPTIMAL
    assert max(found.bounds) == least == min(found.costs)


@pytest.mark.parametrize("make_document", [three_pairs, tied_team])
def test_a_guess_that_is_too_small_grows_until_the_best_plan_is_within_it(
    make_document: Callable[[], Document], limits: list[float]
) -> None:
    tour = compile_document(make_document())
    least, found = begin(tour)
    assert (
        prove_from_nothing(tour, found, guessing(EnumerationEffort(first_share=1e-6)))
        is Ending.OPTIMAL
    )
    assert max(found.bounds) == least == found.costs[-1]
    assert len(set(limits)) > 3
    assert limits == sorted(limits)


@pytest.mark.parametrize("seed", SEEDS)
def test_from_a_guess_of_nothing_the_best_plan_is_proven(seed: int) -> None:
    tour = busy_tour(seed, bids=5)
    least, found = begin(tour)
    assert (
        prove_from_nothing(tour, found, guessing(EnumerationEffort(first_share=0.0)))
        is Ending.OPTIMAL
    )
    assert max(found.bounds) == least == min(found.costs)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("most", [0, 1, 4, 12])
def test_where_too_many_trips_are_to_be_enumerated_no_bound_is_wrong(seed: int, most: int) -> None:
    tour = busy_tour(seed, bids=5)
    least, found = begin(tour)
    ending = prove_from_nothing(
        tour, found, guessing(EnumerationEffort(first_trips=most, most_trips=most))
    )
    assert max(found.bounds) <= least <= min(found.costs)
    if ending is Ending.OPTIMAL:
        assert max(found.bounds) == least == min(found.costs)
    else:
        assert ending is Ending.OPEN


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("most", [1, 3])
def test_with_little_branch_and_bound_at_once_the_best_plan_is_still_proven(
    seed: int, most: int
) -> None:
    branching = replace(USUAL.columns.branching, most_trips=most)
    effort = replace(guessing(EnumerationEffort(first_share=1.0)), branching=branching)
    tour = busy_tour(seed, bids=5)
    least, found = begin(tour)
    assert prove_from_nothing(tour, found, effort) is Ending.OPTIMAL
    assert max(found.bounds) == least == min(found.costs)


def test_locked_bids_that_cannot_be_kept_are_infeasible() -> None:
    rules = make_rules(travel_budget_yen=1999)
    tour = compile_document(make_tour([lock(make_bid("b1"), 0, "a1")], rules=rules))
    found = Findings(tour)
    assert prove_from_nothing(tour, found) is Ending.INFEASIBLE
    assert found.costs == []


def test_without_advisers_declining_all_is_the_proven_plan() -> None:
    tour = compile_document(make_tour([make_bid("b1")], []))
    start: list[Holding | None] = [None]
    found = Findings(tour)
    assert prove_with_columns(tour, start, 0, found) is Ending.OPTIMAL
    assert found.bounds == [500_000]
