"""What one adviser's travel costs at least, alone, in every valid plan."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.effort.effort import USUAL, NetworkEffort
from solver.proof.networks.single_adviser import least_travel_yen
from solver.search.greedy import draft_locked
from tests.solver.exhaustive import least_cost
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import (
    Document,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)


def least(bids: list[Document], adviser: int = 0, budget: int | None = 10**6) -> int | None:
    advisers = [make_adviser("a1", max_nights_away=0), make_adviser("a2")]
    rules = make_rules(travel_budget_yen=budget)
    tour = compile_document(make_tour(bids, advisers, rules=rules))
    return least_travel_yen(tour, adviser, USUAL.networks)


def test_it_is_what_the_locked_bids_cost_to_travel_to() -> None:
    bids = [lock(make_bid("b1"), 0, "a1"), lock(make_bid("b2", place="far"), 3, "a2")]
    assert least(bids, 0) == 2000
    assert least(bids, 1) == 18_000


def test_who_has_no_locked_bid_need_not_travel() -> None:
    assert least([make_bid("b1")]) == 0


def test_without_a_budget_it_is_only_asked_whether_it_is_possible() -> None:
    assert least([lock(make_bid("b1"), 0, "a1")], budget=None) == 0


def test_locked_bids_that_cannot_be_reached_are_impossible() -> None:
    assert least([lock(make_bid("b1", place="far", start="08:00"), 0, "a1")]) is None


def test_without_time_to_ask_nothing_is_called_impossible() -> None:
    bid = lock(make_bid("b1", place="far", start="08:00"), 0, "a1")
    tour = compile_document(make_tour([bid], [make_adviser(max_nights_away=1)]))
    assert least_travel_yen(tour, 0, NetworkEffort(most_work=1e-9)) in (0, None)


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**6))
def test_it_is_never_above_what_a_valid_plan_travels_for(seed: int) -> None:
    tour = compile_document(random_tour(seed, bids=4, locked=0.7))
    draft = draft_locked(tour)
    if draft is None:
        return
    for adviser, schedule in enumerate(draft.schedules):
        yen = least_travel_yen(tour, adviser, USUAL.networks)
        assert yen is not None
        assert schedule.yen is not None
        assert yen <= schedule.yen


@pytest.mark.parametrize("seed", range(20))
def test_what_it_calls_impossible_has_no_valid_plan(seed: int) -> None:
    tour = compile_document(random_tour(seed, bids=4, locked=0.9))
    if any(
        least_travel_yen(tour, one, USUAL.networks) is None for one in range(len(tour.advisers))
    ):
        assert least_cost(tour) is None
