"""Rule 6 in the exact model."""

import pytest

from tests.solver.proof.proofs import optimum
from tests.solver.tours import Document, lock, make_bid, make_rules, make_tour


def two_in_one_place(gap: int, *, locked: bool) -> Document:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {4: 0})]
    if locked:
        bids = [lock(bids[0], 0, "a1"), lock(bids[1], 4, "a1")]
    return make_tour(bids, rules=make_rules(same_place_gap_days=gap))


@pytest.mark.parametrize("gap", [0, 1, 4])
def test_seminars_far_enough_apart_are_both_held(gap: int) -> None:
    assert optimum(two_in_one_place(gap, locked=True)) == 4000


def test_of_seminars_too_close_together_one_is_declined() -> None:
    assert optimum(two_in_one_place(5, locked=False)) == 502_000


def test_locked_seminars_too_close_together_are_infeasible() -> None:
    assert optimum(two_in_one_place(5, locked=True)) is None


def test_a_third_seminar_fits_between_two_that_are_twice_the_gap_apart() -> None:
    bids = [make_bid("b1", {0: 0, 20: 0}), make_bid("b2", {5: 0}), make_bid("b3", {10: 0})]
    tour = make_tour(bids, rules=make_rules(same_place_gap_days=5))
    assert optimum(tour) == 6000


def test_other_places_are_not_concerned() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {1: 0}, place="far")]
    assert optimum(make_tour(bids, rules=make_rules(same_place_gap_days=9))) == 20_000
