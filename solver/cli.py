"""The command line. Each command is a module of its own, imported when it is asked for."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, TextIO

from solver.commands.arguments import count, seconds
from solver.commands.output import say_error
from solver.commands.status import ExitStatus
from solver.errors import InvalidInstance, InvalidPlan, UnknownExecutor, UnusableFile
from solver.formats.violations import Undecided
from solver.texts import wording


class _Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong, with the exit status for wrong usage."""

    def error(self, message: str) -> NoReturn:
        """End the program."""
        self.exit(ExitStatus.USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    finally:
        _forget_untaken_errors()


def _run(options: argparse.Namespace) -> int:
    try:
        status = import_module(f"solver.commands.{options.module}").run(options)
        sys.stdout.flush()
        return int(status)
    except BrokenPipeError:
        _forget_output()
        return ExitStatus.CUT_OFF
    except OSError as error:
        _forget_output()
        where = error.filename or "standard output"
        say_error(f"python -m solver: {where}: {error.strerror}")
        return ExitStatus.USAGE
    except InvalidInstance as error:
        for fault in error.errors:
            say_error(f"{fault.path}: {fault.message}")
        return ExitStatus.INVALID
    except Undecided as error:
        say_error(wording.undecided(error.broken).en)
        return ExitStatus.UNDECIDED
    except (UnusableFile, UnknownExecutor, InvalidPlan) as error:
        say_error(f"python -m solver: {error}")
        is_broken = isinstance(error, InvalidPlan)
        return ExitStatus.BROKEN_PLAN if is_broken else ExitStatus.USAGE


def _forget_output() -> None:
    """Let what is still to be written go nowhere, since nobody reads it."""
    _lead_nowhere(sys.stdout)


def _forget_untaken_errors() -> None:
    """Leave nothing to be written when Python ends: it would end with a status of its own, 120."""
    try:
        sys.stderr.flush()
    except OSError:
        _lead_nowhere(sys.stderr)


def _lead_nowhere(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m solver", description="Plan a tour of seminars.")
    commands = parser.add_subparsers(dest="command", required=True)
    solving = commands.add_parser("solve", help="find a plan for an instance")
    solving.set_defaults(module="solving")
    solving.add_argument("instance", type=Path, metavar="INSTANCE")
    solving.add_argument("-o", "--output", type=Path, required=True, metavar="PLAN")
    solving.add_argument("--time-limit", type=seconds, required=True, metavar="SECONDS")
    _add_effort(solving)
    solving.add_argument(
        "--start", type=Path, metavar="PLAN", help="a plan of this or a similar tour to go on from"
    )
    solving.add_argument(
        "--progress", action="store_true", help="write a line of JSON per improvement"
    )
    _add_plan_command(commands.add_parser("check", help="recompute a plan's validity and cost"))
    _add_explain(commands.add_parser("explain", help="say why a bid is held or declined"))
    _add_diff(commands.add_parser("diff", help="say what differs between two plans"))
    _add_show(commands.add_parser("show", help="draw a plan as a picture"))
    warming = commands.add_parser("warm", help="compile what proofs need, once on a machine")
    warming.set_defaults(module="warming")
    return parser


def _add_plan_command(parser: argparse.ArgumentParser, module: str = "checking") -> None:
    parser.set_defaults(module=module)
    parser.add_argument("instance", type=Path, metavar="INSTANCE")
    parser.add_argument("plan", type=Path, metavar="PLAN")


def _add_effort(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--open-days",
        type=Path,
        metavar="FILE",
        help="days on which something can be arranged, one a line, for what would have won",
    )
    parser.add_argument("--workers", type=count, default=2, metavar="N", help="default: 2")
    parser.add_argument("--seed", type=int, default=0, metavar="K", help="default: 0")
    parser.add_argument(
        "--executor",
        metavar="MODULE:FUNCTION",
        help="makes the executor that shares the proof out; default: threads of this machine",
    )


def _add_explain(parser: argparse.ArgumentParser) -> None:
    _add_plan_command(parser, "explaining")
    parser.add_argument("--bid", required=True, metavar="ID")
    parser.add_argument(
        "--time-limit", type=seconds, default=10.0, metavar="SECONDS", help="default: 10"
    )
    _add_effort(parser)
    parser.add_argument("--json", action="store_true", help="write one JSON document")


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(module="comparing")
    parser.add_argument("instance", type=Path, metavar="INSTANCE")
    parser.add_argument("plan", type=Path, metavar="PLAN_A")
    parser.add_argument("other", type=Path, metavar="PLAN_B")
    parser.add_argument("--json", action="store_true", help="write one JSON document")


def _add_show(parser: argparse.ArgumentParser) -> None:
    _add_plan_command(parser, "showing")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="PICTURE")
