"""After warming, no proof compiles anything."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import solver
from solver.formats.instance import read_instance
from solver.warming import compile_all, small_tour
from tests.solver.commands.test_signals import busy_tour

ROOT = Path(solver.__file__).parents[1]


def run(cache: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the planner whose compiled code lies in a folder."""
    environ = {**os.environ, "NUMBA_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "solver", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )


def phases(folder: Path, cache: Path) -> set[str]:
    """Return the phases of a solve, of a tour whose proof needs everything."""
    tour = folder / "tour.json"
    tour.write_text(json.dumps(busy_tour()), encoding="utf-8")
    command = ["solve", str(tour), "-o", str(folder / "plan.json"), "--time-limit", "120"]
    done = run(cache, *command, "--progress")
    return {json.loads(line)["phase"] for line in done.stderr.splitlines()}


@pytest.mark.slow
def test_after_warming_no_proof_compiles_anything(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert "Compiling the planner" in run(cache, "warm").stdout
    assert run(cache, "warm").stdout == ""
    assert "compile" not in phases(tmp_path, cache)


def test_the_tour_that_is_proven_for_it_keeps_the_format() -> None:
    assert len(read_instance(small_tour()).bids) == len(small_tour()["bids"])


def test_what_no_folder_takes_is_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    from solver.proof.columns.graph import compiling  # noqa: PLC0415 - loads numba

    monkeypatch.setattr(compiling, "_unkept", ["forward"])
    assert not compile_all(lambda: pytest.fail("nothing should be compiled"))
