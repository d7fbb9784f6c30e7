import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.findings import Ending
from solver.proof.networks.building import build_model
from solver.proof.networks.scope import whole_scope
from solver.proof.rounding import whole_yen
from tests.solver.exhaustive import least_cost
from tests.solver.peer import TOURS, needs_shared
from tests.solver.proof.proofs import PROVERS, Findings, Prove, compile_document, optimum
from tests.solver.robust.strategies import examples
from tests.solver.tours import make_bid, make_tour, random_tour


@pytest.mark.parametrize("prove", PROVERS)
@settings(max_examples=examples(30), deadline=None)
@given(seed=st.integers(0, 10**9), locked=st.sampled_from([0.0, 0.3]))
def test_the_proven_optimum_is_that_of_exhaustive_search(
    prove: Prove, seed: int, locked: float
) -> None:
    tour = random_tour(seed, bids=3, locked=locked)
    expected = least_cost(compile_document(tour))
    assert optimum(tour, prove) == expected


@needs_shared
@pytest.mark.parametrize("path", sorted(TOURS.glob("tiny-??-*.json")), ids=lambda path: path.stem)
@pytest.mark.parametrize("prove", PROVERS)
def test_each_tiny_reference_tour_is_solved_to_its_optimum(prove: Prove, path: Path) -> None:
    if prove is PROVERS[1] and path.stem == "tiny-04-same-day":
        pytest.skip("takes CP-SAT half a minute")
    optima = json.loads((TOURS / "tiny-optima.json").read_text(encoding="utf-8"))
    assert optimum(json.loads(path.read_text(encoding="utf-8")), prove) == optima[path.stem]


def test_a_proof_goes_on_from_a_plan_that_it_is_given() -> None:
    tour = compile_document(make_tour([make_bid("b1", {0: 5, 3: 0})]))
    for prove in PROVERS:
        findings = Findings(tour)
        ending = prove(build_model(whole_scope(tour)), [None], 0, findings)
        assert (ending, findings.bounds[-1]) == (Ending.OPTIMAL, 2000)


@pytest.mark.parametrize(
    ("bound", "yen"), [(99.999, 100), (100.0, 100), (100.000001, 100), (100.5, 101), (0.0, 0)]
)
def test_a_bound_in_floating_point_becomes_whole_yen_without_rising(bound: float, yen: int) -> None:
    assert whole_yen(bound) == yen
