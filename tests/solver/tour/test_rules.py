"""Each of the rules 1 to 6, kept just so and broken just so."""

from datetime import date
from typing import Any

import pytest

from solver import Instance, Plan, Seminar, read_instance
from solver.formats.violations import Breach
from solver.tour.rules import (
    broken_rules,
    check_date,
    check_day,
    check_each_bid_once,
    check_limits,
    check_lock,
    check_place,
    check_team,
)
from tests.solver.tours import Document, day, lock, make_adviser, make_bid, make_rules, make_tour


def read(bids: list[Document], *, rules: Document | None = None, **changes: Any) -> Instance:
    advisers = [make_adviser("a1", **changes), make_adviser("a2", topics=["brand"])]
    return read_instance(make_tour(bids, advisers, rules=rules))


def seminar(bid: str, number: int, *team: str) -> Seminar:
    return Seminar(bid, date.fromisoformat(day(number)), team)


@pytest.mark.parametrize(("held", "broken"), [(0, True), (1, False), (2, True)])
def test_each_bid_is_held_or_declined_once(held: int, broken: bool) -> None:
    instance = read([make_bid("b1")])
    plan = Plan("small", "feasible", None, None, (seminar("b1", 0, "a1"),) * held)
    assert bool(list(check_each_bid_once(instance, plan))) == broken


@pytest.mark.parametrize(
    ("held", "broken"),
    [
        (seminar("b1", 0, "a1"), False),
        (seminar("b1", 1, "a1"), True),
        (seminar("b1", 0, "a2"), True),
        (None, True),
    ],
)
def test_a_locked_bid_is_held_as_published(held: Seminar | None, broken: bool) -> None:
    (bid,) = read([lock(make_bid("b1", {0: 0, 1: 0}), 0, "a1")]).bids
    assert [one.breach for one in check_lock(bid, held)] == [Breach.LOCK] * broken


def test_a_bid_that_is_not_locked_may_move() -> None:
    (bid,) = read([make_bid("b1", current={"date": day(0), "advisers": ["a1"]})]).bids
    assert list(check_lock(bid, None)) == []


@pytest.mark.parametrize(
    ("number", "broken"),
    [
        (0, []),
        (1, [Breach.DATE_NOT_OFFERED]),
        (60, [Breach.OUTSIDE_HORIZON]),
        (61, [Breach.DATE_NOT_OFFERED, Breach.OUTSIDE_HORIZON]),
    ],
)
def test_a_date_is_offered_and_in_the_horizon(number: int, broken: list[Breach]) -> None:
    instance = read([make_bid("b1", {0: 0, 60: 0})])
    found = check_date(instance, instance.bids[0], seminar("b1", number, "a1"))
    assert [one.breach for one in found] == broken


@pytest.mark.parametrize(
    ("team", "broken"),
    [
        (("a1", "a2"), []),
        (("a2", "a1"), [Breach.TOPICS, Breach.TOPICS]),
        (("a1",), [Breach.TEAM_SIZE]),
        (("a1", "a1"), [Breach.TWO_SLOTS, Breach.TOPICS]),
    ],
)
def test_each_slot_has_an_adviser_of_its_own_with_its_topics(
    team: tuple[str, ...], broken: list[Breach]
) -> None:
    instance = read([make_bid("b1", slots=[["ip"], ["brand"]])])
    found = check_team(instance, instance.bids[0], seminar("b1", 0, *team))
    assert [one.breach for one in found] == broken


@pytest.mark.parametrize(
    ("limits", "broken"),
    [
        ({"max_seminars": 3, "max_per_month": 2}, []),
        ({"max_seminars": 2, "max_per_month": 3}, [Breach.SEMINARS]),
        ({"max_seminars": 3, "max_per_month": 1}, [Breach.SEMINARS_IN_MONTH]),
    ],
)
def test_an_adviser_keeps_the_limits_in_all_and_in_each_calendar_month(
    limits: dict[str, Any], broken: list[Breach]
) -> None:
    (adviser, _) = read([make_bid("b1")], **limits).advisers
    two_in_june = [seminar("b1", number, "a1") for number in (0, 1, 3)]  # the third is in July
    assert [one.breach for one in check_limits(adviser, two_in_june)] == broken


@pytest.mark.parametrize(("limit", "broken"), [(None, False), (2, False), (1, True)])
def test_a_day_has_so_many_seminars_at_most(limit: int | None, broken: bool) -> None:
    instance = read([make_bid("b1")], rules=make_rules(max_seminars_per_day=limit))
    found = check_day(instance, [seminar("b1", 0, "a1"), seminar("b2", 0, "a2")])
    assert bool(list(found)) == broken


@pytest.mark.parametrize(("gap", "broken"), [(0, False), (3, False), (4, True)])
def test_two_seminars_in_one_place_keep_their_distance(gap: int, broken: bool) -> None:
    instance = read([make_bid("b1")], rules=make_rules(same_place_gap_days=gap))
    found = list(check_place(instance, "near", [seminar("b2", 3, "a2"), seminar("b1", 0, "a1")]))
    assert [(one.bids, one.found) for one in found] == [(("b1", "b2"), 3)] * broken


def test_all_of_them_are_asked_of_a_whole_plan() -> None:
    rules = make_rules(max_seminars_per_day=1, same_place_gap_days=2)
    bids = [lock(make_bid("b1"), 0, "a1"), make_bid("b2", {1: 0})]
    instance = read(bids, rules=rules, max_seminars=1)
    plan = [seminar("b1", 1, "a1"), seminar("b2", 1, "a1")]
    assert {one.breach for one in broken_rules(instance, plan)} == {
        Breach.LOCK,
        Breach.DATE_NOT_OFFERED,
        Breach.SEMINARS,
        Breach.SEMINARS_ON_DAY,
        Breach.PLACE_GAP,
    }
