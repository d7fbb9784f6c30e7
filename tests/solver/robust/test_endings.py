"""A solve can be stopped at any moment, and given again."""

import json
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver import SolveOptions, Undecided, check, read_instance, solve, write_plan
from solver.cli import main
from solver.commands.output import write_json
from tests.solver.peer import judge, needs_shared
from tests.solver.robust.in_process import solve_in_process
from tests.solver.robust.odd import asymmetric, large_teams, odd_tour, worth_holding
from tests.solver.robust.strategies import examples, generated_tours, odd_tours
from tests.solver.tours import Document


@settings(max_examples=examples(100))
@given(document=odd_tours(), asked=st.integers(0, 60))
def test_a_solve_that_is_stopped_at_any_moment_leaves_a_valid_plan(
    document: Document, asked: int
) -> None:
    calls = count()
    instance = read_instance(document)
    with suppress(Undecided):
        plan = solve_in_process(instance, should_stop=lambda: next(calls) >= asked)
        assert check(instance, plan).valid


@needs_shared
@settings(max_examples=examples(4), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_large_tour_is_solved_within_a_short_limit_or_stays_undecided(
    data: st.DataObject,
) -> None:
    document = data.draw(generated_tours(bids=40))
    with suppress(Undecided):
        plan = solve(read_instance(document), SolveOptions(time_limit_seconds=1.0))
        assert judge(document, write_plan(plan)).valid


@settings(max_examples=examples(40))
@given(document=odd_tours(), seed=st.integers(0, 3))
def test_the_same_seed_gives_the_same_bytes_twice(document: Document, seed: int) -> None:
    instance = read_instance(document)
    options = SolveOptions(time_limit_seconds=600, workers=1, seed=seed)
    first, second = (write_json(write_plan(solve_in_process(instance, options))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("seed", [5, 6])
def test_the_command_writes_the_same_file_twice(seed: int, tmp_path: Path) -> None:
    tour = tmp_path / "tour.json"
    document = odd_tour(seed, [worth_holding, asymmetric, large_teams], bids=9, locked=0.0)
    tour.write_text(json.dumps(document), encoding="utf-8")
    plans = [tmp_path / name for name in ("first.json", "second.json")]
    for plan in plans:
        limits = ["--time-limit", "600", "--workers", "1", "--seed", str(seed)]
        assert main(["solve", str(tour), "-o", str(plan), *limits]) == 0
    assert plans[0].read_bytes() == plans[1].read_bytes()
