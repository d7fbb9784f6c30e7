"""Solving from what is known: what has been published, and a plan that the caller brings."""

from dataclasses import replace
from datetime import timedelta

import pytest

from solver import Instance, Plan, Progress, Seminar, SolveOptions, check, read_instance, solve
from solver.search.draft import Draft, Holding
from solver.search.greedy import draft_locked
from solver.search.starting import draft_known, known_holdings, late_bids, put_in, read_holdings
from solver.tour.compiled import CompiledTour, compile_instance
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

ONE_WORKER = SolveOptions(time_limit_seconds=60, workers=1)
HELD = Seminar("b1", START, ("a1",))


def compile_document(tour: Document) -> CompiledTour:
    return compile_instance(read_instance(tour))


def publish(bid: Document, number: int, *team: str) -> Document:
    """Return the bid as published, and free to be moved."""
    return {**lock(bid, number, *team), "locked": False}


def plan_of(*seminars: Seminar) -> Plan:
    return Plan("small", "feasible", None, None, seminars)


def first_plans(instance: Instance, start: Plan | None = None) -> list[Progress]:
    """Return what is told by a solve that ends before anything is searched."""
    heard: list[Progress] = []
    solve(instance, ONE_WORKER, start=start, on_progress=heard.append, should_stop=lambda: True)
    return heard


def test_a_seminar_that_is_still_possible_is_read() -> None:
    tour = compile_document(make_tour([make_bid("b0"), make_bid("b1")]))
    assert read_holdings(tour, [HELD]) == [None, Holding(START.toordinal(), (0,))]


@pytest.mark.parametrize(
    "seminar",
    [
        replace(HELD, bid="b9"),
        replace(HELD, date=START + timedelta(days=1)),
        replace(HELD, advisers=("a9",)),
        replace(HELD, advisers=("a1", "a1")),
        replace(HELD, advisers=()),
        replace(HELD, advisers=("b1",)),
    ],
    ids=["no such bid", "no such date", "no such adviser", "too many", "too few", "not able"],
)
def test_a_seminar_that_is_no_longer_possible_is_ignored(seminar: Seminar) -> None:
    advisers = [make_adviser("a1"), make_adviser("b1", topics=["brand"])]
    tour = compile_document(make_tour([make_bid("b1")], advisers))
    assert read_holdings(tour, [seminar]) == [None]


def test_nobody_fills_two_slots_of_a_start() -> None:
    tour = compile_document(make_tour([make_bid("b1", slots=[["ip"], ["ip"]])]))
    assert read_holdings(tour, [replace(HELD, advisers=("a1", "a1"))]) == [None]


def test_the_plan_that_is_brought_comes_before_what_is_published() -> None:
    tour = compile_document(make_tour([publish(make_bid("b1", {0: 0, 3: 0}), 3, "a1")]))
    known = known_holdings(tour, plan_of(HELD))
    days = [holding and holding.day - START.toordinal() for (holding,) in known]
    assert days == [0, 3]


def test_nothing_is_known_of_a_new_tour() -> None:
    assert known_holdings(compile_document(make_tour([make_bid("b1")])), plan_of()) == []


def test_the_bids_that_the_first_known_plan_does_not_hold_are_late() -> None:
    bids = [publish(make_bid("b1"), 0, "a1"), make_bid("b2", {3: 0}), make_bid("b3", {5: 0})]
    tour = compile_document(make_tour(bids))
    start = plan_of(HELD, Seminar("b3", START + timedelta(days=5), ("a1",)))
    assert late_bids(known_holdings(tour, start)) == [1]
    assert late_bids(known_holdings(tour, None)) == [1, 2]
    assert late_bids([]) == []


def test_what_does_not_fit_beside_the_others_is_left_out() -> None:
    bids = [make_bid(name, {0: 0}, place=place) for name, place in (("b1", "near"), ("b2", "far"))]
    tour = compile_document(make_tour(bids))
    draft = Draft(tour)
    put_in(draft, read_holdings(tour, [HELD, replace(HELD, bid="b2")]))
    assert [seminar.bid for seminar in draft.seminars()] == ["b1"]


def test_what_is_over_the_budget_is_left_out() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {3: 0})]
    tour = compile_document(make_tour(bids, rules=make_rules(travel_budget_yen=3999)))
    draft = Draft(tour)
    late = Seminar("b2", START + timedelta(days=3), ("a1",))
    put_in(draft, read_holdings(tour, [HELD, late]))
    assert [seminar.bid for seminar in draft.seminars()] == ["b1"]


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_put_in_the_plan_stays_valid(seed: int) -> None:
    tour = compile_document(random_tour(seed, bids=8, locked=0.2))
    for wished in known_holdings(tour, None):
        draft = draft_locked(tour)
        if draft is not None:
            before = list(draft.holdings)
            put_in(draft, wished)
            assert draft.is_valid()
            kept = zip(before, draft.holdings, strict=True)
            assert all(old in (None, new) for old, new in kept)


def test_a_locked_bid_stays_locked_whatever_the_start_says() -> None:
    bid = lock(make_bid("b1", {0: 0, 3: 0}), 3, "a1")
    plan = solve(read_instance(make_tour([bid])), ONE_WORKER, start=plan_of(HELD))
    assert [seminar.date for seminar in plan.seminars] == [START + timedelta(days=3)]


def test_a_start_answers_where_the_locked_bids_alone_are_not_valid() -> None:
    """From `far` to `near` takes too long directly, but not by way of a seminar in `home`."""
    bids = [
        lock(make_bid("b1", {0: 0}, place="far", start="06:30", end="07:00"), 0, "a1"),
        make_bid("b2", {0: 0}, place="home", start="11:00", end="11:30"),
        lock(make_bid("b3", {0: 0}, start="15:00", end="16:00"), 0, "a1"),
    ]
    tour = make_tour(bids, [make_adviser(max_nights_away=1, home="far")])
    tour["travel"]["minutes"] = [[30, 60, 180], [60, 30, 60], [180, 900, 30]]
    instance = read_instance(tour)
    compiled = compile_instance(instance)
    start = plan_of(*(replace(HELD, bid=bid) for bid in ("b1", "b2", "b3")))
    assert draft_locked(compiled) is None
    assert draft_known(compiled, known_holdings(compiled, plan_of(HELD))) is None
    assert draft_known(compiled, known_holdings(compiled, start)) is not None
    plan = solve(instance, ONE_WORKER, start=start, should_stop=lambda: True)
    assert plan.seminars == start.seminars
    assert check(instance, plan).valid


def test_the_start_is_told_at_once() -> None:
    instance = read_instance(make_tour([make_bid("b1"), make_bid("b2", {3: 0})]))
    told = [(each.phase, each.objective_yen) for each in first_plans(instance, plan_of(HELD))]
    assert told == [("start", 1_000_000), ("start", 502_000)]


def test_the_published_plan_is_a_start_too() -> None:
    instance = read_instance(make_tour([publish(make_bid("b1"), 0, "a1")]))
    assert [each.objective_yen for each in first_plans(instance)] == [540_000, 2000]


def test_a_late_bid_is_put_in_beside_the_start() -> None:
    bids = [make_bid("b1", {0: 0, 3: 5000}), make_bid("late", {0: 0, 1: 0}, place="far")]
    heard: list[Progress] = []
    instance = read_instance(make_tour(bids))
    plan = solve(instance, ONE_WORKER, start=plan_of(HELD), on_progress=heard.append)
    assert [each.phase for each in heard[:3]] == ["start", "start", "greedy"]
    assert plan.seminars[0] == HELD
    assert plan.status == "optimal"


def test_a_bad_start_does_not_lead_to_a_worse_plan() -> None:
    instance = read_instance(make_tour([make_bid("b1", {0: 0, 3: 5000})]))
    start = plan_of(replace(HELD, date=START + timedelta(days=3)))
    plan = solve(instance, ONE_WORKER, start=start)
    assert (plan.status, plan.objective_yen) == ("optimal", 2000)


@pytest.mark.parametrize("seed", [5, 24, 41, 77])
def test_a_start_does_not_change_what_is_proven(seed: int) -> None:
    instance = read_instance(random_tour(seed))
    plan = solve(instance, ONE_WORKER)
    again = solve(instance, ONE_WORKER, start=plan)
    assert (again.status, again.objective_yen) == (plan.status, plan.objective_yen)
