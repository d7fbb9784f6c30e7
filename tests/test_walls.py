"""The walls that imports alone do not show; the others are contracts in `pyproject.toml`."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOADED = """
import importlib, json, pkgutil, sys
before = set(sys.modules)
package = importlib.import_module(sys.argv[1])
for module in pkgutil.iter_modules(package.__path__, sys.argv[1] + "."):
    importlib.import_module(module.name)
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def packages_loaded_by(room: str) -> set[str]:
    """What a process loads that imports all modules of a room, apart from the standard library."""
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED, room], check=True, capture_output=True, text=True
    )
    packages = {name.split(".")[0] for name in json.loads(loaded.stdout)}
    return {
        name
        for name in packages - sys.stdlib_module_names
        if not name.startswith(("_sysconfigdata", "__mp_main__"))
    }


def test_the_domain_loads_the_standard_library_and_how_names_are_folded() -> None:
    assert packages_loaded_by("seminar_service.domain") == {"idna", "jaconv", "seminar_service"}


def test_calendar_values_load_neither_database_nor_web() -> None:
    loaded = packages_loaded_by("seminar_service.calendars")
    of_icalendar = {"dateutil", "icalendar", "pytz", "six"}

    assert "icalendar" in loaded
    assert loaded <= of_icalendar | {"babel", "idna", "jaconv", "seminar_service"}


def test_the_planner_loads_no_optimiser_before_it_proves() -> None:
    assert packages_loaded_by("solver.workbench") == {"solver"}


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


def test_rows_are_locked_without_their_keys() -> None:
    """What points to a row that is locked whole waits for it, perhaps in a circle."""
    whole = {
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for path in sorted((ROOT / "seminar_service").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword | ast.Call) and locks_whole(node)
    }
    assert whole == set()


def locks_whole(node: ast.keyword | ast.Call) -> bool:
    """Whether an argument or a call locks rows, and for changes of their keys too."""
    text = ast.unparse(node)
    is_lock = text.startswith("with_for_update=") or (
        isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".with_for_update")
    )
    return is_lock and not any(word in text for word in ("key_share", "'read': True", "read=True"))


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
