import os
import subprocess
import sys
from pathlib import Path

import pytest

from solver.cli import main
from tests.solver.commands.running import run_solve
from tests.solver.tours import (
    make_bid,
    make_tour,
)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["plan"],
        ["solve", "tour.json"],
        ["solve", "tour.json", "-o", "plan.json"],
        ["solve", "tour.json", "-o", "plan.json", "--time-limit", "0"],
        ["solve", "tour.json", "-o", "plan.json", "--time-limit", "soon"],
        ["solve", "tour.json", "-o", "plan.json", "--time-limit", "nan"],
        ["solve", "tour.json", "-o", "plan.json", "--time-limit", "5", "--workers", "0"],
        ["check", "tour.json"],
    ],
)
def test_wrong_usage_exits_with_64_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 64
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_missing_file_exits_with_64_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = str(tmp_path / "plan.json")
    assert main(["solve", str(tmp_path / "none"), "-o", output, "--time-limit", "5"]) == 64
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(("output", "status", "said"), [("/dev/full", 64, 1), ("a pipe", 141, 0)])
def test_an_output_that_takes_nothing_more_ends_a_command_without_a_traceback(
    output: str, status: int, said: int, tmp_path: Path
) -> None:
    run_solve(tmp_path, make_tour([make_bid("b1")]))
    files = [str(tmp_path / "tour.json"), str(tmp_path / "plan.json")]
    reader, writer = os.pipe()
    os.close(reader)
    target = os.open(output, os.O_WRONLY) if output.startswith("/") else writer
    command = [sys.executable, "-m", "solver", "check", *files]
    done = subprocess.run(command, stdout=target, stderr=subprocess.PIPE, text=True, check=False)
    os.close(target)
    assert (done.returncode, len(done.stderr.splitlines())) == (status, said)
