import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from solver import Decline, Instance, Plan, Progress
from solver.cli import main
from solver.commands import solving
from tests.solver.commands.running import read, run_solve, write
from tests.solver.explained import two_for_one_adviser
from tests.solver.peer import TOURS, judge, needs_shared
from tests.solver.tours import (
    day,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
)


def test_solve_writes_a_plan_and_says_how_good_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, plan = run_solve(tmp_path, make_tour([make_bid("b1")]))
    assert status == 0
    assert (plan["status"], plan["objective_yen"], plan["bound_yen"]) == ("optimal", 2000, 2000)
    out = capsys.readouterr().out
    assert "objective: 2,000 yen" in out
    assert "bound: 2,000 yen" in out
    assert "gap: 0.0000%" in out
    assert "fares: 2,000 yen" in out
    assert {path.name for path in tmp_path.iterdir()} == {"tour.json", "plan.json"}


def test_solve_goes_on_from_a_plan_of_a_similar_tour(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tour = make_tour([make_bid("b1")])
    run_solve(tmp_path, {**tour, "name": "earlier", "bids": [make_bid("b1"), make_bid("gone")]})
    start = (tmp_path / "plan.json").rename(tmp_path / "start.json")
    capsys.readouterr()
    run_solve(tmp_path, tour, "--start", str(start), "--progress")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["objective_yen"] for line in lines[:2]] == [500_000, 2000]
    assert [line["phase"] for line in lines[:2]] == ["start", "start"]


@pytest.mark.parametrize(
    ("text", "status"), [(None, 64), ("", 1), ("[]", 1), ('{"format": "seminar-plan/1"}', 1)]
)
def test_a_start_that_is_no_plan_is_reported_in_one_line_and_nothing_is_written(
    text: str | None, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start, output = tmp_path / "start.json", tmp_path / "plan.json"
    if text is not None:
        start.write_text(text, encoding="utf-8")
    tour = str(write(tmp_path, make_tour([make_bid("b1")])))
    arguments = ["solve", tour, "-o", str(output), "--time-limit", "5", "--start", str(start)]
    assert main(arguments) == status
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not output.exists()


def test_progress_lines_are_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_solve(tmp_path, make_tour([make_bid("b1")]), "--progress", "--workers", "1")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert lines
    for line in lines:
        assert set(line) == {"seconds", "objective_yen", "bound_yen", "phase"}
    assert lines[-1]["objective_yen"] == 2000


def test_an_invalid_instance_exits_with_2_and_names_the_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tour = make_tour([make_bid("b1", end="12:00")])
    status, plan = run_solve(tmp_path, tour)
    assert status == 2
    assert plan["status"] == "invalid"
    assert [fault["path"] for fault in plan["errors"]] == ["$.bids[0].end"]
    assert "$.bids[0].end: " in capsys.readouterr().err


def test_an_infeasible_tour_exits_with_3_and_a_reason(tmp_path: Path) -> None:
    tour = make_tour([lock(make_bid("b1"), 0, "a1")], rules=make_rules(travel_budget_yen=0))
    status, plan = run_solve(tmp_path, tour)
    assert status == 3
    assert (plan["status"], plan["objective_yen"]) == ("infeasible", None)
    assert "b1" in plan["reason"]


def test_a_question_that_is_still_open_at_the_end_exits_with_4_and_writes_no_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bid = lock(make_bid("b1", place="far", start="08:00"), 0, "a1")
    tour = write(tmp_path, make_tour([bid], [make_adviser(max_nights_away=0)]))
    output = tmp_path / "plan.json"
    assert main(["solve", str(tour), "-o", str(output), "--time-limit", "1e-9"]) == 4
    assert "not proven" in capsys.readouterr().err
    assert not output.exists()


def test_an_output_that_cannot_be_written_exits_with_64_before_solving(tmp_path: Path) -> None:
    tour = write(tmp_path, make_tour([make_bid("b1")]))
    output = str(tmp_path / "no-such-folder" / "plan.json")
    assert main(["solve", str(tour), "-o", output, "--time-limit", "5"]) == 64


def remedy_days(plan: Any) -> list[str]:
    """Return the dates that a plan proposes for declined bids."""
    remedies = [one for decline in plan["declined"] for one in decline["remedies"]]
    return [one["seminar"]["date"] for one in remedies if one["kind"] == "date"]


def test_what_would_have_won_keeps_to_the_days_that_are_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tour = two_for_one_adviser()
    assert remedy_days(run_solve(tmp_path, tour)[1]) == [day(7)]
    days = tmp_path / "days.txt"
    days.write_text(f"{day(0)}\n{day(5)}\n", encoding="utf-8")
    assert remedy_days(run_solve(tmp_path, tour, "--open-days", str(days))[1]) == [day(5)]
    days.write_text("soon\n", encoding="utf-8")
    command = ["solve", str(tmp_path / "tour.json"), "-o", str(tmp_path / "other.json")]
    capsys.readouterr()
    assert main([*command, "--time-limit", "60", "--open-days", str(days)]) == 64
    assert "line 1: 'soon' is no date" in capsys.readouterr().err
    assert not (tmp_path / "other.json").exists()


def run_command(folder: Path, *words: str, **streams: Any) -> subprocess.CompletedProcess[str]:
    """Solve a small tour in a process of its own, with the folder as its working folder."""
    write(folder, make_tour([make_bid("b1")]))
    command = [sys.executable, "-m", "solver", "solve", "tour.json", "--time-limit", "60", *words]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    paths = os.pathsep.join(path for path in sys.path if path)
    environ = {**os.environ, "PYTHONPATH": paths, "TMPDIR": str(folder)}
    environ.pop("PYTHONUNBUFFERED", None)  # what waits in a buffer fails at the end
    return subprocess.run(command, cwd=folder, env=environ, check=False, text=True, **streams)


def test_a_plan_that_finds_no_room_in_the_end_is_kept_and_its_place_told(tmp_path: Path) -> None:
    done = run_command(tmp_path, "-o", "/dev/full")
    assert (done.returncode, done.stdout) == (64, "")
    error = done.stderr.splitlines()[-1]
    told = error.removeprefix("python -m solver: /dev/full: No space left on device; ")
    kept = Path(told.removeprefix("what was to be written is kept in "))
    assert kept.parent == tmp_path
    assert read(kept)["status"] == "optimal"
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("words", [[], ["--progress"]])
def test_a_solve_that_has_to_compile_says_so(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def solve(
        instance: Instance, *_: object, on_progress: Callable[[Progress], None], **__: object
    ) -> Plan:
        for phase in ("start", "compile"):
            on_progress(Progress(0.5, 500_000, 0, phase))
        return Plan(instance.name, "feasible", 500_000, 0, (), (Decline("b1", "outbid"),))

    monkeypatch.setattr(solving, "solve", solve)
    assert run_solve(tmp_path, make_tour([make_bid("b1")]), *words)[0] == 0
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1 + len(words)
    assert "compil" in said[-1]


def test_a_tour_with_half_a_character_in_its_names_is_planned_and_written(tmp_path: Path) -> None:
    tour = make_tour([make_bid("b\ud800"), make_bid("b2", {})])
    status, plan = run_solve(tmp_path, {**tour, "name": "half \udfff"})
    assert (status, plan["instance"]) == (0, "half \udfff")
    assert [one["bid"] for one in plan["seminars"]] == ["b\ud800"]


def test_a_plan_alone_goes_to_standard_output_where_that_is_asked_for(tmp_path: Path) -> None:
    done = run_command(tmp_path, "-o", "/dev/stdout")
    assert json.loads(done.stdout)["status"] == "optimal"
    assert "objective: 2,000 yen" in done.stderr
    with (tmp_path / "out.json").open("w", encoding="utf-8") as output:
        done = run_command(tmp_path, "-o", "/dev/stdout", stdout=output)
    assert done.returncode == 0
    assert read(tmp_path / "out.json")["status"] == "optimal"


def test_progress_that_finds_no_room_costs_nobody_the_plan(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = run_command(tmp_path, "-o", "plan.json", "--progress", stderr=full)
    assert done.returncode == 0
    assert read(tmp_path / "plan.json")["status"] == "optimal"


def test_a_signal_ends_the_waiting_for_a_reader_and_keeps_the_plan(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    write(tmp_path, make_tour([make_bid("b1")]))
    command = [sys.executable, "-m", "solver", "solve", "tour.json", "--time-limit", "60"]
    paths = os.pathsep.join(path for path in sys.path if path)
    environ = {**os.environ, "PYTHONPATH": paths, "TMPDIR": str(tmp_path)}
    process = subprocess.Popen(
        [*command, "-o", "fifo", "--progress"],
        cwd=tmp_path,
        env=environ,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    while '"bound_yen": 2000' not in process.stderr.readline():
        assert process.poll() is None
    while process.poll() is None:  # the first one may end the search, another one the waiting
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
    kept = Path(process.stderr.read().rstrip().rpartition(" is kept in ")[2])
    process.stderr.close()
    assert process.returncode == 64
    assert read(kept)["objective_yen"] == 2000
    assert (tmp_path / "fifo").is_fifo()


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_search_with_the_best_plan_so_far(number: int, tmp_path: Path) -> None:
    output = tmp_path / "plan.json"
    tour = TOURS / "medium-200x20.json"
    command = [sys.executable, "-m", "solver", "solve", str(tour), "-o", str(output)]
    process = subprocess.Popen(
        [*command, "--time-limit", "600", "--progress"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    while '"search"' not in process.stderr.readline():
        assert process.poll() is None
    began = time.monotonic()
    process.send_signal(number)
    process.communicate()
    assert process.returncode == 0
    assert time.monotonic() - began < 60
    assert judge(read(tour), read(output)).valid


@needs_shared
@pytest.mark.parametrize("path", sorted(TOURS.glob("invalid/*.json")), ids=lambda path: path.stem)
def test_each_invalid_reference_tour_exits_with_2_and_its_path(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "plan.json"
    assert main(["solve", str(path), "-o", str(output), "--time-limit", "5"]) == 2
    expected = path.with_suffix(".expect").read_text(encoding="utf-8").strip()
    assert expected in [fault["path"] for fault in read(output)["errors"]]


def test_a_plan_that_finds_no_room_anywhere_is_said_and_leaves_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tour.json").write_text(json.dumps(make_tour([make_bid("b1")])), encoding="utf-8")
    command = ["solve", str(tmp_path / "tour.json"), "-o", str(tmp_path / "plan.json")]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        status = main([*command, "--time-limit", "5"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert status == 64
    said = capsys.readouterr()
    assert "plan.json: File too large; no folder takes" in said.err
    assert json.loads(said.out)["status"] == "optimal"
    assert [path.name for path in tmp_path.iterdir()] == ["tour.json"]
