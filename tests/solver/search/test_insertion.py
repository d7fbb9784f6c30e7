"""The cheapest way to hold one more bid, against trying every day and team."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.search.draft import Draft, Holding
from solver.search.greedy import budget_left, hardest_first, insert_all
from solver.search.insertion import Member, best_insertion, cheapest_team, is_possible
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import START, make_adviser, make_bid, make_rules, make_tour, random_tour

ZERO = START.toordinal()


def some_plan(seed: int) -> Draft | None:
    """Return a valid plan that leaves a bid out, None where there is nothing to plan."""
    tour = compile_document(random_tour(seed, locked=0.0, fewest=2))
    draft = Draft(tour)
    insert_all(draft, hardest_first(tour)[1:], lambda: False)
    return draft if draft.is_valid() else None


@given(seed=st.integers(0, 10**6))
def test_the_best_insertion_is_the_cheapest_of_all_days_and_teams(seed: int) -> None:
    draft = some_plan(seed)
    assert draft is not None
    before_yen = draft.cost_yen()
    assert before_yen is not None
    bid = draft.tour.bids[hardest_first(draft.tour)[0]]
    ways: dict[Holding, int] = {}
    for day, team in product(bid.day_yen, product(*bid.able)):
        if len(set(team)) == len(team):
            holding = Holding(day, team)
            fits = is_possible(draft, bid.index, holding, budget_left(draft))
            draft.hold(bid.index, holding)
            assert fits == draft.is_valid()
            if fits:
                ways[holding] = (draft.cost_yen() or 0) - before_yen
            draft.decline(bid.index)
    found = best_insertion(draft, bid.index, budget_left(draft))
    assert (found is None) == (not ways)
    if found is not None:
        assert found.yen == ways[found.holding] == min(ways.values())
    assert draft.cost_yen() == before_yen


SLOT = st.lists(
    st.builds(Member, st.integers(-9, 9), st.integers(0, 4), st.integers(0, 9)),
    min_size=1,
    max_size=4,
    unique_by=lambda member: member.adviser,
).map(sorted)


@given(slots=st.lists(SLOT, min_size=1, max_size=3), budget=st.none() | st.integers(0, 20))
def test_the_cheapest_team_is_the_cheapest_of_different_members_within_the_budget(
    slots: list[list[Member]], budget: int | None
) -> None:
    teams = [
        sum(one.yen for one in team)
        for team in product(*slots)
        if len({one.adviser for one in team}) == len(team)
        and (budget is None or sum(one.travel_yen for one in team) <= budget)
    ]
    found = cheapest_team(slots, budget)
    assert (None if found is None else found[0]) == min(teams, default=None)


@pytest.mark.parametrize(("budget", "possible"), [(None, True), (2000, True), (1999, False)])
def test_what_is_over_the_budget_cannot_be_put_in(budget: int | None, possible: bool) -> None:
    draft = Draft(compile_document(make_tour([make_bid("b1")])))
    assert (best_insertion(draft, 0, budget) is not None) == possible
    assert is_possible(draft, 0, Holding(ZERO, (0,)), budget) == possible


def test_it_is_told_even_where_it_costs_more_than_declining() -> None:
    bid = make_bid("b1", decline_yen=500)
    found = best_insertion(Draft(compile_document(make_tour([bid]))), 0)
    assert found is not None
    assert found.yen == 1500


def test_covering_a_place_and_keeping_whom_was_published_save() -> None:
    bid = make_bid("b1", current={"date": START.isoformat(), "advisers": ["a2"]})
    tour = make_tour(
        [bid], [make_adviser("a1"), make_adviser("a2")], rules=make_rules(coverage_yen=70)
    )
    found = best_insertion(Draft(compile_document(tour)), 0)
    assert found is not None
    assert found.holding == Holding(ZERO, (1,))
    assert found.yen == 2000 - 500_000 - 40_000 - 70
