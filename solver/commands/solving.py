"""`solve`: find a plan for an instance."""

import json
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from types import FrameType

from solver.checking import check
from solver.commands.destination import Destination
from solver.commands.output import load_plan, say, say_cost, say_error, write_json
from solver.commands.status import ExitStatus
from solver.errors import InvalidInstance
from solver.formats.instance import Instance, load_instance
from solver.formats.open_days import load_open_days
from solver.formats.plan import Plan
from solver.progress import Progress, SolveOptions
from solver.solving import solve
from solver.texts import wording
from solver.texts.plan_writing import names_in, write_plan

LEAST_SECONDS = 1e-9
"""What is left to a solve when reading has taken all the time: it gives its first plan."""


def run(options: Namespace) -> ExitStatus:
    """Solve the instance and write its plan, whatever the outcome.

    Signals only end the search: from here on a plan is written, and written in full.
    """
    began = time.monotonic()
    with _stop_on_signals() as stops:
        destination = Destination(options.output)
        destination.check()
        instance = _load_instance(options.instance, destination, stops)
        start = load_plan(options.start) if options.start else None
        open_days = load_open_days(options.open_days) if options.open_days else None
        left_seconds = max(options.time_limit - (time.monotonic() - began), LEAST_SECONDS)
        plan = solve(
            instance,
            SolveOptions(left_seconds, options.workers, options.seed, options.executor),
            start=start,
            on_progress=_say_progress if options.progress else _say_compiling,
            should_stop=lambda: bool(stops),
            open_days=open_days,
        )
        _write(destination, write_plan(plan, instance), stops)
        with redirect_stdout(sys.stderr) if destination.is_standard_output else nullcontext():
            _say_summary(instance, plan)
    return ExitStatus.INFEASIBLE if plan.status == "infeasible" else ExitStatus.OK


def _load_instance(path: Path, destination: Destination, stops: list[int]) -> Instance:
    """Return the instance; where it breaks its format, write the plan that says so."""
    try:
        return load_instance(path)
    except InvalidInstance as error:
        plan = Plan(error.name, "invalid", None, None, errors=error.errors)
        _write(destination, write_plan(plan), stops)
        raise


def _write(destination: Destination, document: object, stops: list[int]) -> None:
    """Write a plan; one more signal ends the waiting for somebody who reads it from a pipe."""
    heard = len(stops)
    destination.write(write_json(document), gives_up=lambda: len(stops) > heard)


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


def _say_progress(progress: Progress) -> None:
    say_error(json.dumps(progress.document()))


def _say_compiling(progress: Progress) -> None:
    """Say what takes time that could have been spent before."""
    if progress.phase == "compile":
        say_error("compiling, once on this machine; `python -m solver warm` does it beforehand")


def _say_summary(instance: Instance, plan: Plan) -> None:
    say(f"instance: {instance.name}")
    say(f"status: {plan.status}")
    if plan.collision is not None:
        say(f"reason: {wording.collision(plan.collision, names_in(instance)).en}")
        return
    say(f"objective: {plan.objective_yen:,} yen")
    say(f"bound: {plan.bound_yen:,} yen")
    say_cost(check(instance, plan))
    say(f"held: {len(plan.seminars)} of {len(instance.bids)} bids")
    for decline in plan.declined:
        say(f"declined: {decline.bid} ({decline.reason})")
