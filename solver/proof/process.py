"""Starts the process that proves, and hears what it finds."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Self

from solver.progress import SolveOptions
from solver.proof.findings import Ending
from solver.proof.messages import parse_holdings, write_holdings
from solver.search.draft import Holding
from solver.tour.compiled import CompiledTour


class Prover:
    """A running proof. Use it as a context: leaving it ends the process at once.

    Attributes:
        bound_yen: The best bound so far, 0 to begin with.
        ending: How the proof ended, None while it runs.
        is_compiling: Its inner loops are being compiled, which happens once on a machine.
        colliding: For a tour that is proven infeasible, ids of the locked bids that collide; known
            before the ending, which waits for the smallest set that collides.
    """

    def __init__(
        self,
        tour: CompiledTour,
        start: Sequence[Holding | None] | None,
        options: SolveOptions,
    ) -> None:
        self.bound_yen = 0
        self.ending: Ending | None = None
        self.is_compiling = False
        self.colliding: tuple[str, ...] | None = None
        self._task = {
            "instance": tour.instance.document(),
            "start": write_holdings(start) if start is not None else None,
            "seed": options.seed,
            "workers": options.workers,
            "executor": options.executor,
            "effort": options.effort.document(),
        }
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "solver.proof.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):  # with those that it has started, see the worker
            os.killpg(self._process.pid, signal.SIGTERM)
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what it has not read is lost with it
                    pipe.close()

    def hear(self, wait_seconds: float) -> Iterator[list[Holding | None]]:
        """Take in what has been found; yield each plan.

        Args:
            wait_seconds: How long to wait for the first news, 0 for not at all.
        """
        timeout = wait_seconds
        while self.ending is None:
            try:
                line = self._lines.get(timeout=timeout) if timeout else self._lines.get_nowait()
            except queue.Empty:
                return
            timeout = 0.0
            if line is None:
                self.ending = Ending.OPEN
                return
            finding: dict[str, Any] = json.loads(line)
            self.bound_yen = max(self.bound_yen, finding.get("bound_yen", 0))
            self.is_compiling = finding.get("compiling", self.is_compiling)
            if "ending" in finding:
                self.ending = Ending(finding["ending"])
            if "colliding" in finding:
                self.colliding = tuple(finding["colliding"])
            if "holdings" in finding:
                yield parse_holdings(finding["holdings"])

    def _read(self) -> None:
        """Pass on the lines of the process until it ends."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return
        try:
            stdin.write(json.dumps(self._task) + "\n")
            stdin.flush()
        except OSError:
            self._lines.put(None)
            return
        for line in stdout:
            self._lines.put(line)
        self._lines.put(None)
