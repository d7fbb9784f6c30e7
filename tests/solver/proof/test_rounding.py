import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.proof.rounding import SLACK_YEN, whole_yen


@given(yen=st.integers(0, 10**9), error=st.floats(-SLACK_YEN / 2, SLACK_YEN / 2))
def test_a_bound_that_is_a_cost_but_for_rounding_is_that_cost(yen: int, error: float) -> None:
    assert whole_yen(yen + error) == yen


@given(bound=st.floats(0, 1e9))
def test_a_bound_is_never_raised_above_the_next_whole_yen(bound: float) -> None:
    assert bound - SLACK_YEN <= whole_yen(bound) <= math.ceil(bound)


@pytest.mark.parametrize(("bound", "yen"), [(2.5, 3), (3.0, 3), (3.4, 3), (3.5, 4)])
def test_costs_are_whole_so_a_broken_bound_counts_up(bound: float, yen: int) -> None:
    assert whole_yen(bound) == yen
