"""What the commands read and write."""

import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from solver.errors import InvalidPlan, UnusableFile
from solver.formats.instance import Instance
from solver.formats.jsontext import parse_json, read_text
from solver.formats.plan import Plan
from solver.formats.plan_reading import read_plan
from solver.formats.report import Report


def load_plan(path: Path, instance: Instance | None = None) -> Plan:
    """Return the plan in a file.

    Args:
        path: Where it is.
        instance: Where given, the plan must be for this instance.

    Raises:
        UnusableFile: The file cannot be read as text.
        InvalidPlan: It is no plan, or none for the instance.
    """
    text = read_text(path)
    try:
        document = parse_json(text)
    except ValueError as error:
        raise InvalidPlan(f"{path}: this is not JSON: {error}") from error
    return read_plan(document, instance)


def check_writable(path: Path) -> None:
    """Make sure that a file can be written, before long work is done for it.

    Raises:
        UnusableFile: It cannot.
    """
    folder = path.resolve().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK) or path.is_dir():
        raise UnusableFile(f"{path}: cannot be written")


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that it is there in full or not at all.

    Raises:
        UnusableFile: The file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                os.fchmod(file.fileno(), 0o644)
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise UnusableFile(f"{path}: {error.strerror}") from error


def write_json(document: object) -> str:
    """Return a document as the commands write it."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def say(text: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(text + "\n")


def say_error(text: str) -> None:
    """Write a line to standard error at once."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def say_cost(report: Report) -> None:
    """Write a plan's gap and the parts of its cost."""
    gap = report.gap
    say("gap: none proven" if gap is None else f"gap: {gap:.4%}")
    for name in report.components.__slots__:
        say(f"{name}: {getattr(report.components, name):,} yen")
