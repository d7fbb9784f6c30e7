import json
import os
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from solver import Plan, SolveOptions, UnknownExecutor, read_instance, solve
from solver.cli import main
from solver.effort.effort import USUAL
from solver.executors import find_factory
from solver.proof.process import Prover
from solver.tour.compiled import compile_instance
from tests.solver.tours import Document, make_adviser, make_bid, make_rules, make_tour

PROCESSES = "solver.executors:processes"
PROC = Path("/proc")

LONG_SECONDS = 600.0
"""A proof comes to its end long before, even on a busy machine."""

IDLE_STEPS = 10
"""For each bid; where nothing is proven, the search need not go on for long."""


def crowded(bids: int = 14) -> Document:
    """Return a tour of several advisers on which bids compete for days and advisers."""
    listed = [
        make_bid(
            f"b{number}",
            {(5 * number + step) % 30: 700 * step for step in range(4)},
            place=("near", "far")[number % 2],
            decline_yen=30_000 + 1000 * number,
        )
        for number in range(bids)
    ]
    advisers = [make_adviser(f"a{number}", max_seminars=3 + number) for number in range(4)]
    return make_tour(listed, advisers, rules=make_rules(same_place_gap_days=2, workload_yen=900))


@cache
def solved(executor: str | None, workers: int = 1) -> Plan:
    """Return the plan that is found so; what does not depend on the clock is found once."""
    phases = replace(USUAL.phases, idle_steps_per_bid=IDLE_STEPS)
    effort = replace(USUAL, phases=phases)
    options = SolveOptions(LONG_SECONDS, workers=workers, executor=executor, effort=effort)
    return solve(read_instance(crowded()), options)


def test_processes_give_the_same_plan_as_one_process() -> None:
    alone = solved(None)
    assert alone.status == "optimal"
    assert solved(PROCESSES) == alone


def test_more_workers_prove_the_same_optimum() -> None:
    assert solved(None, workers=4).bound_yen == solved(None).objective_yen


def test_dask_gives_the_same_plan_as_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    alone = solved(None)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", cluster.scheduler_address)
        shared = solved("tests.solver.executors:dask", workers=2)
        with distributed.Client(cluster) as client:
            assert sum(client.run(count_kept_tours).values()) > 0
    assert (shared.objective_yen, shared.bound_yen) == (alone.objective_yen, alone.bound_yen)


def count_kept_tours() -> int:
    from solver.proof.columns.pricing import tasks  # noqa: PLC0415 - the worker's, not the test's

    return len(tasks._kept)


def test_what_an_executor_prints_does_not_disturb_the_proof() -> None:
    assert solved("tests.solver.executors:talkative") == solved(None)


def test_without_its_executor_a_proof_ends_but_a_plan_is_found() -> None:
    plan = solved("tests.solver.executors:broken")
    assert plan.status == "feasible"


@pytest.mark.skipif(not PROC.exists(), reason="processes are looked up in /proc")
def test_no_process_outlives_a_proof_that_is_ended(capfd: pytest.CaptureFixture[str]) -> None:
    tour = compile_instance(read_instance(crowded(150)))
    start = [None] * len(tour.bids)
    with Prover(tour, start, SolveOptions(workers=2, executor=PROCESSES)) as prover:
        members: list[int] = []
        while prover.ending is None and (len(members) < 3 or not prover.bound_yen):
            list(prover.hear(0.05))
            members = session_members(prover._process.pid)
    assert len(members) >= 3
    assert_all_end_silently(members, capfd)


@pytest.mark.skipif(not PROC.exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("by", ["leaving it", "the end of its input"])
@pytest.mark.parametrize("wait_seconds", [0.0, 0.005, 0.02])
def test_processes_that_are_starting_end_silently(
    by: str, wait_seconds: float, capfd: pytest.CaptureFixture[str]
) -> None:
    tour = compile_instance(read_instance(crowded(150)))
    options = SolveOptions(workers=3, executor=PROCESSES)
    with Prover(tour, [None] * len(tour.bids), options) as prover:
        while not any(map(is_spawned, session_members(prover._process.pid))):
            assert prover._process.poll() is None
            time.sleep(0.001)
        time.sleep(wait_seconds)
        members = session_members(prover._process.pid)
        if by == "the end of its input" and prover._process.stdin is not None:
            prover._process.stdin.close()
            prover._process.wait()
    assert_all_end_silently(members, capfd)


@pytest.mark.skipif(not PROC.exists(), reason="processes are looked up in /proc")
def test_a_cluster_of_its_own_ends_silently_with_the_proof(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    monkeypatch.delenv("DASK_SCHEDULER_ADDRESS", raising=False)
    tour = compile_instance(read_instance(crowded(150)))
    options = SolveOptions(workers=2, executor="tests.solver.executors:dask")
    with Prover(tour, [None] * len(tour.bids), options) as prover:
        while prover.ending is None and not prover.bound_yen:
            list(prover.hear(0.05))
        members = session_members(prover._process.pid)
    assert len(members) >= 3
    assert_all_end_silently(members, capfd)


def assert_all_end_silently(members: list[int], capfd: pytest.CaptureFixture[str]) -> None:
    """Wait for the end of processes, of which the last tells what the others left behind."""
    deadline = time.monotonic() + 60
    while any(map(is_running, members)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, members))
    assert capfd.readouterr().err == ""


def is_spawned(pid: int) -> bool:
    """Say whether a process has been started to work for another one."""
    try:
        return b"spawn_main" in (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return False


def session_members(session: int) -> list[int]:
    """Return the processes of a session."""
    running = (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())
    return [pid for pid in running if is_in(pid, session)]


def is_in(pid: int, session: int) -> bool:
    try:
        return os.getsid(pid) == session
    except ProcessLookupError:
        return False


def is_running(pid: int) -> bool:
    try:
        status = (PROC / str(pid) / "stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(
    "name",
    [
        "threads",
        "no.such.module:threads",
        "solver.executors:nobody",
        "tests.solver.executors:NO_FUNCTION",
        ":threads",
        "solver.executors",
    ],
)
def test_a_name_that_leads_nowhere_is_refused(name: str) -> None:
    with pytest.raises(UnknownExecutor, match=name):
        find_factory(name)


def test_the_command_line_says_which_executor_it_does_not_find(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tour, plan = tmp_path / "tour.json", tmp_path / "plan.json"
    tour.write_text(json.dumps(crowded()), encoding="utf-8")
    command = ["solve", str(tour), "-o", str(plan), "--time-limit", "60"]
    assert main([*command, "--executor", "no.such:thing"]) == 64
    assert "no.such:thing" in capsys.readouterr().err
    assert not plan.exists()
