"""Rule 13 in the exact model."""

from tests.solver.proof.proofs import optimum
from tests.solver.tours import lock, make_bid, make_rules, make_tour


def test_the_budget_may_be_used_up() -> None:
    bids = [lock(make_bid("b1"), 0, "a1")]
    assert optimum(make_tour(bids, rules=make_rules(travel_budget_yen=2000))) == 2000


def test_locked_seminars_above_the_budget_are_infeasible() -> None:
    bids = [lock(make_bid("b1"), 0, "a1")]
    assert optimum(make_tour(bids, rules=make_rules(travel_budget_yen=1999))) is None


def test_hotels_count_towards_the_budget() -> None:
    bids = [make_bid("b1", place="far", start="08:00")]
    assert optimum(make_tour(bids, rules=make_rules(travel_budget_yen=28_000))) == 28_000
    assert optimum(make_tour(bids, rules=make_rules(travel_budget_yen=27_999))) == 500_000


def test_the_dearest_decline_is_spared_within_the_budget() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {9: 0}, decline_yen=600_000)]
    assert optimum(make_tour(bids, rules=make_rules(travel_budget_yen=3000))) == 502_000
