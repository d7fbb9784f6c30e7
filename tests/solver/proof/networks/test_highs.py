"""What is particular to HiGHS; its optima are tried with those of the others in test_prover."""

from solver.proof.findings import Ending
from solver.proof.networks.building import build_model
from solver.proof.networks.highs import prove_with_highs
from solver.proof.networks.scope import whole_scope
from solver.search.draft import Holding
from tests.solver.proof.proofs import Findings, compile_document
from tests.solver.tours import START, lock, make_bid, make_rules, make_tour

ZERO = START.toordinal()


def test_bounds_rise_to_the_cost_of_the_best_plan_in_whole_yen() -> None:
    bids = [make_bid(f"b{number}", {number: 0, 9: 333}) for number in range(4)]
    tour = compile_document(make_tour(bids, rules=make_rules(same_place_gap_days=2)))
    found = Findings(tour)
    model = build_model(whole_scope(tour))
    assert prove_with_highs(model, [None] * 4, 0, found) is Ending.OPTIMAL
    assert max(found.bounds) == found.bounds[-1] == min(found.costs)


def test_from_a_start_that_is_best_nothing_better_is_told() -> None:
    tour = compile_document(make_tour([make_bid("b1")]))
    found = Findings(tour)
    model = build_model(whole_scope(tour))
    assert prove_with_highs(model, [Holding(ZERO, (0,))], 0, found) is Ending.OPTIMAL
    assert set(found.costs) <= {2000}
    assert found.bounds[-1] == 2000


def test_a_model_without_a_plan_is_infeasible() -> None:
    tour = make_tour([lock(make_bid("b1"), 0, "a1")], rules=make_rules(travel_budget_yen=0))
    compiled = compile_document(tour)
    found = Findings(compiled)
    assert prove_with_highs(build_model(whole_scope(compiled)), None, 0, found) is (
        Ending.INFEASIBLE
    )
    assert found.costs == []
