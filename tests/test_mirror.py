"""A reader finds the test of a module under the same path.

`seminar_service/bids/decisions.py` is tested by `tests/bids/test_decisions.py`, and
`solver/tour/trips.py` by `tests/solver/tour/test_trips.py`.
"""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Where tests of a package lie.
MIRRORS = {"seminar_service": "tests", "solver": "tests/solver"}
# Modules without a test under their own path, each with the reason.
EXCEPTIONS = {
    "seminar_service/calendars/values.py": "types alone; what is made of them is tested",
    "seminar_service/planning/solver_io/bench_values.py": "types alone; who makes them is tested",
    "seminar_service/server/limits.py": "constants; tests/security compares them with their table",
    "seminar_service/tours/values.py": "an enumeration; its table's test says what is kept of it",
    "seminar_service/web/accounts/extension.py": "one object; create_app binds it",
    "seminar_service/web/accounts/pages.py": "gathers views, which have tests of their own",
}
# Folders of which one test looks at everything, each with that test.
TOGETHER = {"seminar_service/storage/migrations": "tests/storage/test_migrations.py"}


def modules() -> Iterator[str]:
    """The modules that want a test of their own, as paths from the top.

    A package's `__init__` and `__main__` are tested by what uses the package.
    """
    for package in MIRRORS:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not path.stem.startswith("__"):
                yield path.relative_to(ROOT).as_posix()


def lies_in(module: str, folders: dict[str, str]) -> bool:
    """Whether a module lies in one of some folders."""
    return any(module.startswith(f"{folder}/") for folder in folders)


def place_of_test(module: str) -> str:
    """Where the test of a module belongs; a private module's underscore is left out."""
    package, _, rest = module.partition("/")
    folder, _, name = f"{MIRRORS[package]}/{rest}".rpartition("/")
    return f"{folder}/test_{name.lstrip('_')}"


def has_test(module: str) -> bool:
    """Whether there is a file where the test of a module belongs."""
    return (ROOT / place_of_test(module)).is_file()


def test_every_module_has_its_test_under_the_same_path() -> None:
    missing = [
        place_of_test(module)
        for module in modules()
        if not has_test(module) and module not in EXCEPTIONS and not lies_in(module, TOGETHER)
    ]

    assert missing == []


def test_every_exception_is_still_one() -> None:
    assert [module for module in EXCEPTIONS if module not in set(modules())] == []
    assert [module for module in EXCEPTIONS if has_test(module)] == []
    assert [test for test in TOGETHER.values() if not (ROOT / test).is_file()] == []
