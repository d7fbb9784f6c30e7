import random

from hypothesis import given
from hypothesis import strategies as st

from solver.proof.networks.building import build_model
from solver.proof.networks.scope import whole_scope
from solver.proof.networks.solutions import hint_of, read_holdings
from solver.search.draft import Holding
from tests.solver.proof.columns.small_plans import plan_at_random
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import START, make_adviser, make_bid, make_tour, random_tour


@given(seed=st.integers(0, 10**6))
def test_a_plan_that_is_hinted_is_read_again_with_teams_that_may_change_seats(seed: int) -> None:
    tour = compile_document(random_tour(seed, bids=4, locked=0.0))
    model = build_model(whole_scope(tour))
    plan = plan_at_random(tour, seed)
    hint = hint_of(model, plan)
    read = read_holdings(model, lambda literal: bool(hint.get(literal.index)))
    for before, after in zip(plan, read, strict=True):
        assert (before is None) == (after is None)
        if before is not None and after is not None:
            assert before.day == after.day
            assert set(before.team) == set(after.team)


def test_the_team_is_seated_where_its_topics_are_asked_for() -> None:
    advisers = [make_adviser("a1", topics=["brand"]), make_adviser("a2")]
    bid = make_bid("b1", slots=[["ip"], ["brand"]])
    model = build_model(whole_scope(compile_document(make_tour([bid], advisers))))
    assert read_holdings(model, lambda _: True) == [Holding(START.toordinal(), (1, 0))]


def test_where_nobody_visits_everything_is_declined() -> None:
    tour = compile_document(random_tour(random.Random(1).randrange(99)))  # noqa: S311 - test data
    model = build_model(whole_scope(tour))
    assert read_holdings(model, lambda _: False) == [None] * len(tour.bids)
