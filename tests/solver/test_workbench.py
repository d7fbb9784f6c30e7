"""Evaluating by hand, held against the full evaluation."""

import datetime as dt
import random
from collections import Counter
from dataclasses import replace

import pytest

import solver
from solver import Instance, InvalidMove, Move, Seminar, Workbench, read_instance
from solver.compiled import compile_instance
from solver.evaluation import evaluate as evaluate_fully
from solver.greedy import draft_locked, hardest_first, insert_all
from solver.report import Violation
from tests.solver.tours import (
    START,
    day,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)


def assert_as_fully_evaluated(bench: Workbench) -> None:
    report = evaluate_fully(compile_instance(bench.instance), bench.seminars)
    assert bench.cost_yen == report.objective_yen
    assert bench.components == report.components
    assert Counter(bench.violations) == Counter(report.violations)


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


@pytest.mark.parametrize("seed", range(100))
def test_any_number_of_moves_leaves_the_cost_and_rules_of_the_full_evaluation(seed: int) -> None:
    instance = read_instance(random_tour(seed, bids=9, locked=0.4))
    if not instance.bids:
        return
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret
    bench = solver.evaluate(instance, [])
    assert_as_fully_evaluated(bench)
    for _ in range(30):
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


def changed(before: tuple[Violation, ...], effect: solver.Effect) -> Counter[Violation]:
    return Counter(before) - Counter(effect.mended) + Counter(effect.broken)


@pytest.mark.parametrize("seed", range(60))
def test_each_option_costs_and_breaks_what_choosing_it_does(seed: int) -> None:
    tour = compile_instance(read_instance(random_tour(seed, bids=7)))
    draft = draft_locked(tour)
    if draft is None:
        return
    insert_all(draft, hardest_first(tour), lambda: False)
    bench = solver.evaluate(tour.instance, draft.seminars())
    assert not bench.violations
    for bid in tour.instance.bids:
        options = bench.options_for(bid.id)
        assert len({(option.date, option.advisers) for option in options}) == len(options)
        for option in options:
            effect = bench.effect_of(Move(bid.id, option.date, option.advisers))
            assert option.difference_yen == effect.difference_yen
            assert bool(option.forbidden) == bool(effect.broken)


def two_bids() -> Workbench:
    bids = [make_bid("b1", {0: 0, 3: 700}), make_bid("b2", {0: 0}, place="far")]
    advisers = [make_adviser("a1"), make_adviser("a2", unavailable=[day(3)])]
    instance = read_instance(make_tour(bids, advisers))
    return solver.evaluate(instance, [Seminar("b2", START, ("a1",))])


def test_options_are_the_allowed_ones_first_and_then_the_cheapest() -> None:
    options = two_bids().options_for("b1")
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
