"""A process of its own that proves a tour, so that it can be ended at any moment.

It reads one line of JSON with the task from standard input, and writes a line for each finding to
standard output. It ends when its standard input does: with the process that started it. Each way to
prove is imported when it is needed, as importing all takes longer than proving a small tour.
"""

import json
import os
import sys
import threading
from collections.abc import Sequence
from typing import Any

from solver.columns.suitability import is_suitable
from solver.compiled import CompiledTour, compile_instance
from solver.draft import Holding
from solver.exact.findings import Ending
from solver.exact.messages import parse_holdings, write_holdings
from solver.exact.prover import is_provable
from solver.instance import read_instance


class Reporter:
    """Writes findings as lines of JSON."""

    def __init__(self) -> None:
        self._bound_yen = -1

    def bound(self, bound_yen: int) -> None:
        """Write a bound that is better than those before."""
        if bound_yen > self._bound_yen:
            self._bound_yen = bound_yen
            write_line({"bound_yen": bound_yen})

    def plan(self, holdings: Sequence[Holding | None]) -> None:
        """Write a plan."""
        write_line({"holdings": write_holdings(holdings)})


def write_line(finding: dict[str, object]) -> None:
    """Write one finding at once."""
    sys.stdout.write(json.dumps(finding) + "\n")
    sys.stdout.flush()


def run_task(task: dict[str, Any]) -> None:
    """Prove what a task asks for and write how that ended.

    Args:
        task: `instance` (a document), `start` (holdings, or null where no valid plan is known),
            and `seed`.
    """
    tour = compile_instance(read_instance(task["instance"]))
    reporter = Reporter()
    start = parse_holdings(task["start"]) if task["start"] else _find_start(tour)
    if start is None:
        return
    reporter.plan(start)
    write_line({"ending": _prove(tour, start, task["seed"], reporter)})


def _prove(
    tour: CompiledTour, start: list[Holding | None], seed: int, reporter: Reporter
) -> Ending:
    """Prove by column generation where that is exact, else with the model of networks."""
    if is_suitable(tour):
        from solver.columns.proof import prove_with_columns  # noqa: PLC0415 - takes 0.5 s

        return prove_with_columns(tour, start, seed, reporter)
    if is_provable(tour):
        from solver.exact.building import build_model  # noqa: PLC0415 - takes 0.5 s, with CP-SAT
        from solver.exact.proof import prove  # noqa: PLC0415 - as above
        from solver.exact.scope import whole_scope  # noqa: PLC0415 - as above

        return prove(build_model(whole_scope(tour)), start, seed, reporter)
    return Ending.OPEN


def _find_start(tour: CompiledTour) -> list[Holding | None] | None:
    """Return a valid plan; where there is none, or none was found, say so and return None."""
    from solver.exact.collisions import explain_collision  # noqa: PLC0415 - takes 0.5 s, with CP-SAT
    from solver.exact.feasibility import find_feasible  # noqa: PLC0415 - as above

    answer = find_feasible(tour)
    if answer.is_impossible:
        for text in explain_collision(tour):
            write_line({"reason": text.en, "reason_ja": text.ja})
        write_line({"ending": Ending.INFEASIBLE})
    elif answer.holdings is None:
        write_line({"ending": Ending.OPEN})
    return answer.holdings


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    """Do the one task that standard input brings."""
    task = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    run_task(task)


if __name__ == "__main__":
    main()
