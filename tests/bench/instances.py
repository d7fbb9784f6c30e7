"""Which instances there are, where they come from, and what is wanted of the planner there."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from seminar_service.samples.files import instance as shipped_instance
from tests.bench.errors import UnknownInstance

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CATALOGUE = Path(__file__).with_name("instances.toml")
TARGETS, GROWTH = "targets", "growth"
"""The tables of the report in which an instance may stand."""

SHIPPED = "fy2015"


@dataclass(frozen=True, slots=True)
class Case:
    """An instance of the bench.

    Attributes:
        name: Its name in tables and on the command line.
        limit_seconds: How long the command may take unless something else is asked for.
        targets: What is wanted there, by the keys of `tests.bench.measures`.
        made_with: Options for the generator of tours, empty where it is a file.
        tables: Where it stands in the report: `TARGETS`, `GROWTH`, or both.
    """

    name: str
    limit_seconds: float
    targets: Mapping[str, float] = field(default_factory=dict)
    made_with: tuple[str, ...] = ()
    tables: tuple[str, ...] = (TARGETS,)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that can be run here.

    Attributes:
        cases: In the order in which they are run.
        shared: The folder with the reference tours and the generator; it may be missing.
    """

    cases: tuple[Case, ...]
    shared: Path = SHARED

    def chosen(self, patterns: Sequence[str], *, with_growth: bool = False) -> list[Case]:
        """Return the instances whose names match one of the patterns.

        Args:
            patterns: Names, with `*` and `?`; empty for all in the table of targets.
            with_growth: Add those in the table of growth.

        Raises:
            UnknownInstance: A pattern matches nothing.
        """
        for pattern in patterns:
            if not any(fnmatchcase(case.name, pattern) for case in self.cases):
                known = ", ".join(case.name for case in self.cases)
                raise UnknownInstance(f"no instance is called {pattern}; there are {known}")
        return [case for case in self.cases if _is_chosen(case, patterns, with_growth=with_growth)]

    def provide(self, case: Case, folder: Path) -> Path:
        """Return the file of an instance; what is not at hand as a file is written to a folder."""
        reference = self.shared / "tours" / f"{case.name}.json"
        path = folder / f"{case.name}.json"
        if case.made_with:
            make_tour = [sys.executable, "-B", str(self.shared / "make_tour.py")]
            subprocess.run([*make_tour, *case.made_with, "-o", str(path)], check=True)
        elif reference.is_file():
            return reference
        else:
            path.write_text(json.dumps(shipped_instance()), encoding="utf-8")
        return path

    def optimum(self, case: Case) -> int | None:
        """Return what the best plan is known to cost, None where that is not known."""
        path = self.shared / "tours" / "tiny-optima.json"
        known: dict[str, int | None] = json.loads(path.read_text()) if path.is_file() else {}
        return known.get(case.name)


def load_catalogue(shared: Path = SHARED) -> Catalogue:
    """Return the instances that are at hand: without the reference tours, the shipped one."""
    cases: list[Case] = []
    for key, entry in _entries().items():
        cases += [_case(name, entry) for name in _names(key, entry, shared)]
    return Catalogue(tuple(cases), shared)


def described(names: Iterable[str]) -> dict[str, Case]:
    """Return what is said of some instances, whether or not they are at hand."""
    cases = {}
    for name in names:
        fitting = (entry for key, entry in _entries().items() if fnmatchcase(name, key))
        cases[name] = _case(name, next(fitting, {}))
    return cases


@cache
def _entries() -> dict[str, Any]:
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def _names(key: str, entry: Mapping[str, Any], shared: Path) -> list[str]:
    if "make" in entry:
        return [key] if (shared / "make_tour.py").is_file() else []
    found = sorted(each.stem for each in (shared / "tours").glob(f"{key}.json"))
    names = [name for name in found if name != "tiny-optima"]
    return names or [name for name in [SHIPPED] if name == key]


def _case(name: str, entry: Mapping[str, Any]) -> Case:
    return Case(
        name,
        float(entry.get("limit", 0)),
        entry.get("targets", {}),
        tuple(entry.get("make", ())),
        tuple(entry.get("tables", (TARGETS,))),
    )


def _is_chosen(case: Case, patterns: Sequence[str], *, with_growth: bool) -> bool:
    if GROWTH in case.tables and with_growth:
        return True
    if not patterns:
        return TARGETS in case.tables
    return any(fnmatchcase(case.name, pattern) for pattern in patterns)
