import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import solver

PACKAGE = Path(solver.__file__).parent
FORBIDDEN = {"seminar_service", "flask", "sqlalchemy", "flask_sqlalchemy", "tests"}


def imported_packages(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "relative import" if node.level else (node.module or "").split(".")[0]


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_solver_knows_nothing_of_the_application(path: Path) -> None:
    assert FORBIDDEN.isdisjoint(imported_packages(path))


@pytest.mark.parametrize("path", ["checking.py", "formats/*.py", "tour/*.py"])
def test_checking_a_plan_does_without_the_optimiser(path: str) -> None:
    packages = {each for found in PACKAGE.glob(path) for each in imported_packages(found)}
    assert packages
    assert packages.isdisjoint({"ortools", "highspy", "numpy", "numba"})
