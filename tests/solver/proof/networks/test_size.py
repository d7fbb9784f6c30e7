import pytest

from solver.proof.networks.size import is_provable
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import make_adviser, make_bid, make_tour


@pytest.mark.parametrize(("most", "provable"), [(7, True), (6, False)])
def test_a_tour_is_small_enough_by_its_pairs_of_adviser_and_dated_bid(
    most: int, provable: bool
) -> None:
    """Two dates with two advisers are four; three with one, who can fill both slots, are three."""
    bids = [
        make_bid("b1", {0: 0, 1: 0}),
        make_bid("b2", {0: 0, 1: 0, 2: 0}, slots=[["brand"], ["brand", "ip"]]),
    ]
    advisers = [make_adviser("a1"), make_adviser("a2", topics=["ip", "brand"])]
    assert is_provable(compile_document(make_tour(bids, advisers)), most) == provable
