"""All processes that a command has started: what memory they hold, and how they are ended.

They are found in Linux's `/proc`; elsewhere nothing is measured, and the command's process group
alone is ended.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
MERCY_SECONDS = 10.0
"""How long a process that was asked to end may take before it is killed."""


@dataclass(frozen=True, slots=True)
class Process:
    """A living process.

    Attributes:
        id: Its id, which another one may bear after its end.
        began: When it was started, in ticks; no other process has both this and the id.
        parent: Id of its parent, another one after the parent's end.
        session: Id of its session, which is that of the process that began it.
    """

    id: int
    began: int
    parent: int = field(compare=False)
    session: int = field(compare=False)


class Family:
    """A command's process and all that come from it, by parents and by sessions.

    A member may begin a session of its own, and may outlive its parent; whoever was seen once is
    remembered. So it must be looked at now and then while the command runs.
    """

    def __init__(self, first: int) -> None:
        """Begin with the id of a process that is the first one of its session."""
        self._first = first
        self._known: set[Process] = set()

    def members(self) -> set[Process]:
        """Return who lives now; those that are dead but unburied do not."""
        living = set(_processes())
        self._known = living & self._known
        while newcomers := {each for each in living - self._known if self._has(each)}:
            self._known |= newcomers
        return set(self._known)

    def resident_bytes(self) -> int | None:
        """Return the memory that all members hold now; None where that cannot be read.

        Pages that several of them share are counted for each: rather too much than too little.
        """
        sizes = []
        for member in self.members():
            with suppress(OSError, IndexError):  # it has ended meanwhile
                pages = (PROC / str(member.id) / "statm").read_text().split()[1]
                sizes.append(int(pages) * PAGE_BYTES)
        return sum(sizes) if sizes else None

    def end(self, mercy_seconds: float = MERCY_SECONDS) -> None:
        """End all members: ask them, wait, then kill those that are left."""
        self._signal(signal.SIGTERM)
        if not self.ends_within(mercy_seconds):
            self._signal(signal.SIGKILL)

    def ends_within(self, seconds: float) -> bool:
        """Say whether all members have ended before so many seconds are over."""
        until = time.monotonic() + seconds
        while self.members():
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        return True

    def _has(self, process: Process) -> bool:
        """Say whether a process comes from the members that are known so far."""
        ids = {self._first, *(member.id for member in self._known)}
        sessions = {self._first, *(member.session for member in self._known)}
        return process.session in sessions or process.parent in ids

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._first, number)
        for member in self.members():
            with suppress(ProcessLookupError):
                os.kill(member.id, number)


def _processes() -> Iterator[Process]:
    """Yield all living processes."""
    for entry in PROC.iterdir() if PROC.is_dir() else ():
        if not entry.name.isdigit():
            continue
        with suppress(OSError):  # it has ended meanwhile
            # The name in parentheses may hold anything; the state and numbers follow it.
            fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if fields and fields[0] not in {"Z", "X"}:
                parent, session, began = (int(fields[position]) for position in (1, 3, 19))
                yield Process(int(entry.name), began, parent, session)
