"""Whatever the tour, each of its bids can be explained."""

import json
from unittest.mock import patch

from hypothesis import assume, given, settings

from solver import Explanation, Instance, Plan, explain, read_instance, solving
from solver.proof.columns.suitability import is_suitable
from solver.tour.compiled import compile_instance
from tests.solver.robust.in_process import ONE_WORKER, ProverInProcess, solve_in_process
from tests.solver.robust.strategies import examples, odd_tours
from tests.solver.tours import Document


def explain_here(instance: Instance, plan: Plan, bid: str) -> Explanation:
    """Explain a bid in the test's own process."""
    with patch.object(solving, "Prover", ProverInProcess):
        return explain(instance, plan, bid, ONE_WORKER)


@settings(max_examples=examples(40))
@given(document=odd_tours(bids=4))
def test_each_bid_of_an_odd_tour_is_explained(document: Document) -> None:
    instance = read_instance(document)
    plan = solve_in_process(instance)
    assume(plan.status == "optimal")
    suits_columns = is_suitable(compile_instance(instance))
    held = {seminar.bid for seminar in plan.seminars}
    for bid in instance.bids:
        answer = explain_here(instance, plan, bid.id)
        assert json.dumps(answer.document())
        assert answer.text.en
        assert answer.text.ja
        assert (answer.seminar is not None) == (bid.id in held)
        if answer.extra is not None:
            at_most_yen = answer.extra.at_most_yen
            assert answer.extra.at_least_yen >= 0
            assert at_most_yen is None or answer.extra.at_least_yen <= at_most_yen
            assert at_most_yen is None or answer.extra.is_exact or not suits_columns
