"""The limits in the code, and what the document says about each."""

import ast
import importlib
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tests.security.document import ROOT

PACKAGE = "seminar_service"
# How a constant of the whole module is called that limits what people or programs may do.
LIMIT = re.compile(
    r"^(LONGEST|LARGEST|HIGHEST|MOST|SHORTEST|MAX|FURTHEST|FEWEST|LEAST)_"
    r"|(^|_)PER_|(^|_)(WINDOW|WINDOWS|LIMIT|LIMITS|PAGE_SIZE|HOURS|MINUTES|KEPT|LEASE|TIMEOUT)"
    r"(_SECONDS)?$"
)
# What is drawn, filled into samples, planned or counted in the calendar lets nobody in or out.
ELSEWHERE = (
    "web/drawing/",
    "samples/",
    "planning/solver_io/",
    "storage/migrations/",
    "domain/mail_typos.py",
    "domain/travel.py",
    "outbox/mime.py",
    "planning/input_changes.py",
    "server/channel.py",
    "advisers/details.py",
    "tours/services.py",
)
# What a form only asks about keeps nobody from anything.
QUESTIONS = "_questions.py"
FIGURE = re.compile(r"([\d,.]+)\s*(\S*)")
UNITS = {
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "day": timedelta(days=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
}
BYTES = {"bytes": 1, "kB": 1_000, "MB": 1_000_000, "KiB": 1_024, "MiB": 1_024**2, "bit": 1 / 8}
IN_NAMES = {"SECONDS": "s", "MINUTES": "min", "HOURS": "h", "DAYS": "days"}


def limits_in_code() -> Iterator[str]:
    """Every constant of a module that is called as limits are: `web.fields.LONGEST_NAME`."""
    for file in sorted((ROOT / PACKAGE).rglob("*.py")):
        place = file.relative_to(ROOT / PACKAGE).as_posix()
        if place.startswith(ELSEWHERE) or place.endswith(QUESTIONS):
            continue
        module = place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        yield from (
            name if module == "__init__" else f"{module}.{name}"
            for name in _constants(file)
            if LIMIT.search(name) and not name.startswith("_")
        )


def value_of(name: str) -> object:
    """What a constant, or a setting's value where nobody set it, is."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, -1, -1):
        try:
            found: object = importlib.import_module(".".join([PACKAGE, *parts[:cut]]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[cut:]:
            found = getattr(found, attribute)
        return found
    raise AssertionError(name)


def says(figure: str, name: str, value: object) -> bool:
    """Whether a figure of the document, such as "15 min" or "512 KiB", is a constant's value."""
    match = FIGURE.fullmatch(figure)
    assert match, f"{figure!r} is no figure"
    number, unit = float(match[1].replace(",", "")), match[2]
    if isinstance(value, range):
        value = (value.start, value.stop - 1)
    if isinstance(value, tuple):  # the ends of what can be chosen
        value = value[0] if number == value[0] else value[-1]
    if isinstance(value, timedelta):
        return unit in UNITS and number * UNITS[unit] == value
    if unit in BYTES:
        return number * BYTES[unit] == value
    if unit in UNITS:
        parts = name.upper().split("_")
        named = next((IN_NAMES[part] for part in parts if part in IN_NAMES), unit)
        return number * UNITS[unit] == value * UNITS[named]  # type: ignore[operator]  # a number
    return number == value


def _constants(file: Path) -> Iterator[str]:
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        else:
            continue
        yield from (each.id for each in targets if isinstance(each, ast.Name))
