"""One command, run to its end under a watch."""

import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.curve import Point, improving, read_point
from tests.bench.processes import Family

ROOT = Path(__file__).parents[2]
SAMPLE_SECONDS = 0.2
LINGER_SECONDS = 2.0
"""How long a command's helpers may outlive it before they count as left behind."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a command went.

    Attributes:
        seconds: Wall time from the start of its process to its end.
        exit_status: Its exit status; below 0 the number of the signal that ended it.
        curve: What its progress lines said.
        peak_bytes: The most memory that its processes held together, None where not measured.
        last_words: The last other lines of its standard error.
        was_ended: It was still running long after its time limit, and was ended.
        left_behind: It ended and left processes running, which were ended.
    """

    seconds: float
    exit_status: int
    curve: tuple[Point, ...]
    peak_bytes: int | None
    last_words: tuple[str, ...]
    was_ended: bool
    left_behind: bool


@dataclass
class _Watch:
    """What is learnt of a command while it runs."""

    process: subprocess.Popen[str]
    family: Family
    patience_seconds: float
    began: float
    over: threading.Event = field(default_factory=threading.Event)
    points: list[Point] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    peak_bytes: int | None = None
    was_ended: bool = False

    def seconds(self) -> float:
        return time.monotonic() - self.began

    def listen(self) -> None:
        """Read standard error to its end."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            point = read_point(line, self.seconds())
            if point is not None:
                self.points.append(point)
            elif line.strip():
                self.words.append(line.strip())

    def look(self) -> None:
        """Measure memory until the command is over; end it when it takes far too long."""
        while not self.over.is_set():
            held = self.family.resident_bytes()
            if held is not None:
                self.peak_bytes = max(held, self.peak_bytes or 0)
            if self.seconds() > self.patience_seconds:
                self.was_ended = True
                self.family.end()
            self.over.wait(SAMPLE_SECONDS)


def patience(limit_seconds: float) -> float:
    """Return after how many seconds a command with a time limit is ended from outside."""
    return limit_seconds + max(30.0, limit_seconds / 2)


def run_command(command: Sequence[str], patience_seconds: float) -> Finished:
    """Run a command, and leave none of its processes behind.

    Args:
        command: The program and its arguments; it runs in the project's folder.
        patience_seconds: When it is ended from outside, above 0.
    """
    began = time.monotonic()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as process:
        watch = _Watch(process, Family(process.pid), patience_seconds, began)
        listener, looker = (threading.Thread(target=do) for do in (watch.listen, watch.look))
        listener.start()
        looker.start()
        try:
            process.wait()
            seconds = watch.seconds()
        finally:
            watch.over.set()
            looker.join()
            left_behind = process.poll() is None or not watch.family.ends_within(LINGER_SECONDS)
            if left_behind:
                watch.family.end()
            listener.join()
    return Finished(
        seconds,
        process.returncode,
        improving(watch.points),
        watch.peak_bytes,
        tuple(watch.words[-3:]),
        watch.was_ended,
        left_behind and not watch.was_ended,
    )
