"""What is proven impossible, what is possible after all, and what stays open."""

from unittest.mock import patch

import pytest

from solver import Breach, SolveOptions, Undecided, read_instance, solve
from solver.effort.effort import USUAL
from solver.proof.networks import feasibility
from solver.proof.networks.collisions import colliding_locks
from solver.proof.networks.feasibility import find_feasible
from solver.proof.networks.single_adviser import least_travel_yen
from solver.refusals.collisions import explain_strictly
from solver.search.greedy import draft_locked
from tests.solver.exhaustive import least_cost
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import (
    Document,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)


def tour_with_a_helper(*, helps: bool) -> Document:
    """From `near` to `far` takes too long directly, but not by way of a seminar in `home`."""
    bids = [
        lock(make_bid("b1", {0: 0}, start="06:30", end="07:00"), 0, "a1"),
        make_bid("b2", {0 if helps else 1: 0}, place="home", start="11:00", end="11:30"),
        lock(make_bid("b3", {0: 0}, place="far", start="16:00", end="17:00"), 0, "a1"),
    ]
    tour = make_tour(bids, [make_adviser(home="near", max_nights_away=1)])
    tour["travel"]["minutes"] = [[30, 60, 180], [60, 30, 900], [180, 900, 30]]
    return tour


def test_another_seminar_on_the_way_makes_a_plan_possible() -> None:
    answer = find_feasible(compile_document(tour_with_a_helper(helps=True)))
    assert answer.holdings is not None
    assert not answer.is_impossible


def test_without_it_there_is_proven_to_be_none() -> None:
    tour = compile_document(tour_with_a_helper(helps=False))
    assert explain_strictly(tour) is None
    assert find_feasible(tour).is_impossible


def test_a_tour_too_large_for_the_whole_model_still_finds_a_plan() -> None:
    with patch.object(feasibility, "is_provable", return_value=False):
        answer = find_feasible(compile_document(tour_with_a_helper(helps=True)))
    assert answer.holdings is not None


def test_what_a_narrower_model_cannot_hold_stays_open() -> None:
    """Two locked seminars on one day need a further one each, and only one may be added."""
    tour = two_that_need_one_helper()
    with patch.object(feasibility, "is_provable", return_value=False):
        answer = find_feasible(compile_document(tour))
    assert (answer.holdings, answer.is_impossible) == (None, False)


def two_that_need_one_helper() -> Document:
    tour = tour_with_a_helper(helps=True)
    twins = [
        {**bid, "id": bid["id"] + "x", "current": {**bid["current"], "advisers": ["a2"]}}
        for bid in tour["bids"]
        if bid["locked"]
    ]
    second = make_adviser("a2", home="near", max_nights_away=1)
    return {**tour, "bids": tour["bids"] + twins, "advisers": [*tour["advisers"], second]}


def test_the_whole_model_proves_what_no_adviser_alone_does() -> None:
    tour = compile_document(two_that_need_one_helper())
    assert [least_travel_yen(tour, adviser, USUAL.networks) is None for adviser in (0, 1)] == [
        False,
        False,
    ]
    assert find_feasible(tour).is_impossible
    first, smallest = colliding_locks(tour)
    assert "b1x" in {bid.id for bid in first}
    assert "b3x" in {bid.id for bid in smallest}


def test_an_invalid_model_is_not_read_as_an_impossible_one() -> None:
    tour = tour_with_a_helper(helps=True)
    tour["rules"] |= {"hotel_yen": 10**9, "travel_budget_yen": 10**9}
    tour["travel"]["yen"] = [[10**9] * 3] * 3
    assert find_feasible(compile_document(tour)).is_impossible
    tour["rules"]["travel_budget_yen"] = None
    assert find_feasible(compile_document(tour)).holdings is not None


def test_a_question_that_is_still_open_at_the_end_is_called_open() -> None:
    instance = read_instance(tour_with_a_helper(helps=False))
    with pytest.raises(Undecided, match="not proven") as caught:
        solve(instance, SolveOptions(workers=1), should_stop=lambda: True)
    assert [violation.breach for violation in caught.value.broken] == [Breach.TRAVEL]


def test_locks_that_exceed_the_budget_are_named_without_the_cheap_ones() -> None:
    bids = [
        lock(make_bid("b1"), 0, "a1"),
        lock(make_bid("b2", place="far"), 5, "a2"),
    ]
    advisers = [make_adviser("a1"), make_adviser("a2")]
    tour = make_tour(bids, advisers, rules=make_rules(travel_budget_yen=9_000))
    *_, smallest = colliding_locks(compile_document(tour))
    assert [bid.id for bid in smallest] == ["b2"]


@pytest.mark.parametrize("seed", range(150))
def test_random_locks_are_judged_as_exhaustive_search_judges_them(seed: int) -> None:
    tour = compile_document(random_tour(seed, bids=4, locked=0.7))
    if explain_strictly(tour) is not None:
        assert least_cost(tour) is None
    elif draft_locked(tour) is None:
        assert find_feasible(tour).is_impossible == (least_cost(tour) is None)
