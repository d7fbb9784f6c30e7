"""`solve`: find a plan for an instance."""

import json
import signal
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from solver.checking import check
from solver.commands.output import (
    check_writable,
    load_plan,
    say,
    say_cost,
    say_error,
    write_atomically,
    write_json,
)
from solver.commands.status import ExitStatus
from solver.errors import InvalidInstance
from solver.formats.instance import Instance, load_instance
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
        check_writable(options.output)
        instance = _load_instance(options)
        start = load_plan(options.start) if options.start else None
        left_seconds = max(options.time_limit - (time.monotonic() - began), LEAST_SECONDS)
        plan = solve(
            instance,
            SolveOptions(left_seconds, options.workers, options.seed, options.executor),
            start=start,
            on_progress=_say_progress if options.progress else None,
            should_stop=lambda: bool(stops),
        )
        write_atomically(options.output, write_json(write_plan(plan, instance)))
        _say_summary(instance, plan)
    return ExitStatus.INFEASIBLE if plan.status == "infeasible" else ExitStatus.OK


def _load_instance(options: Namespace) -> Instance:
    """Return the instance; where it breaks its format, write the plan that says so."""
    try:
        return load_instance(options.instance)
    except InvalidInstance as error:
        plan = Plan(error.name, "invalid", None, None, errors=error.errors)
        write_atomically(options.output, write_json(write_plan(plan)))
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


def _say_progress(progress: Progress) -> None:
    say_error(json.dumps(progress.document()))


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
