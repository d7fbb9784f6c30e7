"""Rule 3 in the exact model."""

from tests.solver.proof.proofs import optimum
from tests.solver.tours import lock, make_adviser, make_bid, make_tour

PAIR = [["ip"], ["brand"]]


def test_each_slot_gets_an_adviser_of_its_own() -> None:
    advisers = [make_adviser("a1", topics=["ip", "brand"]), make_adviser("a2", topics=["brand"])]
    assert optimum(make_tour([make_bid("b1", slots=PAIR)], advisers)) == 4000


def test_one_adviser_cannot_fill_both_slots() -> None:
    advisers = [make_adviser("a1", topics=["ip", "brand"]), make_adviser("a2", topics=[])]
    assert optimum(make_tour([make_bid("b1", slots=PAIR)], advisers)) == 500_000


def test_two_advisers_cannot_fill_three_slots_between_them() -> None:
    advisers = [make_adviser("a1"), make_adviser("a2"), make_adviser("a3", topics=["brand"])]
    three = [["ip"], ["ip"], ["brand"]]
    assert optimum(make_tour([make_bid("b1", slots=three)], advisers)) == 6000
    four = [["ip"], ["ip"], ["ip"], ["brand"]]
    assert optimum(make_tour([make_bid("b1", slots=four)], advisers)) == 500_000


def test_a_locked_team_that_lacks_a_topic_is_infeasible() -> None:
    bid = lock(make_bid("b1", slots=[["brand"]]), 0, "a1")
    assert optimum(make_tour([bid])) is None


def test_a_locked_team_with_one_adviser_twice_is_infeasible() -> None:
    bid = lock(make_bid("b1", slots=[["ip"], ["ip"]]), 0, "a1", "a1")
    assert optimum(make_tour([bid])) is None
