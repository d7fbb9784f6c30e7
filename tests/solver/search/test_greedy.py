import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.search.draft import Draft, Holding
from solver.search.greedy import budget_left, draft_locked, hardest_first, insert, insert_all
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import (
    START,
    Document,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)

ZERO = START.toordinal()


@given(seed=st.integers(0, 10**6))
def test_putting_bids_in_leaves_a_valid_plan_that_is_never_dearer(seed: int) -> None:
    draft = draft_locked(compile_document(random_tour(seed)))
    if draft is None:
        return
    yen = draft.cost_yen()
    for bid in hardest_first(draft.tour):
        insert_all(draft, [bid], lambda: False)
        now = draft.cost_yen()
        assert yen is not None
        assert now is not None
        assert draft.is_valid()
        assert now <= yen
        yen = now


def test_the_locked_bids_alone_are_held_as_published() -> None:
    bids = [make_bid("b1"), lock(make_bid("b2", {4: 0}), 4, "a1")]
    draft = draft_locked(compile_document(make_tour(bids)))
    assert draft is not None
    assert draft.holdings == [None, Holding(ZERO + 4, (0,))]


@pytest.mark.parametrize(
    "bids",
    [
        [lock(make_bid("b1"), 60, "a1")],
        [lock(make_bid("b1", slots=[["ip"], ["ip"]]), 0, "a1", "a1")],
        [lock(make_bid("b1", slots=[["brand"]]), 0, "a1")],
        [lock(make_bid("b1"), 0, "a1"), lock(make_bid("b2"), 0, "a1")],
    ],
    ids=["no date", "twice in a team", "no topics", "in two places"],
)
def test_locked_bids_that_are_no_plan_alone_make_no_draft(bids: list[Document]) -> None:
    assert draft_locked(compile_document(make_tour(bids))) is None


def test_what_saves_nothing_stays_declined() -> None:
    draft = Draft(compile_document(make_tour([make_bid("b1", decline_yen=2000)])))
    insert(draft, 0)
    assert draft.holdings == [None]


def test_once_told_to_stop_it_leaves_the_rest_declined() -> None:
    draft = Draft(compile_document(make_tour([make_bid("b1")])))
    insert_all(draft, [0], lambda: True)
    assert draft.holdings == [None]


def test_what_is_left_of_the_budget_falls_with_travel() -> None:
    tour = make_tour([make_bid("b1")], rules=make_rules(travel_budget_yen=5000))
    draft = Draft(compile_document(tour))
    assert budget_left(draft) == 5000
    insert(draft, 0)
    assert budget_left(draft) == 3000
    assert budget_left(Draft(compile_document(make_tour([make_bid("b1")])))) is None


def test_bids_with_the_fewest_ways_come_first() -> None:
    bids = [
        make_bid("many", {0: 0, 1: 0, 2: 0}),
        make_bid("few", {0: 0}),
        make_bid("none", {}),
        make_bid("nobody", {0: 0, 1: 0}, slots=[["ip"], ["design"]]),
    ]
    tour = compile_document(make_tour(bids, [make_adviser("a1"), make_adviser("a2")]))
    assert hardest_first(tour) == [2, 3, 1, 0]
