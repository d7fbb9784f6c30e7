"""What is particular to CP-SAT; its optima are tried with those of the others in test_prover."""

from solver.proof.findings import Ending
from solver.proof.networks.building import build_model
from solver.proof.networks.cpsat import prove_with_cpsat
from solver.proof.networks.scope import whole_scope
from solver.search.draft import Holding
from tests.solver.proof.proofs import Findings, compile_document
from tests.solver.tours import START, lock, make_bid, make_rules, make_tour

ZERO = START.toordinal()
HUGE_YEN = 999_999_999


def test_prices_that_no_floating_point_tells_apart_are_counted_exactly() -> None:
    bids = [
        make_bid("b1", {0: HUGE_YEN, 1: HUGE_YEN - 1}, decline_yen=HUGE_YEN + 1),
        make_bid("b2", {3: 0}, decline_yen=HUGE_YEN),
    ]
    tour = compile_document(make_tour(bids))
    found = Findings(tour)
    model = build_model(whole_scope(tour))
    assert prove_with_cpsat(model, [None, None], 0, found) is Ending.OPTIMAL
    assert found.costs[-1] == found.bounds[-1] == HUGE_YEN + 1 + 2000


def test_from_a_start_that_is_best_nothing_better_is_told() -> None:
    tour = compile_document(make_tour([make_bid("b1")]))
    found = Findings(tour)
    model = build_model(whole_scope(tour))
    assert prove_with_cpsat(model, [Holding(ZERO, (0,))], 0, found) is Ending.OPTIMAL
    assert set(found.costs) <= {2000}
    assert found.bounds[-1] == 2000


def test_a_model_without_a_plan_is_infeasible() -> None:
    tour = make_tour([lock(make_bid("b1"), 0, "a1")], rules=make_rules(travel_budget_yen=0))
    compiled = compile_document(tour)
    found = Findings(compiled)
    assert prove_with_cpsat(build_model(whole_scope(compiled)), None, 0, found) is (
        Ending.INFEASIBLE
    )
    assert found.costs == []
