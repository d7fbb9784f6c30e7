"""The command line of the bench of the pages."""

import argparse
import os
import shlex
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from solver.commands.destination import Destination
from solver.errors import UnusableFile
from tests.bench.machine import look_around
from tests.bench_web.errors import WebBenchError
from tests.bench_web.measuring import POSTGRESQL, SQLITE, Plan, measure
from tests.bench_web.record import Installation, Record
from tests.bench_web.table import misses, render

USAGE = 2
ROOT = Path(__file__).parents[2]
REPORT, ROOMS_REPORT = "web.md", "planning.md"
SIZES = (31, 500, 2_000)
BIDS = (500, 2_000)
DATABASES = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
LIBRARIES = ("flask", "sqlalchemy", "gunicorn", "waitress", "psycopg")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench; return 0, 2 for wrong usage or where it could not be run."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser().parse_args(words)
    record = _record(words, options.note)
    try:
        kept = _kept(options)
        measure(_plan(options), record, _say_error)
        report = render(record)
        if kept is not None:
            kept.write(report)
    except (WebBenchError, UnusableFile) as error:
        _say_error(f"bench-web: {error}")
        return USAGE
    sys.stdout.write(report)
    for missed in misses(record):
        _say_error(f"missed: {missed}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench_web",
        description="Measure the pages beside a bare route, and write a table.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="a look of a minute at one size; writes no file")
    add("--sizes", default="", metavar="N,N", help="numbers of seminars; default: 31,500,2000")
    add("--databases", default="", metavar="NAME,NAME", help="sqlite, postgresql; default: both")
    add("--processes", default="", metavar="N,N", help="web processes; default: 1,2")
    add("--seconds", type=float, metavar="S", help="for each answer, each time; default: 2")
    add("--rounds", type=int, metavar="N", help="ask for each so often; default: 2")
    add("--people", type=int, metavar="N", help="who registers; default: 300")
    add("--bids", default="", metavar="N,N", help="of the planning room; default: 500,2000")
    add("--rooms", action="store_true", help="the planning room alone, without the public pages")
    add("--note", default="", metavar="TEXT", help="said of the sitting, such as who else worked")
    add("--output", type=Path, default=ROOT / "docs" / "bench", metavar="FOLDER")
    return parser


def _kept(options: argparse.Namespace) -> Destination | None:
    """Where the report goes; nowhere after a look."""
    report = ROOMS_REPORT if options.rooms else REPORT
    return None if options.quick else _destination(options.output, report)


def _destination(folder: Path, report: str) -> Destination:
    """Return where the report goes, which is known to be writable before anything is measured."""
    folder.mkdir(parents=True, exist_ok=True)
    found = Destination(folder / report)
    found.check()
    return found


def _plan(options: argparse.Namespace) -> Plan:
    quick = options.quick
    names = _words(options.databases) or (["sqlite"] if quick else list(DATABASES))
    unknown = [name for name in names if name not in DATABASES]
    if unknown:
        raise WebBenchError(f"no such database: {', '.join(unknown)}")
    processes = _numbers(options.processes) or ((1,) if quick else (1, 2))
    return Plan(
        installations=tuple(
            Installation(DATABASES[name], number) for name in names for number in processes
        ),
        sizes=_numbers(options.sizes) or ((31,) if quick else SIZES),
        seconds=options.seconds or (0.5 if quick else 2.0),
        rounds=options.rounds or (1 if quick else 2),
        people=options.people or (40 if quick else 300),
        bids=_numbers(options.bids) or ((60,) if quick else BIDS),
        rooms_alone=options.rooms,
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _numbers(text: str) -> tuple[int, ...]:
    try:
        numbers = tuple(int(word) for word in _words(text))
    except ValueError as error:
        raise WebBenchError(f"{text!r} is no list of whole numbers") from error
    if any(number < 1 for number in numbers):
        raise WebBenchError("numbers begin at 1")
    return numbers


def _record(words: Sequence[str], note: str) -> Record:
    found = look_around(words)
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return Record(
        machine=", ".join(f"{key}: {value}" for key, value in found.machine.items()),
        began=datetime.now(UTC).strftime("%Y-%m-%d %H:%M"),
        commit=found.commit,
        versions=f"Python {found.versions['Python']}, {libraries}",
        load=os.getloadavg()[0],
        arguments=shlex.join(words),
        note=note,
    )


def _say_error(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
