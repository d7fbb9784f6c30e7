import json

import pytest

from solver.proof.findings import Ending


@pytest.mark.parametrize("ending", list(Ending))
def test_an_ending_is_sent_as_its_name(ending: Ending) -> None:
    assert Ending(json.loads(json.dumps(ending))) is ending


def test_a_proof_that_gave_up_proves_neither() -> None:
    assert {Ending.OPTIMAL, Ending.INFEASIBLE}.isdisjoint({Ending.OPEN})
