import json
import time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from solver import (
    Breach,
    Progress,
    SolveOptions,
    Violation,
    check,
    load_instance,
    read_instance,
    solve,
    solving,
    write_plan,
)
from solver.proof.findings import Ending
from solver.tour.compiled import compile_instance
from tests.solver.exhaustive import least_cost
from tests.solver.peer import TOURS, judge, needs_shared
from tests.solver.tours import (
    Document,
    day,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)

ONE_WORKER = SolveOptions(time_limit_seconds=60, workers=1, seed=7)


def two_places() -> Document:
    return make_tour(
        [make_bid("b1", {0: 0, 1: 4000}), make_bid("b2", {1: 0}, place="far")],
        rules=make_rules(hotel_yen=1000),
    )


def test_a_small_tour_is_solved_to_its_proven_optimum() -> None:
    instance = read_instance(two_places())
    plan = solve(instance, ONE_WORKER)
    assert plan.status == "optimal"
    assert plan.objective_yen == plan.bound_yen == least_cost(compile_instance(instance))
    assert check(instance, plan).valid


@pytest.mark.parametrize("seed", [3, 11, 24, 57, 93])
def test_random_tours_are_solved_to_what_exhaustive_search_finds(seed: int) -> None:
    document = random_tour(seed, bids=3, locked=0.5)
    instance = read_instance(document)
    plan = solve(instance, SolveOptions(60))
    assert plan.objective_yen == least_cost(compile_instance(instance))
    assert plan.status == ("infeasible" if plan.objective_yen is None else "optimal")
    assert check(instance, plan).valid


def test_an_empty_tour_costs_nothing() -> None:
    plan = solve(read_instance(make_tour([], [])), ONE_WORKER)
    assert (plan.status, plan.objective_yen, plan.seminars) == ("optimal", 0, ())


def test_without_advisers_every_bid_is_declined() -> None:
    plan = solve(read_instance(make_tour([make_bid("b1"), make_bid("b2")], [])), ONE_WORKER)
    assert (plan.status, plan.objective_yen) == ("optimal", 1_000_000)
    assert [decline.reason for decline in plan.declined] == ["no_adviser", "no_adviser"]


def test_progress_tells_of_falling_costs_and_rising_bounds() -> None:
    heard: list[Progress] = []
    plan = solve(read_instance(two_places()), ONE_WORKER, on_progress=heard.append)
    costs = [progress.objective_yen or 0 for progress in heard]
    bounds = [progress.bound_yen for progress in heard]
    assert costs == sorted(costs, reverse=True)
    assert bounds == sorted(bounds)
    assert all(bound <= cost for bound, cost in zip(bounds, costs, strict=True))
    assert (costs[-1], bounds[-1]) == (plan.objective_yen, plan.bound_yen)
    assert set(heard[0].document()) == {"seconds", "objective_yen", "bound_yen", "phase"}


@pytest.mark.parametrize(("charges", "heard_times"), [(True, 2), (False, 3)])
def test_compiling_is_told_once_and_charged_only_where_that_is_wished(
    charges: bool, heard_times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone_seconds, hears = [0.0], list[bool]()

    class Compiling:
        """A proof that compiles for longer than the time limit, and then finds nothing."""

        ending: Ending | None = None
        bound_yen, is_compiling = 0, False

        def hear(self, _: float) -> list[object]:
            hears.append(self.is_compiling)
            if len(hears) == 1:
                self.is_compiling = True
            elif len(hears) == 2:
                gone_seconds[0] = 1000.0
                self.is_compiling = False
            else:
                self.ending = Ending.OPEN
            return []

    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + gone_seconds[0])
    monkeypatch.setattr("solver.progress.time", clock)
    monkeypatch.setattr(solving, "Prover", lambda *_: nullcontext(Compiling()))
    phases: list[str] = []
    options = SolveOptions(60.0, workers=1, charges_compiling=charges)
    solve(read_instance(two_places()), options, on_progress=lambda told: phases.append(told.phase))
    assert phases.count("compile") == 1
    assert len(hears) == heard_times


def test_a_solve_that_is_stopped_at_once_still_gives_a_valid_plan() -> None:
    instance = read_instance(two_places())
    plan = solve(instance, ONE_WORKER, should_stop=lambda: True)
    assert check(instance, plan).valid
    assert plan.status == "feasible"


def test_the_same_seed_gives_the_same_plan_twice() -> None:
    instance = read_instance(random_tour(41, bids=6))
    assert solve(instance, ONE_WORKER) == solve(instance, ONE_WORKER)


def test_locked_bids_that_share_an_adviser_and_a_day_are_infeasible_and_named() -> None:
    bids = [
        lock(make_bid("b1"), 0, "a1"),
        lock(make_bid("b2", place="far"), 0, "a1"),
        lock(make_bid("b3", {9: 0}), 9, "a1"),
    ]
    instance = read_instance(make_tour(bids))
    plan = solve(instance, ONE_WORKER)
    assert (plan.status, plan.objective_yen, plan.bound_yen) == ("infeasible", None, None)
    assert plan.collision is not None
    assert [lock.bid for lock in plan.collision.locks] == ["b1", "b2"]
    assert [violation.bids for violation in plan.collision.broken] == [("b1", "b2")]
    assert check(instance, plan).valid


def test_a_budget_that_the_locked_bids_exceed_is_named() -> None:
    tour = make_tour([lock(make_bid("b1"), 0, "a1")], rules=make_rules(travel_budget_yen=1999))
    plan = solve(read_instance(tour), ONE_WORKER)
    assert plan.status == "infeasible"
    assert plan.collision is not None
    assert plan.collision.broken == (Violation(Breach.BUDGET, found=2000, limit=1999),)


def test_another_bid_can_make_the_locked_ones_possible() -> None:
    """From `far` to `near` takes too long directly, but not by way of a seminar in `home`."""
    bids = [
        lock(make_bid("b1", {0: 0}, place="far", start="06:30", end="07:00"), 0, "a1"),
        make_bid("b2", {0: 0}, place="home", start="11:00", end="11:30"),
        lock(make_bid("b3", {0: 0}, start="15:00", end="16:00"), 0, "a1"),
    ]
    tour = make_tour(bids, [make_adviser(max_nights_away=1)])
    tour["travel"]["minutes"] = [[30, 60, 180], [60, 30, 900], [180, 900, 30]]
    tour["advisers"][0]["home"] = "far"
    tour["travel"]["minutes"][1][2] = 60
    instance = read_instance(tour)
    plan = solve(instance, ONE_WORKER)
    assert [seminar.bid for seminar in plan.seminars] == ["b1", "b2", "b3"]
    assert check(instance, plan).valid


@needs_shared
@pytest.mark.slow
def test_the_tour_of_2015_is_solved_to_its_proven_optimum() -> None:
    path = TOURS / "fy2015.json"
    instance = load_instance(path)
    plan = solve(instance, SolveOptions(time_limit_seconds=300))
    assert (plan.status, plan.objective_yen) == ("optimal", 397_440)
    assert judge(json.loads(path.read_text(encoding="utf-8")), write_plan(plan, instance)).valid


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("name", ["small-60x6", "replan-200x20"])
def test_an_ended_search_leaves_a_valid_plan(name: str) -> None:
    path: Path = TOURS / f"{name}.json"
    instance = load_instance(path)
    plan = solve(instance, SolveOptions(time_limit_seconds=3))
    assert judge(json.loads(path.read_text(encoding="utf-8")), write_plan(plan, instance)).valid
    assert plan.bound_yen is not None
    assert plan.objective_yen is not None
    assert plan.bound_yen <= plan.objective_yen


def test_a_locked_bid_stays_on_a_date_that_is_no_longer_offered() -> None:
    bid = lock(make_bid("b1", {0: 0}), 3, "a1")
    plan = solve(read_instance(make_tour([bid])), ONE_WORKER)
    assert [seminar.date.isoformat() for seminar in plan.seminars] == [day(3)]
    assert plan.objective_yen == 2000
