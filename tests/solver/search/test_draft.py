import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import Seminar, read_instance
from solver.search.draft import Draft, Holding, draft_of
from solver.tour.compiled import compile_instance
from solver.tour.evaluation import evaluate
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import (
    START,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)

ZERO = START.toordinal()


def any_holdings(draft: Draft, seed: int) -> list[Holding | None]:
    """Return a way to hold some bids, possible or not."""
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret
    holdings: list[Holding | None] = []
    for bid in draft.tour.bids:
        teams = [team for team in [tuple(rng.choice(able) for able in bid.able if able)] if team]
        fits = bid.day_yen and teams and len(set(teams[0])) == len(bid.able)
        day = rng.choice(list(bid.day_yen)) if fits else 0
        holdings.append(Holding(day, teams[0]) if fits and rng.random() < 0.7 else None)
    return holdings


@given(seed=st.integers(0, 10**6))
def test_whatever_is_held_costs_and_is_valid_as_the_full_evaluation_says(seed: int) -> None:
    draft = Draft(compile_document(random_tour(seed, locked=0.0)))
    draft.take(any_holdings(draft, seed))
    report = evaluate(draft.tour, draft.seminars())
    assert draft.cost_yen() == report.objective_yen
    assert draft.is_valid() == report.valid


@given(seed=st.integers(0, 10**6))
def test_taking_another_plan_and_the_first_again_leaves_nothing_behind(seed: int) -> None:
    draft = Draft(compile_document(random_tour(seed, locked=0.0)))
    first, second = any_holdings(draft, seed), any_holdings(draft, seed + 1)
    draft.take(first)
    before = draft.cost_yen(), draft.is_valid(), [list(one.stops) for one in draft.schedules]
    draft.take(second)
    draft.take(first)
    after = draft.cost_yen(), draft.is_valid(), [list(one.stops) for one in draft.schedules]
    assert after == before
    assert draft.holdings == first


@pytest.mark.parametrize(
    ("rules", "free"),
    [
        ({}, True),
        ({"max_seminars_per_day": 1}, False),
        ({"max_seminars_per_day": 2}, True),
        ({"same_place_gap_days": 1}, False),
    ],
)
def test_a_day_is_free_as_rules_5_and_6_say(rules: dict[str, int], free: bool) -> None:
    tour = make_tour([make_bid("b1"), make_bid("b2")], rules=make_rules(**rules))
    draft = Draft(compile_document(tour))
    draft.hold(0, Holding(ZERO, (0,)))
    assert draft.has_day(1, ZERO) == free


def test_declining_tells_how_it_was_held() -> None:
    draft = Draft(compile_document(make_tour([make_bid("b1")])))
    assert draft.decline(0) is None
    draft.hold(0, Holding(ZERO, (0,)))
    assert draft.covers(1)
    assert draft.decline(0) == Holding(ZERO, (0,))
    assert not draft.covers(1)


def test_a_draft_of_seminars_holds_these() -> None:
    bids = [lock(make_bid("b1"), 0, "a1"), make_bid("b2", {3: 0})]
    instance = read_instance(make_tour(bids, [make_adviser("a1")]))
    draft = Draft(compile_instance(instance))
    draft.take([Holding(ZERO, (0,)), Holding(ZERO + 3, (0,))])
    assert draft_of(instance, draft.seminars()).holdings == draft.holdings


def one_held_of_two() -> Draft:
    """Return a draft that holds the first of two bids."""
    instance = read_instance(make_tour([make_bid("b1"), make_bid("b2", {3: 0})], [make_adviser()]))
    return draft_of(instance, [Seminar("b1", START, ("a1",))])


def test_a_copy_holds_the_same_and_costs_the_same() -> None:
    draft = one_held_of_two()
    copy = draft.copy()
    assert (copy.seminars(), copy.cost_yen()) == (draft.seminars(), draft.cost_yen())


def test_what_becomes_of_a_copy_does_not_touch_the_draft() -> None:
    draft = one_held_of_two()
    before = draft.seminars(), draft.cost_yen()
    copy = draft.copy()
    copy.hold(1, Holding(START.toordinal() + 3, (0,)))
    copy.decline(0)
    assert [seminar.bid for seminar in copy.seminars()] == ["b2"]
    assert (draft.seminars(), draft.cost_yen()) == before
    assert draft.covers(draft.tour.bids[0].place)


def test_a_copy_can_be_one_of_a_tour_in_which_a_declined_bid_has_other_dates() -> None:
    draft = one_held_of_two()
    first, second = draft.tour.bids
    other = replace(second, day_yen={START.toordinal() + 7: 5})
    copy = draft.copy(replace(draft.tour, bids=(first, other)))
    copy.hold(1, Holding(START.toordinal() + 7, (0,)))
    assert copy.bid_yen(1) == 5
    assert draft.tour.bids[1] is second


def test_an_adviser_with_other_days_keeps_the_seminars() -> None:
    draft = one_held_of_two()
    (adviser,) = draft.tour.advisers
    draft.change(replace(adviser, unavailable=(START.toordinal(),)))
    assert draft.schedules[0].stops
    assert draft.travel_yen() is None
