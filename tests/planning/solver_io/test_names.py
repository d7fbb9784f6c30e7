import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.planning.solver_io.names import adviser_name, bid_name, row_id

keys = st.integers(1, 2**62)


@given(keys, keys)
def test_the_planners_id_stands_for_one_row_and_advisers_and_bids_are_told_apart(
    one: int, other: int
) -> None:
    assert row_id(adviser_name(one)) == row_id(bid_name(one)) == one
    assert (adviser_name(one) == adviser_name(other)) == (one == other)
    assert adviser_name(one) != bid_name(other)


@pytest.mark.parametrize("name", ["", "a", "7", "c7", "a-7", "a 7", "a7b", "A7", "a7.0", "a²"])
def test_what_was_not_made_here_names_no_row(name: str) -> None:
    with pytest.raises(ValueError, match="names no row"):
        row_id(name)
