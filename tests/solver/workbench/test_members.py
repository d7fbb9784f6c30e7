"""Each possible member of a team, priced for each date in the adviser's own schedule."""

from datetime import timedelta
from typing import Any

import pytest

from solver import Move, Seminar, Workbench, evaluate, read_instance
from solver.formats.violations import Breach
from solver.workbench.members import PricedDate, price_dates
from tests.solver.tours import START, Document, day, make_adviser, make_bid, make_rules, make_tour


def bench(bids: list[Document], rules: Document | None = None, **changes: Any) -> Workbench:
    """Return a plan of one adviser that holds the second bid, far away, on the first day."""
    far = make_bid("far", {0: 0}, place="far")
    tour = make_tour([*bids, far], [make_adviser("a1", **changes)], rules=rules)
    return evaluate(read_instance(tour), [Seminar("far", START, ("a1",))])


def priced(plan: Workbench, bid: str = "b1") -> list[PricedDate]:
    return list(price_dates(plan.situation_of(bid)))


def test_every_offered_date_is_priced_the_earliest_first() -> None:
    found = priced(bench([make_bid("b1", {9: 0, 3: 700})]))
    assert [one.date for one in found] == [START + timedelta(days=number) for number in (3, 9)]
    assert [one.yen for one in found] == [700 - 500_000, -500_000]
    assert [one.members[0].yen for one in found] == [2000, 2000]


@pytest.mark.parametrize(
    ("changes", "number", "broken"),
    [
        ({}, 3, []),
        ({"max_seminars": 1}, 3, [Breach.SEMINARS]),
        ({"max_per_month": 1}, 2, [Breach.SEMINARS_IN_MONTH]),
        ({"max_per_month": 1}, 3, []),
        ({"unavailable": [day(3)]}, 3, [Breach.TRAVEL]),
        ({}, 0, [Breach.TRAVEL]),
    ],
    ids=["free", "full", "month full", "next month", "unavailable", "elsewhere"],
)
def test_what_an_adviser_alone_breaks_is_told_when_it_is_asked_for(
    changes: dict[str, Any], number: int, broken: list[Breach]
) -> None:
    (found,) = priced(bench([make_bid("b1", {number: 0})], **changes))
    member = found.members[0]
    assert [one.breach for one in member.forbidden] == broken
    assert member.is_allowed == (not broken)


def test_who_lacks_the_topics_is_no_member() -> None:
    (found,) = priced(bench([make_bid("b1", slots=[["brand"]])]))
    assert found.members == {}


def test_what_any_team_breaks_on_a_date_is_told_apart_from_its_members() -> None:
    rules = make_rules(max_seminars_per_day=1)
    (found,) = priced(bench([make_bid("b1", {0: 0}, place="home")], rules))
    assert [one.breach for one in found.closed] == [Breach.SEMINARS_ON_DAY]


def test_keeping_whom_was_published_saves_and_the_plan_is_left_as_it_is() -> None:
    current = {"date": day(5), "advisers": ["a1"]}
    plan = bench([make_bid("b1", {5: 0}, current=current)])
    before = plan.cost_yen
    (found,) = priced(plan)
    assert found.members[0].yen == 2000 - 10_000
    assert found.yen is not None
    effect = plan.effect_of(Move("b1", found.date, ("a1",)))
    assert effect.difference_yen == found.yen + found.members[0].yen
    assert plan.cost_yen == before
