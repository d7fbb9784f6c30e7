import json

from hypothesis import given
from hypothesis import strategies as st

from solver.proof.messages import parse_holdings, write_holdings
from solver.search.draft import Holding

HOLDING = st.builds(Holding, st.integers(1, 10**6), st.lists(st.integers(0, 99)).map(tuple))


@given(holdings=st.lists(st.none() | HOLDING))
def test_a_plan_arrives_as_it_was_sent(holdings: list[Holding | None]) -> None:
    assert parse_holdings(json.loads(json.dumps(write_holdings(holdings)))) == holdings
