"""Rules 1 and 2 in the exact model."""

from tests.solver.proof.proofs import optimum
from tests.solver.tours import lock, make_adviser, make_bid, make_tour


def test_a_bid_is_held_on_its_cheapest_date() -> None:
    assert optimum(make_tour([make_bid("b1", {0: 700, 4: 300})])) == 2300


def test_a_bid_is_declined_where_that_is_cheaper() -> None:
    assert optimum(make_tour([make_bid("b1", decline_yen=1999)])) == 1999


def test_a_bid_without_a_date_in_the_horizon_is_declined() -> None:
    assert optimum(make_tour([make_bid("b1", {50: 0})])) == 500_000


def test_a_locked_bid_is_held_as_published_whatever_it_costs() -> None:
    bid = lock(make_bid("b1", {0: 0, 3: 9000}, decline_yen=0), 3, "a1")
    assert optimum(make_tour([bid])) == 11_000


def test_a_locked_bid_outside_the_horizon_is_infeasible() -> None:
    assert optimum(make_tour([lock(make_bid("b1", {50: 0}), 50, "a1")])) is None


def test_a_locked_bid_without_its_adviser_is_infeasible() -> None:
    bid = lock(make_bid("b1"), 0, "a1")
    assert optimum(make_tour([bid], [make_adviser("a1", max_seminars=0)])) is None


def test_changes_of_what_was_published_are_charged() -> None:
    bid = lock(make_bid("b1", {1: 0}), 0, "a1") | {"locked": False}
    tour = make_tour([bid], [make_adviser("a1", max_seminars=0), make_adviser("a2")])
    assert optimum(tour) == 2000 + 30_000 + 10_000
