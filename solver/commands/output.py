"""What the commands read and write."""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from solver.errors import InvalidPlan
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


def write_json(document: object) -> str:
    """Return a document as the commands write it."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def say(text: str) -> None:
    """Write a line to standard output."""
    _write_line(sys.stdout, text)


def say_error(text: str) -> None:
    """Write a line to standard error at once; where that takes nothing, the work goes on."""
    with suppress(OSError):
        _write_line(sys.stderr, text)
        sys.stderr.flush()


def _write_line(stream: TextIO, text: str) -> None:
    """Write a line; characters that the stream has not are written as escapes."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def say_cost(report: Report) -> None:
    """Write a plan's gap and the parts of its cost."""
    gap = report.gap
    say("gap: none proven" if gap is None else f"gap: {gap:.4%}")
    for name in report.components.__slots__:
        say(f"{name}: {getattr(report.components, name):,} yen")
