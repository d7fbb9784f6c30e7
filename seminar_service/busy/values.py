"""What is asked of a calendar file, and what comes of it; as both processes write it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Final

from seminar_service.domain.uploads import MEGABYTE

LARGEST_FILE: Final = MEGABYTE
"""Bytes of a file."""
MOST_ENTRIES: Final = 5_000
"""Entries of a file, before those that repeat are told one by one."""
MOST_TIMES: Final = 20_000
"""Times in a year that are looked at, each of an entry that repeats."""
LONGEST_SECONDS: Final = 10.0
"""How long reading may take."""
PROCESSOR_SECONDS: Final = 8
MOST_BYTES: Final = 1024 * MEGABYTE
"""Memory of the process that reads."""


class Exit(IntEnum):
    """How the process ends."""

    DONE = 0
    UNREADABLE = 3
    TOO_MANY = 4


@dataclass(frozen=True)
class Asked:
    """A file, and the days of which something is to be known, both included.

    `ours` are the identities of entries that take no day: our own, which people have in their
    calendars; without spaces.
    """

    content: bytes
    first: date
    last: date
    ours: frozenset[str] = frozenset()

    def to_bytes(self) -> bytes:
        """For the other process: a line with the days and identities, then the file."""
        line = " ".join([self.first.isoformat(), self.last.isoformat(), *sorted(self.ours)])
        return line.encode("ascii") + b"\n" + self.content

    @classmethod
    def from_bytes(cls, data: bytes) -> "Asked":
        """What the other process wrote."""
        line, _, content = data.partition(b"\n")
        first, last, *ours = line.decode("ascii").split()
        return cls(content, date.fromisoformat(first), date.fromisoformat(last), frozenset(ours))


@dataclass(frozen=True)
class Busy:
    """The days that a calendar takes, and of how many entries nothing could be made.

    Nothing else of the file is kept: no titles, places or people.
    """

    days: Sequence[date]
    unread: int = 0

    def to_bytes(self) -> bytes:
        """For the other process."""
        said = {"days": [day.isoformat() for day in self.days], "unread": self.unread}
        return json.dumps(said).encode("ascii")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Busy":
        """What the other process wrote."""
        said: Mapping[str, Any] = json.loads(data)
        return cls(tuple(date.fromisoformat(day) for day in said["days"]), said["unread"])
