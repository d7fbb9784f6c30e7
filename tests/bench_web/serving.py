"""Servers for the bench: the service as an operator starts it, and the bare route beside it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from tests.bench.processes import Family
from tests.bench_web.bare import Shape, write_shapes
from tests.bench_web.client import ask_once
from tests.bench_web.errors import WebBenchError, WrongAnswer
from tests.bench_web.record import Installation

PATIENCE_SECONDS = 60.0
STOP_SECONDS = 60.0
THREADS = 8
OK = 200
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


@dataclass(frozen=True)
class Server:
    """A server that runs: its port, and its processes."""

    port: int
    family: Family

    def processor_seconds(self) -> float:
        """The processor time that its processes have used since they began."""
        ticks = 0
        for member in self.family.members():
            fields = (PROC / str(member.id) / "stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS_PER_SECOND


@contextmanager
def served(environ: Mapping[str, str], port: int, processes: int, log: Path) -> Iterator[Server]:
    """The service, until the block ends."""
    command = [sys.executable, "-m", "seminar_service", "serve", "--without-worker"]
    command += ["--port", str(port), "--processes", str(processes), "--threads", str(THREADS)]
    with _running(command, environ, port, "/healthz", log) as server:
        yield server


@contextmanager
def bare_served(
    environ: Mapping[str, str],
    port: int,
    installation: Installation,
    shapes: dict[str, Shape],
    folder: Path,
) -> Iterator[Server]:
    """The bare route, until the block ends."""
    file = folder / "shapes.json"
    write_shapes(shapes, file)
    words = [str(port), str(installation.processes), str(THREADS), str(file)]
    command = [sys.executable, "-m", "tests.bench_web.bare", *words]
    first = f"/{next(iter(shapes))}"
    with _running(command, environ, port, first, folder / "bare.log") as server:
        yield server


@contextmanager
def _running(
    command: list[str], environ: Mapping[str, str], port: int, path: str, log: Path
) -> Iterator[Server]:
    with ExitStack() as leaving:
        file = leaving.enter_context(log.open("wb"))
        started = subprocess.Popen(command, env=environ, stderr=file, start_new_session=True)
        leaving.callback(_end, started)
        _wait_for(started, port, path, log)
        yield Server(port, Family(started.pid))


def _wait_for(started: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    until = monotonic() + PATIENCE_SECONDS
    while monotonic() < until and started.poll() is None:
        try:
            if ask_once(port, path).status == OK:
                return
        except (OSError, WrongAnswer):
            sleep(0.1)
    raise WebBenchError(f"no answer of the server:\n{log.read_text(errors='replace')[-2000:]}")


def _end(started: subprocess.Popen[bytes]) -> None:
    if started.poll() is None:
        started.send_signal(signal.SIGTERM)
    try:
        started.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
