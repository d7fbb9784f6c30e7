from dataclasses import replace

import pytest

from solver.proof.findings import Ending
from solver.proof.networks.building import build_model
from solver.proof.networks.prover import prove
from solver.proof.networks.scope import Scope, whole_scope
from solver.search.draft import Draft, Holding
from tests.solver.proof.proofs import Findings, compile_document
from tests.solver.tours import START, make_bid, make_rules, make_tour, random_tour

ZERO = START.toordinal()


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("most_states", [0, 20_000])
def test_states_that_forget_earlier_stops_lead_to_the_same_optimum(
    seed: int, most_states: int
) -> None:
    tour = compile_document(random_tour(seed, bids=4, locked=0.0))
    found, usual = Findings(tour), Findings(tour)
    assert prove(build_model(whole_scope(tour), most_states), None, 0, found) is Ending.OPTIMAL
    assert prove(build_model(whole_scope(tour)), None, 0, usual) is Ending.OPTIMAL
    assert found.bounds[-1] == usual.bounds[-1]


def test_what_is_left_out_of_the_scope_is_paid_for_as_declined() -> None:
    tour = compile_document(
        make_tour([make_bid("b1"), make_bid("b2", {9: 0})], rules=make_rules(coverage_yen=70))
    )
    draft = Draft(tour)
    draft.take([Holding(ZERO, (0,)), None])
    found = Findings(tour)
    scope = Scope(tour, (replace(whole_scope(tour).choices[0], must_hold=True),))
    assert prove(build_model(scope), None, 0, found) is Ending.OPTIMAL
    assert found.costs[-1] == found.bounds[-1] == draft.cost_yen() == 502_000
