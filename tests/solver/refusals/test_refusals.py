from solver import Breach, Decline, Rule, SolveOptions, read_instance, solve
from solver.progress import Watch
from solver.refusals.refusals import explain_declines
from solver.search.draft import Draft
from solver.search.ruin import RuinSearch
from solver.texts import wording
from solver.tour.compiled import compile_instance
from tests.solver.tours import (
    Document,
    day,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
)


def only_decline(tour: Document) -> Decline:
    plan = solve(read_instance(tour), SolveOptions(time_limit_seconds=60, workers=1))
    (decline,) = plan.declined
    assert decline.text is None
    assert wording.decline(decline).ja.endswith("。")
    return decline


def test_a_bid_whose_dates_all_lie_outside_the_horizon_has_no_date() -> None:
    assert only_decline(make_tour([make_bid("b1", {50: 0})])).reason == "no_date"


def test_a_bid_without_dates_has_no_date() -> None:
    assert only_decline(make_tour([make_bid("b1", {})])).reason == "no_date"


def test_a_bid_for_topics_that_nobody_has_finds_no_adviser() -> None:
    decline = only_decline(make_tour([make_bid("b1", slots=[["ip", "brand"]])]))
    assert decline.reason == "no_adviser"
    assert decline.topics == ("brand", "ip")


def test_two_slots_that_need_the_same_only_adviser_find_no_adviser() -> None:
    assert only_decline(make_tour([make_bid("b1", slots=[["ip"], ["ip"]])])).reason == "no_adviser"


def test_a_bid_on_whose_dates_all_are_unavailable_finds_no_free_adviser() -> None:
    adviser = make_adviser(unavailable=[day(0), day(1)])
    decline = only_decline(make_tour([make_bid("b1", {0: 0, 1: 0})], [adviser]))
    assert decline.reason == "no_free_adviser"
    assert [one.date.isoformat() for one in decline.obstacles] == [day(0), day(1)]
    assert [one.isoformat() for one in decline.dates] == [day(0), day(1)]
    for obstacle in decline.obstacles:
        assert [(one.rule, one.advisers) for one in obstacle.broken] == [
            (Rule.UNAVAILABLE, ("a1",))
        ]


def test_the_host_is_told_no_names_of_advisers() -> None:
    advisers = [make_adviser(name, unavailable=[day(0)]) for name in ("a1", "a2")]
    decline = only_decline(make_tour([make_bid("b1", {0: 0})], advisers))
    told = wording.decline(decline)
    assert "not available: 2" in told.en
    (obstacle,) = decline.obstacles
    assert [one.advisers for one in obstacle.broken] == [("a1",), ("a2",)]
    assert not any(name in told.en + told.ja for name in ("a1", "a2", "Adviser"))


def test_a_bid_too_far_to_get_there_and_back_finds_no_free_adviser() -> None:
    bid = make_bid("b1", place="far", start="08:00")
    decline = only_decline(make_tour([bid], [make_adviser(max_nights_away=0)]))
    assert decline.reason == "no_free_adviser"


def test_a_bid_that_only_a_longer_trip_can_reach_is_not_out_of_reach() -> None:
    """From home to `far` takes longer than a day, by way of `near` it does not."""
    bids = [
        make_bid("b1", {0: 0}, decline_yen=0),
        make_bid("b2", {1: 0}, place="far", decline_yen=0),
    ]
    tour = make_tour(bids)
    tour["travel"]["minutes"][0][2] = 961
    plan = solve(read_instance(tour), SolveOptions(time_limit_seconds=60, workers=1))
    assert [decline.reason for decline in plan.declined] == ["outbid", "outbid"]


def test_a_bid_that_costs_more_to_hold_than_to_decline_is_outbid_by_the_difference() -> None:
    decline = only_decline(make_tour([make_bid("b1", decline_yen=1500)]))
    assert (decline.reason, decline.extra_yen, decline.instead) == ("outbid", 500, ())
    assert decline.remedies == ()


def test_a_bid_that_costs_as_much_to_hold_as_to_decline_is_told_so() -> None:
    instance = read_instance(make_tour([make_bid("b1", decline_yen=2000)]))
    search = RuinSearch(Draft(compile_instance(instance)), 0)
    (decline,) = explain_declines(search, Watch(60.0))
    assert (decline.reason, decline.extra_yen) == ("outbid", 0)


def test_a_bid_that_loses_against_another_names_it() -> None:
    bids = [
        make_bid("b1", decline_yen=300_000),
        make_bid("b2", {20: 0}, decline_yen=400_000),
    ]
    tour = make_tour(bids, [make_adviser(max_seminars=1)])
    decline = only_decline(tour)
    assert (decline.bid, decline.extra_yen, decline.instead) == ("b1", 100_000, ("b2",))
    assert decline.remedies is not None
    assert [one.kind for one in decline.remedies] == ["limit", "adviser"]


def test_a_bid_that_the_budget_excludes_is_outbid_without_a_price() -> None:
    tour = make_tour([make_bid("b1")], rules=make_rules(travel_budget_yen=1999))
    decline = only_decline(tour)
    assert (decline.reason, decline.extra_yen) == ("outbid", None)
    assert decline.remedies is not None
    assert [(one.kind, one.budget_yen) for one in decline.remedies] == [("budget", 2000)]


def test_a_bid_on_days_that_allow_no_seminar_is_not_outbid() -> None:
    tour = make_tour([make_bid("b1")], rules=make_rules(max_seminars_per_day=0))
    decline = only_decline(tour)
    assert (decline.reason, decline.extra_yen) == ("no_free_adviser", None)
    (obstacle,) = decline.obstacles
    assert [one.breach for one in obstacle.broken] == [Breach.SEMINARS_ON_DAY]


def test_a_bid_too_near_to_a_locked_one_in_its_place_is_not_outbid() -> None:
    bids = [lock(make_bid("b1"), 0, "a1"), make_bid("b2", {1: 0})]
    tour = make_tour(bids, rules=make_rules(same_place_gap_days=2))
    assert only_decline(tour).reason == "no_free_adviser"


def test_a_bid_whose_only_adviser_is_taken_up_by_locked_ones_finds_no_free_adviser() -> None:
    bids = [lock(make_bid("b1"), 0, "a1"), make_bid("b2", {5: 0})]
    assert only_decline(make_tour(bids, [make_adviser(max_seminars=1)])).reason == "no_free_adviser"


def test_without_time_a_refusal_has_its_reason_alone() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {5: 0}, decline_yen=1500)]
    tour = make_tour(bids, [make_adviser(unavailable=[day(0)])])
    search = RuinSearch(Draft(compile_instance(read_instance(tour))), 0)
    declines = explain_declines(search, Watch(1e-9))
    assert [one.reason for one in declines] == ["no_free_adviser", "outbid"]
    assert all(one.remedies is None and not one.obstacles for one in declines)
    assert [one.isoformat() for one in declines[0].dates] == [day(0)]
