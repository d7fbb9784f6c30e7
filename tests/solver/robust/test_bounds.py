"""No bound is above the cost of a plan that anything else has found."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from solver.proof.columns.prover import prove_with_columns
from solver.proof.columns.suitability import is_suitable
from solver.proof.findings import Ending
from solver.proof.networks.prover import prove
from solver.search.draft import Draft
from solver.search.greedy import hardest_first, insert_all
from solver.search.ruin import RuinSearch, improve
from tests.solver.exhaustive import least_cost
from tests.solver.peer import needs_shared
from tests.solver.proof.proofs import Findings, compile_document, optimum, prove_by_columns
from tests.solver.robust.odd import easygoing, odd_tour
from tests.solver.robust.strategies import THOROUGHNESS, examples, generated_tours

IDLE_STEPS = 50
"""Steps without a better plan after which a search by ruin ends."""


@pytest.mark.parametrize("seed", range(250 * THOROUGHNESS))
def test_column_generation_proves_the_optimum_of_exhaustive_search(seed: int) -> None:
    """Four to six bids; half of the tours are such that most can be held."""
    tour = odd_tour(seed, [easygoing] if seed % 2 else [], fewest=4)
    assert optimum(tour, prove_by_columns) == least_cost(compile_document(tour))


@needs_shared
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_both_ways_to_prove_find_the_same_optimum(data: st.DataObject) -> None:
    document = data.draw(generated_tours(bids=8))
    assume(is_suitable(compile_document(document)))
    assert optimum(document, prove_by_columns) == optimum(document, prove)


@needs_shared
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_searching_finds_is_never_below_a_bound_of_the_proof(data: st.DataObject) -> None:
    tour = compile_document(data.draw(generated_tours(bids=16)))
    assume(is_suitable(tour) and not any(bid.locked for bid in tour.bids))
    draft = Draft(tour)
    insert_all(draft, hardest_first(tour), lambda: False)
    greedy, search = list(draft.holdings), RuinSearch(draft, seed=1)
    found = Findings(tour)
    found.plan(greedy)
    assert prove_with_columns(tour, greedy, 0, found) is Ending.OPTIMAL
    costs = list(improve(search, lambda: False, IDLE_STEPS))
    assert max(found.bounds) == min(found.costs) <= min([*costs, found.costs[0]])
