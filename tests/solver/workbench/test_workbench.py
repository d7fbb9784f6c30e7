"""Evaluating by hand, held against the full evaluation."""

import datetime as dt
import random
from collections import Counter
from dataclasses import replace
from itertools import islice, product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import solver
from solver import Bid, Instance, InvalidMove, Move, Option, Seminar, Workbench, read_instance
from solver.formats.violations import Violation
from solver.search.greedy import draft_locked, hardest_first, insert_all
from solver.tour.compiled import compile_instance
from solver.tour.evaluation import evaluate as evaluate_fully
from tests.solver.robust.strategies import examples, odd_tours
from tests.solver.tours import (
    START,
    Document,
    day,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)

MOST_TEAMS = 30
"""Teams of one bid up to which each is tried on each date; more take long."""


def assert_as_fully_evaluated(bench: Workbench) -> None:
    report = evaluate_fully(compile_instance(bench.instance), bench.seminars)
    assert bench.cost_yen == report.objective_yen
    assert bench.components == report.components
    assert Counter(bench.violations) == Counter(report.violations)
    trips = {each.id: bench.trips_of(each.id) for each in bench.instance.advisers}
    assert {name: found for name, found in trips.items() if found} == report.itineraries


def random_move(rng: random.Random, instance: Instance) -> Move:
    bid = rng.choice(instance.bids)
    locked = rng.choice([None, None, True, False]) if bid.current else None
    if rng.random() < 0.2 or not instance.advisers:
        return Move(bid.id, locked=locked)
    if bid.current and rng.random() < 0.2:
        return Move(bid.id, bid.current.date, bid.current.advisers, locked)
    chosen = rng.choice([*bid.dates, START + dt.timedelta(days=rng.randint(-2, 12))])
    names = [adviser.id for adviser in instance.advisers]
    size = len(bid.slots) + (rng.random() < 0.03)
    return Move(bid.id, chosen, tuple(rng.choice(names) for _ in range(size)), locked)


def assert_moves_agree(instance: Instance, seed: int, moves: int) -> None:
    """Make random moves on an empty plan and hold each against the full evaluation."""
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret
    bench = solver.evaluate(instance, [])
    assert_as_fully_evaluated(bench)
    for _ in range(moves if instance.bids else 0):
        move = random_move(rng, bench.instance)
        before_yen, before = bench.cost_yen, bench.violations
        foreseen = bench.effect_of(move)
        assert (bench.cost_yen, bench.violations) == (before_yen, before)
        assert bench.apply(move) == foreseen
        assert_as_fully_evaluated(bench)
        assert foreseen.cost_yen == bench.cost_yen
        assert Counter(bench.violations) == changed(before, foreseen)
        if before_yen is not None and bench.cost_yen is not None:
            assert foreseen.difference_yen == bench.cost_yen - before_yen


@pytest.mark.parametrize("seed", range(100))
def test_any_number_of_moves_leaves_the_cost_and_rules_of_the_full_evaluation(seed: int) -> None:
    assert_moves_agree(read_instance(random_tour(seed, bids=9, locked=0.4)), seed, moves=30)


@settings(max_examples=examples(60))
@given(document=odd_tours(bids=9), seed=st.integers(0, 99))
def test_moves_on_an_odd_tour_leave_the_cost_and_rules_too(document: Document, seed: int) -> None:
    assert_moves_agree(read_instance(document), seed, moves=15)


def changed(before: tuple[Violation, ...], effect: solver.Effect) -> Counter[Violation]:
    return Counter(before) - Counter(effect.mended) + Counter(effect.broken)


@pytest.mark.parametrize("seed", range(60))
def test_each_option_costs_and_breaks_what_choosing_it_does(seed: int) -> None:
    assert_options_agree(read_instance(random_tour(seed, bids=7)))


@settings(max_examples=examples(25))
@given(document=odd_tours(bids=5))
def test_each_option_of_an_odd_tour_does_so_too(document: Document) -> None:
    instance = read_instance(document)
    teams = [prod(map(len, bid.able)) for bid in compile_instance(instance).bids]
    assume(max(teams, default=0) <= MOST_TEAMS)
    assert_options_agree(instance)


def assert_options_agree(instance: Instance) -> None:
    """Hold each option for each bid of a first plan against the move that chooses it."""
    tour = compile_instance(instance)
    draft = draft_locked(tour)
    if draft is None:
        return
    insert_all(draft, hardest_first(tour), lambda: False)
    bench = solver.evaluate(tour.instance, draft.seminars())
    assert not bench.violations
    for bid in tour.instance.bids:
        options = list(bench.options_for(bid.id))
        assert {(option.date, option.advisers) for option in options} == all_choices(instance, bid)
        assert len(set(options)) == len(options)
        assert options == sorted(options, key=by_preference)
        for option in options:
            effect = bench.effect_of(Move(bid.id, option.date, option.advisers))
            assert option.difference_yen == effect.difference_yen
            assert bool(option.forbidden) == bool(effect.broken)


def all_choices(instance: Instance, bid: Bid) -> set[tuple[dt.date, tuple[str, ...]]]:
    able = [[one.id for one in instance.advisers if slot <= one.topics] for slot in bid.slots]
    days = bid.dates or ([bid.current.date] if bid.current else [])
    teams = [team for team in product(*able) if len(set(team)) == len(team)]
    return set(product(days, teams))


def by_preference(option: Option) -> tuple[bool, bool, int, dt.date, tuple[str, ...]]:
    yen = option.difference_yen
    return bool(option.forbidden), yen is None, yen or 0, option.date, option.advisers


def two_bids() -> Workbench:
    bids = [make_bid("b1", {0: 0, 3: 700}), make_bid("b2", {0: 0}, place="far")]
    advisers = [make_adviser("a1"), make_adviser("a2", unavailable=[day(3)])]
    instance = read_instance(make_tour(bids, advisers))
    return solver.evaluate(instance, [Seminar("b2", START, ("a1",))])


def test_how_one_bid_is_held_is_known() -> None:
    bench = two_bids()

    assert bench.seminar_of("b2") == Seminar("b2", START, ("a1",))
    assert (bench.seminar_of("b1"), bench.seminar_of("b9")) == (None, None)


def test_options_are_the_allowed_ones_first_and_then_the_cheapest() -> None:
    options = list(two_bids().options_for("b1"))
    later = START + dt.timedelta(days=3)
    assert [(one.date, one.advisers, one.difference_yen) for one in options] == [
        (START, ("a2",), -498_000),
        (later, ("a1",), -497_300),
        (START, ("a1",), None),
        (later, ("a2",), None),
    ]
    assert [broken.rule for broken in options[3].forbidden] == [11]
    (clash,) = options[2].forbidden
    assert clash.bids == ("b1", "b2")


def test_a_team_of_two_is_offered_in_every_order_that_fits() -> None:
    bid = make_bid("b1", slots=[["ip"], ["ip"]])
    advisers = [make_adviser("a1"), make_adviser("a2")]
    bench = solver.evaluate(read_instance(make_tour([bid], advisers)), [])
    teams = {option.advisers for option in bench.options_for("b1")}
    assert teams == {("a1", "a2"), ("a2", "a1")}


def ten_slots(**rules: object) -> Workbench:
    """Return a bid whose ten slots any of 40 advisers can fill, each of them known by the fare."""
    fares = [1000 * number for number in range(41)]
    home = [[0, *fares[1:]], *([fare] + [0] * 40 for fare in fares[1:])]
    advisers = [make_adviser(f"a{number:02}", home=f"p{number:02}") for number in range(1, 41)]
    tour = make_tour(
        [make_bid("b1", {0: 0, 3: 500}, place="p00", slots=[["ip"]] * 10)],
        advisers,
        rules=make_rules(**rules),
    )
    tour["places"] = [{"id": f"p{number:02}", "name": "Place"} for number in range(41)]
    tour["travel"] = {"minutes": [[30] * 41] * 41, "yen": home}
    return solver.evaluate(read_instance(tour), [])


NEAREST = tuple(f"a{number:02}" for number in range(1, 11))


def test_ten_slots_that_anybody_can_fill_begin_with_the_cheapest_team() -> None:
    options = ten_slots().options_for("b1")
    first, second = islice(options, 2)
    assert first.advisers == NEAREST
    assert second.advisers == (*NEAREST[:8], "a10", "a09")
    assert first.difference_yen == second.difference_yen
    assert options.dates == (START, START + dt.timedelta(days=3))
    later = next(options.on(options.dates[1]))
    assert (later.advisers, later.difference_yen) == (NEAREST, (first.difference_yen or 0) + 500)


def test_ten_slots_have_no_allowed_team_where_the_cheapest_is_over_the_budget() -> None:
    travel_yen = 2 * sum(range(1, 11)) * 1000
    (allowed,) = islice(ten_slots(travel_budget_yen=travel_yen).options_for("b1").allowed(), 1)
    assert allowed.advisers == NEAREST
    options = ten_slots(travel_budget_yen=travel_yen - 1).options_for("b1")
    assert list(options.allowed()) == []
    assert [broken.rule for broken in options.broken_on(START)] == [13]


def test_a_slot_that_nobody_is_left_for_leaves_no_option() -> None:
    bid = make_bid("b1", slots=[["ip"]] * 3)
    advisers = [make_adviser("a1"), make_adviser("a2"), make_adviser("a3", topics=["law"])]
    bench = solver.evaluate(read_instance(make_tour([bid], advisers)), [])
    assert list(bench.options_for("b1")) == []


def test_what_stands_in_the_way_on_a_date_is_told_once_for_each_rule_and_adviser() -> None:
    options = two_bids().options_for("b1")
    broken = [options.broken_on(date) for date in options.dates]
    assert [[(one.rule, one.advisers) for one in those] for those in broken] == [
        [(one.rule, one.advisers) for one in option.forbidden]
        for option in sorted(options)
        if option.forbidden
    ]


def test_options_stay_those_of_the_plan_that_they_were_asked_for() -> None:
    bench = two_bids()
    options, before = bench.options_for("b1"), list(bench.options_for("b1"))
    bench.apply(Move("b2"))
    assert list(options) == before
    assert list(bench.options_for("b1")) != before


def test_options_over_the_budget_are_forbidden() -> None:
    tour = make_tour([make_bid("b1")], rules=make_rules(travel_budget_yen=1999))
    (option,) = solver.evaluate(read_instance(tour), []).options_for("b1")
    assert [broken.rule for broken in option.forbidden] == [13]


def test_locking_charges_nothing_and_forbids_moving_away() -> None:
    bid = {**lock(make_bid("b1", {0: 0, 3: 0}), 0, "a1"), "locked": False}
    bench = solver.evaluate(read_instance(make_tour([bid])), [Seminar("b1", START, ("a1",))])
    locking = bench.apply(Move("b1", START, ("a1",), locked=True))
    assert (locking.difference_yen, locking.broken) == (0, ())
    moving = bench.effect_of(Move("b1", START + dt.timedelta(days=3), ("a1",)))
    assert [broken.rule for broken in moving.broken] == [1]


@pytest.mark.parametrize(
    "move",
    [
        Move("b9"),
        Move("b1", START, ("a9",)),
        Move("b1", START, ("a1",), locked=True),
    ],
    ids=["bid", "adviser", "lock"],
)
def test_a_move_that_makes_no_sense_is_refused_and_changes_nothing(move: Move) -> None:
    bench = two_bids()
    before = bench.seminars
    with pytest.raises(InvalidMove):
        bench.apply(move)
    assert bench.seminars == before


def test_the_instance_on_the_bench_has_the_locks_as_they_are_now() -> None:
    bid = lock(make_bid("b1"), 0, "a1")
    instance = read_instance(make_tour([bid]))
    bench = solver.evaluate(instance, [Seminar("b1", START, ("a1",))])
    bench.apply(Move("b1", locked=False))
    assert bench.instance == replace(instance, bids=(replace(instance.bids[0], locked=False),))
