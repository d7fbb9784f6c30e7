"""A solve that is told to end at any moment: its plan file is whole, or as it was before."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from solver import check, load_instance
from solver.commands.output import load_plan
from tests.solver.tours import Document, make_adviser, make_bid, make_rules, make_tour

MOMENTS = 4
LONGEST_SECONDS = 0.8
BEFORE = '{"from": "an earlier solve"}'


def busy_tour() -> Document:
    """Return a tour with refusals that takes the planner some seconds."""
    rng = random.Random(11)  # noqa: S311 - test data, not a secret
    bids = [
        make_bid(
            f"b{number}",
            {one: rng.choice([0, 1000, 3000]) for one in rng.sample(range(60), 8)},
            place=rng.choice(["home", "near", "far"]),
            slots=[["ip"], ["brand"]] if number % 5 == 0 else [["ip"]],
            decline_yen=rng.randint(20_000, 90_000),
        )
        for number in range(150)
    ]
    advisers = [
        make_adviser(
            f"a{number}",
            home=rng.choice(["home", "near", "far"]),
            topics=rng.choice([["ip"], ["ip", "brand"]]),
            max_seminars=12,
            max_per_month=5,
        )
        for number in range(12)
    ]
    rules = make_rules(same_place_gap_days=2, workload_yen=700, coverage_yen=50_000)
    return make_tour(bids, advisers, days=60, rules=rules)


def interrupt(folder: Path, number: int, *, limit_seconds: float, after_seconds: float) -> int:
    """Solve the busy tour, send a signal after some time, and return the exit status."""
    tour, output = folder / "tour.json", folder / "plan.json"
    tour.write_text(json.dumps(busy_tour()), encoding="utf-8")
    output.write_text(BEFORE, encoding="utf-8")
    command = [sys.executable, "-m", "solver", "solve", str(tour), "-o", str(output)]
    process = subprocess.Popen(
        [*command, "--time-limit", str(limit_seconds)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after_seconds)
    process.send_signal(number)
    status = process.wait(timeout=60)
    assert sorted(path.name for path in folder.iterdir()) == ["plan.json", "tour.json"]
    return status


def was_written(folder: Path) -> bool:
    """Say whether there is a new plan, which then must be a valid one."""
    if (folder / "plan.json").read_text(encoding="utf-8") == BEFORE:
        return False
    instance = load_instance(folder / "tour.json")
    assert check(instance, load_plan(folder / "plan.json", instance)).valid
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_at_any_moment_leaves_a_whole_plan_or_the_old_file(
    number: int, tmp_path: Path
) -> None:
    rng = random.Random(number)  # noqa: S311 - moments, not secrets
    for _ in range(MOMENTS):
        status = interrupt(
            tmp_path, number, limit_seconds=60, after_seconds=rng.uniform(0, LONGEST_SECONDS)
        )
        assert was_written(tmp_path) == (status == 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_plan_is_finished_leaves_a_whole_plan_or_the_old_file(
    number: int, tmp_path: Path
) -> None:
    """Refusals are explained and the file is written as the time limit of 0.1 s ends."""
    rng = random.Random(number)  # noqa: S311 - moments, not secrets
    for _ in range(MOMENTS):
        status = interrupt(
            tmp_path, number, limit_seconds=0.1, after_seconds=rng.uniform(0.15, 0.4)
        )
        assert was_written(tmp_path) or status != 0
