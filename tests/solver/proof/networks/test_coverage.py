"""The price of coverage in the exact model."""

from tests.solver.proof.proofs import optimum
from tests.solver.tours import make_bid, make_rules, make_tour

RULES = make_rules(coverage_yen=700)


def test_a_place_is_covered_by_any_of_its_bids() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {50: 0}, decline_yen=0)]
    assert optimum(make_tour(bids, rules=RULES)) == 2000


def test_a_place_without_a_seminar_is_charged_once() -> None:
    bids = [make_bid(name, {50: 0}, decline_yen=0) for name in ("b1", "b2")]
    assert optimum(make_tour(bids, rules=RULES)) == 700


def test_coverage_can_make_a_costly_seminar_worth_while() -> None:
    assert optimum(make_tour([make_bid("b1", decline_yen=1400)], rules=RULES)) == 2000
    assert optimum(make_tour([make_bid("b1", decline_yen=1200)], rules=RULES)) == 1900
