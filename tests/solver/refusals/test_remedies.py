"""What would have won is a single change, and does win."""

from dataclasses import replace
from datetime import timedelta

import pytest

from solver import Instance, Plan, Remedy, check, read_instance
from solver.refusals.remedies import find_remedies
from solver.search.draft import draft_of
from tests.solver.explained import explain_bid, plan_greedily, two_for_one_adviser
from tests.solver.tours import (
    START,
    Document,
    day,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)


def remedies_in(instance: Instance, plan: Plan, bid: str) -> tuple[Remedy, ...]:
    draft = draft_of(instance, plan.seminars)
    found = find_remedies(draft, instance.bid_index[bid])
    assert found is not None
    return found


def remedies_of(tour: Document) -> list[Remedy]:
    instance = read_instance(tour)
    return list(remedies_in(instance, plan_greedily(instance), "b1"))


def test_one_more_date_is_found_as_a_remedy() -> None:
    tour = two_for_one_adviser()
    remedy = next(one for one in remedies_of(tour) if one.kind == "date")
    assert remedy.seminar.date > START


def test_the_nearest_date_that_wins_is_proposed_whatever_another_would_save() -> None:
    bids = [
        make_bid("b1", {0: 0}, place="far", decline_yen=300_000),
        make_bid("b2", {0: 0}, place="far"),
        make_bid("b3", {9: 0}, place="far"),
    ]
    instance = read_instance(make_tour(bids, rules=make_rules(same_place_gap_days=1)))
    draft = draft_of(instance, plan_greedily(instance).seminars)
    savings = {
        number: (find_remedies(draft, 0, open_days={START + timedelta(number)}) or ())[0]
        for number in (3, 10)
    }
    assert savings[3].saving_yen < savings[10].saving_yen  # the day after `b3` needs no new journey
    both = find_remedies(draft, 0, open_days={START + timedelta(one) for one in savings})
    assert both == (savings[3],)


def test_only_days_that_the_caller_knows_to_be_open_are_proposed() -> None:
    instance = read_instance(two_for_one_adviser())
    draft = draft_of(instance, plan_greedily(instance).seminars)
    sunday = START + timedelta(days=6)
    (remedy,) = find_remedies(draft, 0, open_days={sunday, START + timedelta(days=9)}) or ()
    assert remedy.seminar.date == sunday
    assert find_remedies(draft, 0, open_days=()) == ()


def test_an_adviser_free_on_one_day_is_found_as_a_remedy() -> None:
    tour = make_tour([make_bid("b1")], [make_adviser(unavailable=[day(0), day(9)])])
    remedy = next(one for one in remedies_of(tour) if one.kind == "free_day")
    assert (remedy.adviser, remedy.day, remedy.saving_yen) == ("a1", START, 498_000)


def test_two_unavailable_days_are_no_single_remedy() -> None:
    adviser = make_adviser(unavailable=[day(number) for number in range(-3, 43)])
    bid = make_bid("b1", place="far", start="09:00", end="20:00")
    tour = make_tour([bid], [adviser])
    assert remedies_of(tour) == []
    assert "no single change" in explain_bid(tour, "no_free_adviser").text.en


def test_one_more_seminar_of_an_adviser_is_found_as_a_remedy() -> None:
    (remedy,) = remedies_of(make_tour([make_bid("b1")], [make_adviser(max_seminars=0)]))
    assert (remedy.kind, remedy.adviser) == ("limit", "a1")


def test_one_more_in_a_month_is_told_apart_from_one_more_in_all() -> None:
    months = make_tour([make_bid("b1")], [make_adviser(max_per_month=0)])
    assert {one.kind for one in remedies_of(months)} == {"month_limit"}
    both = make_tour([make_bid("b1")], [make_adviser(max_per_month=0, max_seminars=0)])
    assert {one.kind for one in remedies_of(both)} == {"limit"}


def test_one_more_seminar_on_a_full_day_is_found_as_a_remedy() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {0: 0}, place="far", decline_yen=900_000)]
    advisers = [make_adviser("a1"), make_adviser("a2")]
    tour = make_tour(bids, advisers, rules=make_rules(max_seminars_per_day=1))
    full = [one for one in remedies_of(tour) if one.kind == "day_limit"]
    assert [one.seminar.date for one in full] == [START]
    assert "adviser" not in {one.kind for one in remedies_of(tour)}


def test_where_all_who_could_are_taken_one_more_adviser_is_a_remedy() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {0: 0}, place="far", decline_yen=900_000)]
    (remedy,) = [one for one in remedies_of(make_tour(bids)) if one.kind == "adviser"]
    assert (remedy.adviser, remedy.seminar.advisers) == ("a1", ())


def test_a_higher_budget_is_found_as_a_remedy_with_its_amount() -> None:
    tour = make_tour([make_bid("b1")], rules=make_rules(travel_budget_yen=1999))
    (remedy,) = remedies_of(tour)
    assert (remedy.kind, remedy.budget_yen) == ("budget", 2000)


def test_what_costs_more_than_declining_has_no_remedy() -> None:
    assert remedies_of(make_tour([make_bid("b1", decline_yen=1500)])) == []


NEW = "somebody-new"


def teams_of(remedy: Remedy) -> list[tuple[str, ...]]:
    """Return who may hold the bid: of one more adviser it is not told which slot they fill."""
    others = remedy.seminar.advisers
    if remedy.kind != "adviser":
        return [others]
    return [(*others[:place], NEW, *others[place:]) for place in range(len(others) + 1)]


def changed_by(remedy: Remedy, instance: Instance) -> Instance:
    """Return the tour in which a remedy has come true."""
    more = int(remedy.kind == "limit")
    in_month = int(remedy.kind in {"limit", "month_limit"})
    on_day = int(remedy.kind == "day_limit")
    budget_yen = remedy.budget_yen or instance.rules.travel_budget_yen
    advisers = [
        replace(
            one,
            unavailable=one.unavailable - {remedy.day},
            max_seminars=one.max_seminars + more,
            max_per_month=one.max_per_month + in_month,
        )
        if one.id == remedy.adviser
        else one
        for one in instance.advisers
    ]
    held = remedy.seminar
    bids = [
        replace(one, dates={held.date: max(one.dates.values(), default=0), **one.dates})
        if one.id == held.bid
        else one
        for one in instance.bids
    ]
    if remedy.kind == "adviser":
        advisers = [
            *instance.advisers,
            *(replace(one, id=NEW) for one in instance.advisers if one.id == remedy.adviser),
        ]
    limit = instance.rules.max_seminars_per_day
    most = None if limit is None else limit + on_day
    rules = replace(instance.rules, travel_budget_yen=budget_yen, max_seminars_per_day=most)
    return replace(instance, rules=rules, advisers=tuple(advisers), bids=tuple(bids))


@pytest.mark.parametrize("seed", range(80))
def test_every_remedy_gives_a_valid_plan_that_costs_so_much_less(seed: int) -> None:
    instance = read_instance(random_tour(seed, bids=6, locked=0.0))
    plan = plan_greedily(instance)
    assert plan.objective_yen is not None
    for decline in plan.declined:
        for remedy in remedies_in(instance, plan, decline.bid):
            assert remedy.saving_yen > 0
            ways = [
                Plan(
                    instance.name,
                    "feasible",
                    plan.objective_yen - remedy.saving_yen,
                    -1,
                    (*plan.seminars, replace(remedy.seminar, advisers=team)),
                    tuple(one for one in plan.declined if one.bid != decline.bid),
                )
                for team in teams_of(remedy)
            ]
            changed = changed_by(remedy, instance)
            assert any(check(changed, won).violations == () for won in ways)


def test_remedies_that_are_not_all_tried_are_not_told() -> None:
    asked: list[None] = []

    def stop_soon() -> bool:
        asked.append(None)
        return len(asked) > 3

    tour = make_tour([make_bid("b1")], [make_adviser(max_seminars=0)])
    draft = draft_of(read_instance(tour), ())
    assert find_remedies(draft, 0, stop_soon) is None
    assert find_remedies(draft, 0)


@pytest.mark.parametrize("seed", range(10))
def test_looking_for_remedies_leaves_the_draft_as_it_is(seed: int) -> None:
    instance = read_instance(random_tour(seed, bids=6, locked=0.0))
    plan = plan_greedily(instance)
    draft = draft_of(instance, plan.seminars)
    tour, schedules = draft.tour, list(draft.schedules)
    for decline in plan.declined:
        find_remedies(draft, instance.bid_index[decline.bid])
    assert (draft.tour, draft.seminars()) == (tour, plan.seminars)
    assert all(now is before for now, before in zip(draft.schedules, schedules, strict=True))
    assert draft.cost_yen() == plan.objective_yen
