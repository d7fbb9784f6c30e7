"""A process of its own that proves a tour, so that it can be ended at any moment.

It reads one line of JSON with the task from standard input, and writes a line for each finding to
standard output. It ends when its standard input does: with the process that started it. Each way to
prove is imported when it is needed, as importing all takes longer than proving a small tour.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, TextIO

from solver.effort.effort import Effort, read_effort
from solver.executors import find_factory, start_tracker_quietly
from solver.formats.instance import read_instance
from solver.proof.columns.suitability import is_suitable
from solver.proof.findings import Ending
from solver.proof.messages import parse_holdings, write_holdings
from solver.proof.networks.size import is_provable
from solver.search.draft import Holding
from solver.tour.compiled import CompiledTour, compile_instance

THREADS = "solver.executors:threads"


class Reporter:
    """Writes findings as lines of JSON.

    Args:
        output: Where to.
    """

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._writing = threading.Lock()
        self._bound_yen = -1

    def bound(self, bound_yen: int) -> None:
        """Write a bound that is better than those before."""
        if bound_yen > self._bound_yen:
            self._bound_yen = bound_yen
            self.write({"bound_yen": bound_yen})

    def plan(self, holdings: Sequence[Holding | None]) -> None:
        """Write a plan."""
        self.write({"holdings": write_holdings(holdings)})

    def compiling(self, is_under_way: bool) -> None:
        """Write that the proof's inner loops are being compiled, or that this has ended."""
        self.write({"compiling": is_under_way})

    def write(self, finding: dict[str, object]) -> None:
        """Write one finding at once."""
        with self._writing:
            self._output.write(json.dumps(finding) + "\n")
            self._output.flush()


def run_task(task: dict[str, Any], reporter: Reporter) -> None:
    """Prove what a task asks for and write how that ended.

    Args:
        task: `instance` (a document), `start` (holdings, or null where no valid plan is known),
            `seed`, `workers`, `executor` and `effort` (as in `SolveOptions`).
        reporter: Writes it.
    """
    tour = compile_instance(read_instance(task["instance"]))
    effort = read_effort(task["effort"])
    start = parse_holdings(task["start"]) if task["start"] else _find_start(tour, effort, reporter)
    if start is None:
        return
    reporter.plan(start)
    reporter.write({"ending": _prove(tour, start, task, effort, reporter)})


def _prove(
    tour: CompiledTour,
    start: list[Holding | None],
    task: dict[str, Any],
    effort: Effort,
    reporter: Reporter,
) -> Ending:
    """Prove by column generation where that is exact, else with the model of networks."""
    seed = task["seed"]
    if is_suitable(tour):
        from solver.proof.columns.graph.compiling import telling  # noqa: PLC0415 - takes 0.5 s
        from solver.proof.columns.prover import prove_with_columns  # noqa: PLC0415 - as above

        ways = 1 if task["executor"] else task["workers"]
        with (
            _crew(task["executor"], task["workers"]) as (executor, workers),
            telling(reporter.compiling),
        ):
            return prove_with_columns(
                tour,
                start,
                seed,
                reporter,
                executor=executor,
                workers=workers,
                ways=ways,
                effort=effort.columns,
            )
    if is_provable(tour, effort.networks.most_visits):
        from solver.proof.networks.building import build_model  # noqa: PLC0415 - takes 0.5 s, with CP-SAT
        from solver.proof.networks.prover import prove  # noqa: PLC0415 - as above
        from solver.proof.networks.scope import whole_scope  # noqa: PLC0415 - as above

        return prove(
            build_model(whole_scope(tour), effort.networks.most_states), start, seed, reporter
        )
    return Ending.OPEN


@contextmanager
def _crew(name: str | None, workers: int) -> Iterator[tuple[Executor | None, int]]:
    """Open an executor, or threads beside the search; None where nobody is left for it."""
    if name is None:
        name, workers = THREADS, workers - 1
        if workers <= 1:
            yield None, 1
            return
    else:
        start_tracker_quietly()
    with find_factory(name)(workers) as executor:
        yield executor, workers


def _find_start(
    tour: CompiledTour, effort: Effort, reporter: Reporter
) -> list[Holding | None] | None:
    """Return a valid plan; where there is none, or none was found, say so and return None."""
    from solver.proof.networks.collisions import colliding_locks  # noqa: PLC0415 - takes 0.5 s, with CP-SAT
    from solver.proof.networks.feasibility import find_feasible  # noqa: PLC0415 - as above

    answer = find_feasible(tour, effort.networks)
    if answer.is_impossible:
        for bids in colliding_locks(tour, effort.networks):
            reporter.write({"colliding": [bid.id for bid in bids]})
        reporter.write({"ending": Ending.INFEASIBLE})
    elif answer.holdings is None:
        reporter.write({"ending": Ending.OPEN})
    return answer.holdings


def _end_with_parent() -> None:
    """End when standard input does, together with the processes that an executor has started.

    A process that starts while its parent dies would print a traceback.
    """
    sys.stdin.read()
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGTERM)
    os._exit(0)


def _take_output() -> TextIO:
    """Return standard output; what anything else writes there goes to standard error from now on.

    An executor may print, and start processes that print or outlive this one.
    """
    output = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return output


def main() -> None:
    """Do the one task that standard input brings."""
    task = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    run_task(task, Reporter(_take_output()))
    os._exit(0)  # a search that lost a race may still be on its way


if __name__ == "__main__":
    main()
