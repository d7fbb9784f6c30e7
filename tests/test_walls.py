"""The walls between the rooms: who may import what."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from seminar_service.tables import AREAS

ROOT = Path(__file__).parents[1]
WEB_LIBRARIES = {"flask", "flask_babel", "flask_security", "flask_wtf", "werkzeug", "wtforms"}


def imports(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the file and the module of every import below a folder."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            for name in names:
                yield str(path.relative_to(ROOT)), name


def is_below(module: str, packages: set[str]) -> bool:
    """Tell whether a module is one of the packages or lies in one."""
    return any(module == package or module.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize(
    ("folder", "allowed"),
    [
        ("seminar_service/domain", {"jaconv", "idna", "seminar_service.domain"}),
        (
            "seminar_service/calendars",
            {
                "babel",
                "icalendar",
                "seminar_service.domain",
                "seminar_service.calendars",
                "seminar_service",
            },
        ),
    ],
)
def test_a_pure_room_imports_the_standard_library_and_little_else(
    folder: str, allowed: set[str]
) -> None:
    found = [*imports(folder)]
    strangers = [
        (path, module)
        for path, module in found
        if module.split(".")[0] not in sys.stdlib_module_names and not is_below(module, allowed)
    ]

    assert found
    assert strangers == []


def test_the_solver_knows_neither_the_application_nor_its_libraries() -> None:
    forbidden = WEB_LIBRARIES | {"seminar_service", "sqlalchemy", "flask_sqlalchemy"}
    found = [*imports("solver")]

    assert found
    assert [each for each in found if is_below(each[1], forbidden)] == []


def test_only_the_edges_import_flask() -> None:
    edges = ("seminar_service/app.py", "seminar_service/extensions.py", "seminar_service/cli")
    inside = [
        (path, module)
        for path, module in imports("seminar_service")
        if not path.startswith(
            (*edges, "seminar_service/web/", "seminar_service/storage/migrations/")
        )
    ]

    assert inside
    # Accounts take their columns from Flask-Security; that needs no request.
    assert [each for each in inside if is_below(each[1], WEB_LIBRARIES - {"flask_security"})] == []


def test_only_the_door_between_them_knows_both_tables_and_planner() -> None:
    tables = {area.__name__ for area in AREAS}
    sides = {"solver": {"solver"}, "tables": tables}
    known: dict[str, set[str]] = {}
    for path, module in imports("seminar_service"):
        for side, packages in sides.items():
            if is_below(module, packages):
                known.setdefault(path, set()).add(side)
    both = {path for path, names in known.items() if names == set(sides)}

    assert both
    assert {
        path for path in both if not path.startswith("seminar_service/planning/solver_io/")
    } == set()


def calls(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the file and the text of the called thing of every call below a folder."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield str(path.relative_to(ROOT)), ast.unparse(node.func)


def test_views_neither_query_nor_commit() -> None:
    working_on_rows = {"commit", "flush", "add", "delete", "execute", "scalar", "scalars", "query"}
    of_session = [
        (path, call)
        for path, call in calls("seminar_service/web")
        if call in {"select", "update", "insert", "delete", "transaction"}
        or (".session" in call and call.rsplit(".", 1)[-1] in working_on_rows)
    ]

    assert of_session == []


def test_the_clock_is_read_at_the_edges_only() -> None:
    edges = {
        "seminar_service/web/clock.py",
        "seminar_service/workers/assembly.py",
        "seminar_service/cli/context.py",
    }
    clocks = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}
    readers = {
        path
        for folder in ("seminar_service", "solver")
        for path, call in calls(folder)
        if call.removeprefix("datetime.") in clocks or call in clocks
    }

    assert readers == edges
