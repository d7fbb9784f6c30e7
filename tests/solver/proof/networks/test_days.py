"""Rule 5 in the exact model."""

import pytest

from tests.solver.proof.proofs import optimum
from tests.solver.tours import Document, lock, make_adviser, make_bid, make_rules, make_tour


def two_on_one_day(limit: int | None, *, locked: bool) -> Document:
    bids = [make_bid("b1"), make_bid("b2", place="far")]
    if locked:
        bids = [lock(bid, 0, adviser) for bid, adviser in zip(bids, ["a1", "a2"], strict=True)]
    advisers = [make_adviser("a1"), make_adviser("a2")]
    return make_tour(bids, advisers, rules=make_rules(max_seminars_per_day=limit))


@pytest.mark.parametrize("limit", [None, 2])
def test_a_day_takes_as_many_seminars_as_allowed(limit: int | None) -> None:
    assert optimum(two_on_one_day(limit, locked=True)) == 20_000


def test_one_seminar_too_many_is_declined() -> None:
    assert optimum(two_on_one_day(1, locked=False)) == 502_000


def test_locked_seminars_above_the_limit_of_a_day_are_infeasible() -> None:
    assert optimum(two_on_one_day(1, locked=True)) is None
