"""Rule 4 in the exact model."""

import pytest

from tests.solver.proof.proofs import optimum
from tests.solver.tours import Document, lock, make_adviser, make_bid, make_tour


def two_seminars(
    limits: dict[str, int], *, locked: bool, days: tuple[int, int] = (0, 1)
) -> Document:
    bids = [make_bid(f"b{number}", {number: 0}) for number in days]
    if locked:
        bids = [lock(bid, number, "a1") for number, bid in zip(days, bids, strict=True)]
    return make_tour(bids, [make_adviser() | limits])


@pytest.mark.parametrize("limit", ["max_seminars", "max_per_month"])
def test_seminars_up_to_the_limit_are_held_and_the_rest_declined(limit: str) -> None:
    assert optimum(two_seminars({limit: 2}, locked=False)) == 4000
    assert optimum(two_seminars({limit: 1}, locked=False)) == 502_000


@pytest.mark.parametrize("limit", ["max_seminars", "max_per_month"])
def test_locked_seminars_above_the_limit_are_infeasible(limit: str) -> None:
    assert optimum(two_seminars({limit: 2}, locked=True)) == 4000
    assert optimum(two_seminars({limit: 1}, locked=True)) is None


def test_the_monthly_limit_counts_each_calendar_month_by_itself() -> None:
    assert optimum(two_seminars({"max_per_month": 1}, locked=True, days=(2, 3))) == 4000
