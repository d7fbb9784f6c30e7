from typing import Any

import pytest

from solver.proof.columns.suitability import MOST_KINDS, MOST_YEN, is_suitable, largest_yen
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import Document, make_adviser, make_bid, make_rules, make_tour


@pytest.mark.parametrize("yen", [MOST_YEN, MOST_YEN + 1])
@pytest.mark.parametrize(
    "make",
    [
        lambda yen: make_tour([make_bid("b1", decline_yen=yen)]),
        lambda yen: make_tour([make_bid("b1", {0: yen})]),
        lambda yen: make_tour([make_bid("b1")], rules=make_rules(hotel_yen=yen)),
        lambda yen: make_tour([make_bid("b1")], rules=make_rules(coverage_yen=yen)),
        lambda yen: make_tour([make_bid("b1")], rules=make_rules(workload_yen=yen)),
    ],
    ids=["decline", "date", "hotel", "coverage", "workload"],
)
def test_a_price_is_safe_up_to_the_largest_that_floating_point_tells_apart(
    make: Any, yen: int
) -> None:
    tour = compile_document(make(yen))
    assert largest_yen(tour) == yen
    assert is_suitable(tour) == (yen <= MOST_YEN)


def test_a_budget_is_no_price() -> None:
    tour = make_tour([make_bid("b1")], rules=make_rules(travel_budget_yen=MOST_YEN + 1))
    assert is_suitable(compile_document(tour))


def team_of(kinds: int) -> Document:
    """Return a tour with a bid of so many different slots, one of them twice."""
    topics = [f"t{number}" for number in range(kinds)]
    advisers = [make_adviser(f"a{number}", topics=[each]) for number, each in enumerate(topics)]
    return make_tour([make_bid("b1", slots=[[each] for each in [*topics, topics[0]]])], advisers)


@pytest.mark.parametrize(("kinds", "suits"), [(MOST_KINDS, True), (MOST_KINDS + 1, False)])
def test_a_team_may_have_so_many_different_slots(kinds: int, suits: bool) -> None:
    assert is_suitable(compile_document(team_of(kinds))) == suits
