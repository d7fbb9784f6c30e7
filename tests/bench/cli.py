"""The command line of the bench."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from solver.commands.arguments import count, seconds
from solver.commands.destination import Destination
from solver.commands.output import say, say_error
from solver.errors import UnusableFile
from tests.bench.benching import Bench
from tests.bench.chart import draw
from tests.bench.errors import BenchError
from tests.bench.instances import Catalogue, described, load_catalogue
from tests.bench.judging import all_faults
from tests.bench.machine import look_around
from tests.bench.peers import Program, planner
from tests.bench.record import PLANNER, Record, read_record, write_record
from tests.bench.running import ROOT
from tests.bench.table import render

FAULTY, USAGE = 1, 2
SERIES, REPORT, CHART = "series.json", "README.md", "gap.svg"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench; return 0, 1 where a plan or bound is wrong, 2 for wrong usage."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser().parse_args(words)
    catalogue = load_catalogue()
    try:
        if options.list:
            _say_instances(catalogue)
            return 0
        record = (
            read_record(options.output / SERIES)
            if options.redraw
            else _measured(options, catalogue, words)
        )
        _write_report(record, options.output)
    except (BenchError, UnusableFile) as error:
        say_error(f"bench: {error}")
        return USAGE
    return _say_outcome(record, options.output)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measure the planner, and write a table and a chart.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--only", default="", metavar="NAME,NAME", help="instances; * and ? stand for any text")
    add("--growth", action="store_true", help="add the tours of growing size")
    add("--time-limit", type=seconds, metavar="SECONDS", help="default: each instance's own")
    add("--repeat", type=count, default=1, metavar="N", help="run each so often; default: 1")
    add("--workers", type=count, default=2, metavar="N", help="of the planner; default: 2")
    add("--seed", type=int, default=0, metavar="K", help="of the planner; default: 0")
    add(
        "--peer",
        type=str,
        action="append",
        default=[],
        metavar='NAME="COMMAND {instance} {plan} {seconds}"',
        help="run another program beside it; may be given several times",
    )
    add("--add", action="store_true", help="keep earlier runs of the instances not run now")
    add("--redraw", action="store_true", help="run nothing; write table and chart again")
    add("--list", action="store_true", help="say which instances are at hand")
    add("--plans", type=Path, metavar="FOLDER", help="keep the plans, and instances that are made")
    add("--output", type=Path, default=ROOT / "docs" / "bench", metavar="FOLDER")
    return parser


def _measured(options: argparse.Namespace, catalogue: Catalogue, words: Sequence[str]) -> Record:
    patterns = [name for name in options.only.split(",") if name]
    cases = catalogue.chosen(patterns, with_growth=options.growth)
    peers = [Program.peer(text) for text in options.peer]
    programs = [planner(options.workers, options.seed), *peers]
    series = options.output / SERIES
    record = read_record(series) if options.add and series.exists() else Record()
    record.forget({case.name for case in cases})
    record.sittings.append(look_around(words))
    options.output.mkdir(parents=True, exist_ok=True)
    for name in (SERIES, REPORT, CHART):
        Destination(options.output / name).check()
    with _folder(options.plans) as folder:
        bench = Bench(catalogue, programs, folder, options.repeat, options.time_limit, say_error)
        bench.warm_up()
        for case in cases:
            bench.measure(case, record)
            write_record(record, series)
    return record


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """Provide the folder for plans and for instances that are made: one that is kept, or not."""
    if kept is None:
        with TemporaryDirectory(prefix="bench-") as name:
            yield Path(name)
    else:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()


def _write_report(record: Record, folder: Path) -> None:
    cases = described(record.instances())
    Destination(folder / REPORT).write(render(record, cases))
    Destination(folder / CHART).write(draw(record, cases))


def _say_outcome(record: Record, folder: Path) -> int:
    say((folder / REPORT).read_text(encoding="utf-8"))
    faults = all_faults(record, [PLANNER])
    for fault in faults:
        say_error(f"fault: {fault}")
    return FAULTY if faults else 0


def _say_instances(catalogue: Catalogue) -> None:
    for case in catalogue.cases:
        targets = ", ".join(f"{key} {value:g}" for key, value in case.targets.items())
        say(f"{case.name}: limit {case.limit_seconds:g} s{'; ' if targets else ''}{targets}")
