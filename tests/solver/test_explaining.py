from dataclasses import replace

import pytest

from solver import (
    InvalidPlan,
    Plan,
    SolveOptions,
    Undecided,
    explain,
    explaining,
    read_instance,
    solve,
)
from solver.formats.faults import LARGEST_NUMBER
from solver.proof.columns.suitability import is_suitable
from solver.texts import remarks
from solver.tour.compiled import compile_instance
from tests.solver.exhaustive import least_cost
from tests.solver.explained import OPTIONS, explain_bid, plan_greedily, two_for_one_adviser
from tests.solver.tours import (
    Document,
    day,
    lock,
    make_adviser,
    make_bid,
    make_tour,
    random_tour,
)


def test_a_held_bid_has_its_next_best_date_with_the_extra_cost() -> None:
    explanation = explain_bid(make_tour([make_bid("b1", {0: 0, 3: 700, 5: 900})]))
    assert explanation.next_best is not None
    assert explanation.next_best.date.isoformat() == day(3)
    assert explanation.next_best.difference_yen == 700
    assert "+700 yen" in explanation.text.en
    assert "+700円" in explanation.text.ja


def test_a_held_bid_may_have_no_other_way() -> None:
    explanation = explain_bid(make_tour([make_bid("b1")]))
    assert explanation.next_best is None
    assert "no other date" in explanation.text.en


def test_a_locked_bid_has_no_next_best() -> None:
    explanation = explain_bid(make_tour([lock(make_bid("b1", {0: 0, 3: 0}), 0, "a1")]))
    assert explanation.next_best is None
    assert "fixed" in explanation.text.en


def test_what_holding_an_outbid_one_costs_is_exact_where_it_is_proven() -> None:
    explanation = explain_bid(two_for_one_adviser())
    assert explanation.extra is not None
    assert explanation.extra.is_exact
    assert explanation.extra.at_most_yen == 100_000
    changes = {change.bid: change.kind for change in explanation.extra.changes}
    assert changes == {"b1": "added", "b2": "declined"}
    assert "100,000 yen more; this is exact" in explanation.text.en
    assert "100,000円です（厳密な値）" in explanation.text.ja


def test_what_holding_it_costs_is_within_limits_where_the_time_is_too_short() -> None:
    instance = read_instance(two_for_one_adviser())
    plan = plan_greedily(instance)
    short = SolveOptions(time_limit_seconds=1e-9, workers=1)
    extra = explain(instance, plan, "b1", short).extra
    assert extra is not None
    assert extra.at_most_yen is not None
    assert extra.at_least_yen < extra.at_most_yen == 100_000


@pytest.mark.parametrize(
    ("at_least_yen", "at_most_yen", "english", "japanese"),
    [
        (700, 700, "costs 700 yen more; this is exact", "700円です（厳密な値）"),
        (100, 700, "between 100 and 700 yen", "100円以上700円以下"),
        (-50, 700, "at most 700 yen", "最大で700円"),
        (-50, -20, "costs 20 yen less", "20円少ない計画"),
        (
            100,
            None,
            "No plan that holds it was found. Any would cost at least 100",
            "少なくとも100円",
        ),
        (-50, None, "No plan that holds it was found.", "見つかりませんでした。"),
    ],
)
def test_what_is_proven_of_the_extra_cost_is_said_and_no_more(
    at_least_yen: int, at_most_yen: int | None, english: str, japanese: str
) -> None:
    text = remarks.price(at_least_yen, at_most_yen, ())
    assert english in text.en
    assert japanese in text.ja


def two_rivals() -> Document:
    """Return a tour in which `b1` needs both advisers, who each hold another bid on its day."""
    advisers = [make_adviser("a1", topics=["ip"]), make_adviser("a2", topics=["brand"])]
    bids = [
        make_bid("b1", slots=[["ip"], ["brand"]], decline_yen=50_000),
        make_bid("b2", place="home"),
        make_bid("b3", place="home", slots=[["brand"]]),
    ]
    return make_tour(bids, advisers)


def test_a_bid_that_two_others_make_way_for_has_an_exact_price() -> None:
    extra = explain_bid(two_rivals()).extra
    assert extra is not None
    assert extra.is_exact
    assert {change.bid: change.kind for change in extra.changes} == {
        "b1": "added",
        "b2": "declined",
        "b3": "declined",
    }


def test_pricing_a_bid_goes_on_from_the_plan_that_is_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    starts: list[Plan | None] = []

    def solve_nothing(*_: object, start: Plan | None = None) -> Plan:
        starts.append(start)
        raise Undecided(())

    monkeypatch.setattr(explaining, "solve", solve_nothing)
    instance = read_instance(two_rivals())
    plan = plan_greedily(instance)
    explain(instance, plan, "b1", OPTIONS)
    (start,) = starts
    assert start is not None
    assert start.seminars == plan.seminars


def test_the_price_of_an_unknown_way_to_hold_a_bid_suits_column_generation() -> None:
    instance = read_instance(make_tour([make_bid("b1", decline_yen=1_000_000)]))
    dearer = explaining._with_dearer_decline(instance, "b1", explaining.UNKNOWN_EXTRA_YEN)
    assert is_suitable(compile_instance(dearer))


def test_a_bid_that_cannot_be_declined_more_dearly_has_a_price_within_limits() -> None:
    tour = two_rivals()
    tour["bids"][0]["decline_yen"] = LARGEST_NUMBER
    tour["travel"]["yen"] = [[LARGEST_NUMBER] * 3] * 3
    extra = explain_bid(tour).extra
    assert extra is not None
    assert extra.at_least_yen >= 0


def test_a_bid_without_dates_that_a_plan_calls_outbid_is_explained_all_the_same() -> None:
    extra = explain_bid(make_tour([make_bid("b1", {}), make_bid("b2")])).extra
    assert extra is not None
    assert extra.at_most_yen is None


def test_many_bids_that_move_instead_are_counted() -> None:
    text = remarks.price(5, 5, [f"b{number}" for number in range(30)])
    assert text.en.endswith("b9 and 20 others.")
    assert text.ja.endswith("b9ほか20件。")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 8, 19, 33])
def test_the_extra_cost_is_what_exhaustive_search_finds(seed: int) -> None:
    instance = read_instance(random_tour(seed, bids=4, locked=0.0))
    plan = solve(instance, OPTIONS)
    for decline in plan.declined:
        if decline.reason != "outbid" or plan.objective_yen is None:
            continue
        explanation = explain(instance, plan, decline.bid, OPTIONS)
        assert explanation.extra is not None
        dearer = 50_000_000
        bids = tuple(
            replace(bid, decline_yen=bid.decline_yen + dearer) if bid.id == decline.bid else bid
            for bid in instance.bids
        )
        forced = least_cost(compile_instance(replace(instance, bids=bids)))
        assert forced is not None
        if forced < dearer:
            assert explanation.extra.is_exact
            assert explanation.extra.at_most_yen == forced - plan.objective_yen


def test_each_date_without_a_free_adviser_has_what_stood_in_the_way() -> None:
    bid = make_bid("b1", {0: 0, 5: 0}, place="far", start="08:00")
    adviser = make_adviser(unavailable=[day(0)], max_nights_away=0)
    explanation = explain_bid(make_tour([bid], [adviser]), "no_free_adviser")
    assert [tuple(map(str, one.broken)) for one in explanation.obstacles] == [
        (f"rule 7: adviser a1 cannot travel to b1 on {day(0)}: several rules together",),
        (f"rule 8: adviser a1 cannot travel to b1 on {day(5)}: nights away",),
    ]
    assert "cannot travel there and back in time: 1" in explanation.text.en
    assert "移動が間に合わないアドバイザー1名" in explanation.text.ja


def test_a_bid_that_is_not_there_and_a_plan_that_is_not_valid_are_refused() -> None:
    instance = read_instance(make_tour([lock(make_bid("b1"), 0, "a1")]))
    empty = Plan("small", "feasible", 0, 0)
    with pytest.raises(InvalidPlan, match="b9"):
        explain(instance, empty, "b9")
    with pytest.raises(InvalidPlan, match="not valid"):
        explain(instance, empty, "b1")
