"""The price of workload in the exact model."""

from tests.solver.proof.proofs import optimum
from tests.solver.tours import make_adviser, make_bid, make_rules, make_tour

BIDS = [make_bid(f"b{number}", {number: 0}) for number in range(4)]


def test_one_adviser_pays_for_each_pair_of_seminars() -> None:
    assert optimum(make_tour(BIDS, rules=make_rules(workload_yen=100))) == 8000 + 600


def test_work_is_shared_where_that_is_cheaper() -> None:
    advisers = [make_adviser("a1"), make_adviser("a2")]
    assert optimum(make_tour(BIDS, advisers, rules=make_rules(workload_yen=100))) == 8000 + 200


def test_a_seminar_that_overworks_everybody_is_declined() -> None:
    bids = [make_bid(f"b{number}", {number: 0}, decline_yen=3000) for number in range(2)]
    assert optimum(make_tour(bids, rules=make_rules(workload_yen=1001))) == 5000
