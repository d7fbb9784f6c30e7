"""What importing the planner loads; who may import what are contracts in `pyproject.toml`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import solver

ROOT = Path(solver.__file__).parents[1]
HEAVY = {"numba", "numpy", "ortools", "highspy"}
WEB = {"seminar_service", "flask", "sqlalchemy", "flask_sqlalchemy"}


def loaded_after(code: str) -> set[str]:
    """Return the packages that a process of its own has loaded after some lines of Python."""
    script = f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {str(module).split(".")[0] for module in json.loads(done.stdout)}


SOLVING = """
from solver import SolveOptions, solve
from tests.solver.tours import make_bid, make_tour
plan = solve(solver.read_instance(make_tour([make_bid("b1"), make_bid("b2")])), SolveOptions(60, 1))
assert plan.status == "optimal"
"""


@pytest.mark.parametrize(
    "code",
    [
        "import solver",
        "import solver.proof.worker",
        "import solver.cli, solver.commands.solving, solver.commands.showing",
        f"import solver{SOLVING}",
    ],
    ids=["imported", "the process that proves", "the command line", "a tour is solved"],
)
def test_before_it_proves_the_planner_loads_no_optimiser_and_nothing_of_the_web(code: str) -> None:
    loaded = loaded_after(code)
    assert "solver" in loaded
    assert loaded.isdisjoint(HEAVY | WEB)


def test_the_process_that_proves_loads_no_more_than_its_way_needs() -> None:
    assert "ortools" not in loaded_after("import solver.proof.columns.prover")
    assert "numba" not in loaded_after("import solver.proof.networks.prover")
