"""Solving without a process for each proof, so that a test can do it by the hundred."""

import io
import json
from collections.abc import Callable
from typing import Self
from unittest.mock import patch

from solver import Instance, Plan, SolveOptions, solve, solving
from solver.proof.process import Prover
from solver.proof.worker import Reporter, run_task

ONE_WORKER = SolveOptions(time_limit_seconds=600, workers=1, seed=7)


class ProverInProcess(Prover):
    """Does the whole proof at once, in the test's own process."""

    def __enter__(self) -> Self:
        output = io.StringIO()
        run_task(json.loads(json.dumps(self._task)), Reporter(output))
        for line in output.getvalue().splitlines():
            self._lines.put(line)
        self._lines.put(None)
        return self

    def __exit__(self, *_: object) -> None:
        pass


def solve_in_process(
    instance: Instance,
    options: SolveOptions = ONE_WORKER,
    *,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """Solve a tour in the test's own process."""
    with patch.object(solving, "Prover", ProverInProcess):
        return solve(instance, options, should_stop=should_stop)
