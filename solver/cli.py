"""The command line: solve an instance, or check a plan for one."""

import argparse
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from solver.checking import check
from solver.errors import InvalidInstance, InvalidPlan, Undecided, UnreadableFile
from solver.instance import Instance, load_instance
from solver.jsontext import parse_json, read_text
from solver.plan import Plan, read_plan
from solver.progress import Progress, SolveOptions
from solver.report import Report
from solver.solving import solve

EXIT_OK = 0
EXIT_BROKEN_PLAN = 1
EXIT_INVALID = 2
EXIT_INFEASIBLE = 3
EXIT_UNDECIDED = 4
EXIT_USAGE = 64


class _Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong, with the exit status for wrong usage."""

    def error(self, message: str) -> NoReturn:
        """End the program."""
        self.exit(EXIT_USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "solve":
            return _solve(options)
        return _check(options)
    except InvalidInstance as error:
        for fault in error.errors:
            _say_error(f"{fault.path}: {fault.message}")
        return EXIT_INVALID
    except Undecided as error:
        _say_error(error.reason)
        return EXIT_UNDECIDED
    except (UnreadableFile, InvalidPlan) as error:
        _say_error(f"python -m solver: {error}")
        return EXIT_USAGE if isinstance(error, UnreadableFile) else EXIT_BROKEN_PLAN


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m solver", description="Plan a tour of seminars.")
    commands = parser.add_subparsers(dest="command", required=True)
    solving = commands.add_parser("solve", help="find a plan for an instance")
    solving.add_argument("instance", type=Path, metavar="INSTANCE")
    solving.add_argument("-o", "--output", type=Path, required=True, metavar="PLAN")
    solving.add_argument("--time-limit", type=_seconds, required=True, metavar="SECONDS")
    solving.add_argument("--workers", type=_count, default=2, metavar="N", help="default: 2")
    solving.add_argument("--seed", type=int, default=0, metavar="K", help="default: 0")
    solving.add_argument(
        "--progress", action="store_true", help="write a line of JSON per improvement"
    )
    checking = commands.add_parser("check", help="recompute a plan's validity and cost")
    checking.add_argument("instance", type=Path, metavar="INSTANCE")
    checking.add_argument("plan", type=Path, metavar="PLAN")
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no time above 0")
    return seconds


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError(f"{text} is below 1")
    return count


def _solve(options: argparse.Namespace) -> int:
    folder = options.output.resolve().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK) or options.output.is_dir():
        raise UnreadableFile(f"{options.output}: cannot be written")
    try:
        instance = load_instance(options.instance)
    except InvalidInstance as error:
        write_atomically(options.output, _invalid_plan(error))
        raise
    with _stop_on_signals() as stops:
        plan = solve(
            instance,
            SolveOptions(options.time_limit, options.workers, options.seed),
            on_progress=_say_progress if options.progress else None,
            should_stop=lambda: bool(stops),
        )
        write_atomically(options.output, plan)
    _say_summary(instance, plan)
    return EXIT_INFEASIBLE if plan.status == "infeasible" else EXIT_OK


def write_atomically(path: Path, plan: Plan) -> None:
    """Write a plan so that the file is there in full or not at all.

    Raises:
        UnreadableFile: The file cannot be written.
    """
    text = json.dumps(plan.document(), ensure_ascii=False, indent=1) + "\n"
    try:
        handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror}") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            os.fchmod(file.fileno(), 0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def _stop_on_signals() -> Iterator[list[int]]:
    """Collect SIGINT and SIGTERM instead of dying from them."""
    received: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        received.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _invalid_plan(error: InvalidInstance) -> Plan:
    return Plan(error.name, "invalid", None, None, errors=error.errors)


def _check(options: argparse.Namespace) -> int:
    instance = load_instance(options.instance)
    text = read_text(options.plan)
    try:
        document = parse_json(text)
    except ValueError as error:
        raise InvalidPlan(f"{options.plan}: this is not JSON: {error}") from error
    report = check(instance, read_plan(document, instance))
    _say_report(report)
    return EXIT_OK if report.valid else EXIT_BROKEN_PLAN


def _say_progress(progress: Progress) -> None:
    _say_error(json.dumps(progress.document()))


def _say_summary(instance: Instance, plan: Plan) -> None:
    _say(f"instance: {instance.name}")
    _say(f"status: {plan.status}")
    if plan.reason is not None:
        _say(f"reason: {plan.reason}")
        return
    report = check(instance, plan)
    _say(f"objective: {plan.objective_yen:,} yen")
    _say(f"bound: {plan.bound_yen:,} yen")
    _say_gap(report)
    _say_components(report)
    _say(f"held: {len(plan.seminars)} of {len(instance.bids)} bids")
    for decline in plan.declined:
        _say(f"declined: {decline.bid} ({decline.reason})")


def _say_report(report: Report) -> None:
    _say(f"status: {report.status}")
    if report.objective_yen is not None:
        _say(f"objective: {report.objective_yen:,} yen")
        _say_gap(report)
        _say_components(report)
    for violation in report.violations:
        _say(f"violation: {violation}")
    _say(f"valid: {'yes' if report.valid else 'no'}")


def _say_gap(report: Report) -> None:
    gap = report.gap
    _say("gap: none proven" if gap is None else f"gap: {gap:.4%}")


def _say_components(report: Report) -> None:
    for name in report.components.__slots__:
        _say(f"{name}: {getattr(report.components, name):,} yen")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say_error(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
