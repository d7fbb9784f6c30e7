import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.processes import PROC, Family
from tests.bench.running import patience, run_command

needs_proc = pytest.mark.skipif(not PROC.is_dir(), reason="processes are only seen on Linux")

PROGRESS = """
import sys
print('{"objective_yen": 7, "bound_yen": -1, "phase": "greedy"}', file=sys.stderr)
print('something else', file=sys.stderr)
print('{"objective_yen": 7, "bound_yen": 7, "phase": "proof"}', file=sys.stderr)
sys.exit(3)
"""
# A child in a session of its own, as a program that proves in a process apart has it.
CHILD = """
import subprocess, sys, time
child = subprocess.Popen(
    [sys.executable, "-uc", "import time; b = bytearray(60_000_000); print(); time.sleep(600)"],
    start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
)
child.stdout.readline()
open(sys.argv[1], "w").write(str(child.pid))
time.sleep(float(sys.argv[2]))
"""


def python(code: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", code, *map(str, arguments)]


def lives(process: int) -> bool:
    """Whether a process lives; one that is dead but unburied does not."""
    try:
        text = (PROC / str(process) / "stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


def test_progress_is_collected_with_wall_times_and_other_lines_are_kept_apart() -> None:
    finished = run_command(python(PROGRESS), 60)
    assert [(point.objective_yen, point.bound_yen) for point in finished.curve] == [
        (7, None),
        (7, 7),
    ]
    assert 0 < finished.curve[0].seconds <= finished.curve[1].seconds
    assert finished.last_words == ("something else",)
    assert finished.exit_status == 3
    assert not finished.was_ended
    assert not finished.left_behind


@needs_proc
def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    finished = run_command(python(CHILD, tmp_path / "child", 1), 60)
    assert finished.peak_bytes is not None
    assert finished.peak_bytes > 60_000_000


@needs_proc
def test_what_a_command_leaves_behind_is_ended_and_told(tmp_path: Path) -> None:
    finished = run_command(python(CHILD, tmp_path / "child", 1), 60)
    assert finished.left_behind
    assert not lives(int((tmp_path / "child").read_text(encoding="utf-8")))


@needs_proc
def test_a_command_that_takes_far_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    finished = run_command(python(CHILD, tmp_path / "child", 600), 3)
    assert finished.was_ended
    assert finished.exit_status < 0
    assert not lives(int((tmp_path / "child").read_text(encoding="utf-8")))


@needs_proc
def test_what_does_not_listen_is_killed() -> None:
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(); time.sleep(600)"
    with subprocess.Popen(
        [sys.executable, "-uc", deaf], start_new_session=True, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        Family(process.pid).end(mercy_seconds=0.2)
        assert process.wait(60) < 0


@needs_proc
def test_nobody_else_belongs_to_a_command() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "input()"], start_new_session=True, stdin=subprocess.PIPE
    ) as process:
        family = Family(process.pid)
        assert {member.id for member in family.members()} == {process.pid}
        assert os.getpid() not in {member.id for member in family.members()}
    assert family.members() == set()


def test_patience_ends_well_after_the_limit() -> None:
    assert patience(10) == 40
    assert patience(900) == 1350
