"""Who in the planner may import what, and what importing it loads."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import solver

PACKAGE = Path(solver.__file__).parent
FORBIDDEN = {"seminar_service", "flask", "sqlalchemy", "flask_sqlalchemy", "tests"}
HEAVY = {"numba", "numpy", "ortools", "highspy"}

FLOORS = [
    {"errors", "proof.columns.effort", "proof.rounding"},
    {"effort", "executors", "formats"},
    {"progress", "tour"},
    {"checking", "pictures", "search", "proof.columns.graph", "proof.columns.suitability"},
    {"workbench", "proof.columns.master", "proof.columns.pricing"},
    {"comparison", "texts", "proof.columns.problem", "proof.findings", "proof.messages"},
    {"refusals", "proof.columns.bounds", "proof.process"},
    {"proof.columns.plans", "proof.networks"},
    {"solving", "proof.columns.prover"},
    {"explaining", "proof.worker"},
    {"commands"},
    {"cli"},
]
"""The rooms, from the ground up: each knows only those below it."""


def imported_modules(path: Path) -> Iterator[str]:
    """Yield what a module imports; a name taken from a package counts as a module of it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}".replace(".", "/")
                is_module = (PACKAGE.parent / f"{inner}.py").exists()
                yield f"{node.module}.{alias.name}" if is_module else str(node.module)


def imported_packages(path: Path) -> set[str]:
    return {module.split(".")[0] for module in imported_modules(path)}


def floor_of(module: str) -> int:
    """Return the floor on which a module of the planner lies."""
    name = module.removeprefix("solver").removeprefix(".")
    below = (
        number
        for number, rooms in enumerate(FLOORS)
        if any(name == room or name.startswith(f"{room}.") for room in rooms)
    )
    return next(below, len(FLOORS))


def modules() -> list[tuple[str, Path]]:
    """Return every module of the planner, packages left out."""
    return [
        (".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts), path)
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name not in ("__init__.py", "__main__.py")
    ]


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_planner_knows_nothing_of_the_application(path: Path) -> None:
    assert FORBIDDEN.isdisjoint(imported_packages(path))


def test_every_module_lies_in_a_room() -> None:
    assert [name for name, _ in modules() if floor_of(name) == len(FLOORS)] == []


def test_a_room_knows_only_what_lies_below_it_or_in_it() -> None:
    rooms = {room for floor in FLOORS for room in floor}
    upward = [
        (name, module)
        for name, path in modules()
        for module in imported_modules(path)
        if module.startswith("solver.")
        and floor_of(module) >= floor_of(name)
        and not any(
            f"{name}.".startswith(f"solver.{room}.") and f"{module}.".startswith(f"solver.{room}.")
            for room in rooms
        )
    ]
    assert upward == []


@pytest.mark.parametrize("path", ["checking.py", "formats/*.py", "tour/*.py"])
def test_checking_a_plan_does_without_the_optimiser(path: str) -> None:
    packages = {each for found in PACKAGE.glob(path) for each in imported_packages(found)}
    assert packages
    assert packages.isdisjoint(HEAVY)


def loaded_after(code: str) -> set[str]:
    """Return the packages that a process of its own has loaded after some lines of Python."""
    script = f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PACKAGE.parent,
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
    assert loaded.isdisjoint(HEAVY | (FORBIDDEN - {"tests"}))


def test_the_process_that_proves_loads_no_more_than_its_way_needs() -> None:
    assert "ortools" not in loaded_after("import solver.proof.columns.prover")
    assert "numba" not in loaded_after("import solver.proof.networks.prover")
