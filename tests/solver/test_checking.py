"""The package's own checker: each rule by itself, then against the independent one."""

from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import (
    Breach,
    Decline,
    Examiner,
    Plan,
    Report,
    Seminar,
    check,
    read_instance,
    read_plan,
)
from tests.solver.peer import judge, needs_shared
from tests.solver.tours import (
    START,
    Document,
    day,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_plan,
    random_tour,
)


def check_held(tour: Document, *held: tuple[str, int, str], **claims: Any) -> Report:
    """Check the plan that holds some bids on a day by advisers, and declines the others."""
    seminars = [
        {"bid": bid, "date": day(number), "advisers": team.split()} for bid, number, team in held
    ]
    names = {bid for bid, _, _ in held}
    document = {
        "format": "seminar-plan/1",
        "instance": "small",
        "status": "feasible",
        "objective_yen": 0,
        "bound_yen": 0,
        "seminars": seminars,
        "declined": [
            {"bid": bid["id"], "reason": "outbid"} for bid in tour["bids"] if bid["id"] not in names
        ],
        **claims,
    }
    instance = read_instance(tour)
    return check(instance, read_plan(document, instance))


def broken(report: Report) -> list[int | str]:
    return [violation.rule for violation in report.violations if violation.rule != "claim"]


def test_a_plan_that_keeps_all_rules_is_valid() -> None:
    tour = make_tour([make_bid("b1"), make_bid("b2")])
    report = check_held(tour, ("b1", 0, "a1"), objective_yen=502_000)
    assert report.valid
    assert report.objective_yen == 502_000
    assert report.components.fares == 2000
    assert report.components.declines == 500_000


@pytest.mark.parametrize("times", [0, 2])
def test_a_bid_must_be_held_or_declined_exactly_once(times: int) -> None:
    instance = read_instance(make_tour([make_bid("b1")]))
    declined = (Decline("b1", "outbid"),) * times
    report = check(instance, Plan("small", "feasible", 500_000, 0, (), declined))
    assert broken(report) == [1]


def test_a_locked_bid_must_be_held_as_published() -> None:
    bid = lock(make_bid("b1", {0: 0, 1: 0}), 0, "a1")
    assert broken(check_held(make_tour([bid]), ("b1", 0, "a1"))) == []
    assert broken(check_held(make_tour([bid]), ("b1", 1, "a1"))) == [1]
    assert broken(check_held(make_tour([bid]))) == [1]


def test_a_seminar_must_be_on_an_offered_date() -> None:
    report = check_held(make_tour([make_bid("b1")]), ("b1", 1, "a1"))
    assert broken(report) == [2]


def test_a_seminar_must_lie_in_the_horizon() -> None:
    report = check_held(make_tour([make_bid("b1", {5: 0})], days=5), ("b1", 5, "a1"))
    assert broken(report) == [2]


def test_an_adviser_must_have_the_topics_of_the_slot() -> None:
    bid = make_bid("b1", slots=[["ip", "brand"]])
    assert broken(check_held(make_tour([bid]), ("b1", 0, "a1"))) == [3]


def test_a_team_needs_as_many_different_advisers_as_slots() -> None:
    bid = make_bid("b1", slots=[["ip"], ["ip"]])
    tour = make_tour([bid], [make_adviser("a1"), make_adviser("a2")])
    assert broken(check_held(tour, ("b1", 0, "a1 a2"))) == []
    assert broken(check_held(tour, ("b1", 0, "a1 a1"))) == [3]
    assert broken(check_held(tour, ("b1", 0, "a1"))) == [3]


@pytest.mark.parametrize("limit", ["max_seminars", "max_per_month"])
def test_an_adviser_gives_no_more_seminars_than_allowed(limit: str) -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {1: 0})]
    held = ("b1", 0, "a1"), ("b2", 1, "a1")
    assert broken(check_held(make_tour(bids, [make_adviser("a1", **{limit: 2})]), *held)) == []
    assert broken(check_held(make_tour(bids, [make_adviser("a1", **{limit: 1})]), *held)) == [4]


def test_months_are_calendar_months() -> None:
    bids = [make_bid("b1", {2: 0}), make_bid("b2", {3: 0})]
    tour = make_tour(bids, [make_adviser(max_per_month=1)])
    assert broken(check_held(tour, ("b1", 2, "a1"), ("b2", 3, "a1"))) == []


def test_a_day_has_no_more_seminars_than_allowed() -> None:
    tour = make_tour(
        [make_bid("b1"), make_bid("b2", place="far")],
        [make_adviser("a1"), make_adviser("a2")],
        rules=make_rules(max_seminars_per_day=1),
    )
    assert broken(check_held(tour, ("b1", 0, "a1"))) == []
    assert broken(check_held(tour, ("b1", 0, "a1"), ("b2", 0, "a2"))) == [5]


def test_seminars_in_one_place_keep_their_distance() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {4: 0, 5: 0})]
    tour = make_tour(bids, rules=make_rules(same_place_gap_days=5))
    assert broken(check_held(tour, ("b1", 0, "a1"), ("b2", 5, "a1"))) == []
    assert broken(check_held(tour, ("b1", 0, "a1"), ("b2", 4, "a1"))) == [6]


def test_a_trip_has_no_more_nights_than_allowed() -> None:
    bid = make_bid("b1", place="far", start="08:00", end="18:00")
    assert broken(check_held(make_tour([bid], [make_adviser()]), ("b1", 0, "a1"))) == []
    homebody = make_adviser(max_nights_away=1)
    assert broken(check_held(make_tour([bid], [homebody]), ("b1", 0, "a1"))) == [8]


def test_nobody_is_in_two_places_at_once() -> None:
    tour = make_tour([make_bid("b1"), make_bid("b2", place="far")])
    assert broken(check_held(tour, ("b1", 0, "a1"), ("b2", 0, "a1"))) == [7]


def test_no_trip_is_under_way_on_an_unavailable_date() -> None:
    bid = make_bid("b1", {3: 0}, place="far", start="08:00")
    tour = make_tour([bid], [make_adviser(unavailable=[day(2)])])
    assert broken(check_held(tour, ("b1", 3, "a1"))) == [11]


def test_a_leg_must_fit_into_a_day() -> None:
    rules = make_rules(day_start="10:00", day_end="14:59")
    tour = make_tour([make_bid("b1", place="far")], rules=rules)
    assert broken(check_held(tour, ("b1", 0, "a1"))) == [12]


def test_fares_and_hotels_keep_the_budget() -> None:
    bids = [make_bid("b1")]
    within = make_tour(bids, rules=make_rules(travel_budget_yen=2000))
    beyond = make_tour(bids, rules=make_rules(travel_budget_yen=1999))
    assert broken(check_held(within, ("b1", 0, "a1"))) == []
    assert broken(check_held(beyond, ("b1", 0, "a1"))) == [13]


def test_a_trip_may_leave_home_before_the_horizon_starts() -> None:
    bid = make_bid("b1", place="far", start="08:00", end="10:00")
    report = check_held(make_tour([bid]), ("b1", 0, "a1"))
    assert broken(report) == []
    (trip,) = report.itineraries["a1"]
    assert trip.departs < START
    assert trip.nights == 1
    assert trip.bids == ("b1",)


def test_the_cheapest_cut_into_trips_counts() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {1: 0}, place="far")]
    report = check_held(make_tour(bids), ("b1", 0, "a1"), ("b2", 1, "a1"))
    # One trip costs 1,000 + 8,000 + 9,000 and a night of 10,000; two cost 2,000 + 18,000.
    assert report.components.travel == 20_000
    assert len(report.itineraries["a1"]) == 2


def test_changes_are_charged_by_date_and_by_dropped_adviser() -> None:
    current = {"date": day(0), "advisers": ["a1", "a2"]}
    bid = make_bid("b1", {0: 0, 1: 0}, slots=[["ip"], ["ip"]], current=current)
    tour = make_tour([bid], [make_adviser(name) for name in ("a1", "a2", "a3")])
    assert check_held(tour, ("b1", 0, "a2 a1")).components.changes == 0
    assert check_held(tour, ("b1", 1, "a1 a3")).components.changes == 40_000
    assert check_held(tour).components.changes == 50_000


def test_coverage_and_workload_are_charged() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {9: 0}), make_bid("b3", place="far")]
    tour = make_tour(bids, rules=make_rules(coverage_yen=7, workload_yen=11))
    report = check_held(tour, ("b1", 0, "a1"), ("b2", 9, "a1"))
    assert report.components.coverage == 7
    assert report.components.workload == 11


@pytest.mark.parametrize(
    ("claims", "count"),
    [
        ({"objective_yen": 2000}, 0),
        ({"objective_yen": 2001}, 1),
        ({"objective_yen": None}, 1),
        ({"objective_yen": 2000, "bound_yen": 2001}, 1),
        ({"objective_yen": 2000, "bound_yen": -1}, 0),
        ({"objective_yen": 2000, "bound_yen": -2}, 1),
        ({"objective_yen": 2000, "bound_yen": 1999, "status": "optimal"}, 1),
        ({"objective_yen": 2000, "bound_yen": 2000, "status": "optimal"}, 0),
    ],
)
def test_what_a_plan_claims_must_be_true(claims: Document, count: int) -> None:
    report = check_held(make_tour([make_bid("b1")]), ("b1", 0, "a1"), **claims)
    assert len(report.violations) == count


def test_infeasibility_is_refuted_where_the_locked_bids_alone_are_a_valid_plan() -> None:
    tour = make_tour([lock(make_bid("b1"), 0, "a1")])
    claims = {"status": "infeasible", "reason": "no way"}
    assert broken(check_held(tour, **claims)) == ["status"]
    tour["rules"]["travel_budget_yen"] = 0
    assert check_held(tour, **claims).valid


@needs_shared
@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 10**9), locked=st.sampled_from([0.0, 0.3]))
def test_it_agrees_with_the_independent_checker(seed: int, locked: float) -> None:
    tour = random_tour(seed, locked=locked)
    instance = read_instance(tour)
    plan = random_plan(seed, tour)
    expected, report = judge(tour, plan), check(instance, read_plan(plan, instance))
    assert report.objective_yen == expected.objective
    if expected.objective is not None:
        assert asdict(report.components) == expected.components
    labels = [rule for rule, _ in expected.violations]
    found = [
        f"rule {violation.rule}" if isinstance(violation.rule, int) else violation.rule
        for violation in report.violations
    ]
    assert sorted(found) == sorted(labels)


def test_a_plan_with_a_bid_held_twice_is_counted_once() -> None:
    seminar = Seminar("b1", START, ("a1",))
    instance = read_instance(make_tour([make_bid("b1")]))
    report = check(instance, Plan("small", "feasible", 2000, 0, (seminar, seminar)))
    assert broken(report) == [1]
    assert report.objective_yen == 2000


@pytest.mark.parametrize("seed", range(40))
def test_what_jams_alone_jams_in_the_whole_problem_as_well(seed: int) -> None:
    instance = read_instance(random_tour(seed, locked=0.3))
    offered = [bid for bid in instance.bids if bid.dates][:2]
    days = {bid.id: sorted(bid.dates)[seed % len(bid.dates)] for bid in offered}
    if not instance.advisers:
        return
    adviser = instance.advisers[seed % len(instance.advisers)].id
    held = tuple(Seminar(name, when, (adviser,)) for name, when in days.items())

    whole = check(instance, Plan("all", "feasible", None, None, held)).breaches

    assert Examiner(instance).jam(adviser, days) == next(
        (each for each in whole if each.breach is Breach.TRAVEL), None
    )


def test_one_examiner_says_of_each_plan_what_a_check_of_its_own_says() -> None:
    instance = read_instance(random_tour(3, locked=0.3))
    examiner = Examiner(instance)
    plans = [read_plan(random_plan(seed, random_tour(3, locked=0.3)), instance) for seed in (1, 2)]

    assert [examiner.check(each) for each in plans] == [check(instance, each) for each in plans]
