"""The walls between the rooms: who may import what."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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
        ("seminar_service/domain", {"jaconv", "seminar_service.domain"}),
        (
            "seminar_service/feeds",
            {"icalendar", "seminar_service.domain", "seminar_service.feeds"},
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
    edges = ("seminar_service/__init__.py", "seminar_service/extensions.py", "seminar_service/cli")
    inside = [
        (path, module)
        for path, module in imports("seminar_service")
        if not path.startswith((*edges, "seminar_service/web/", "seminar_service/migrations/"))
    ]

    assert inside
    # Accounts take their columns from Flask-Security; that needs no request.
    assert [each for each in inside if is_below(each[1], WEB_LIBRARIES - {"flask_security"})] == []
