"""What is printed, and what comes of it; as both processes write it to each other."""

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

LONGEST_SECONDS: Final = 90
"""How long a file may take, however busy the machine."""
PROCESSOR_SECONDS: Final = 60
"""How much of a processor it may take; a list of 700 people takes about five."""
MOST_BYTES: Final = 2 * 1024**3
"""How much memory it may take; a list of 700 people takes 250 MB."""


class Exit(IntEnum):
    """How the process ends that makes a file."""

    DONE = 0
    LIBRARIES_MISSING = 65
    FONT_MISSING = 66
    TOO_LARGE = 67
    NOTHING_FITS = 68


@dataclass(frozen=True)
class Order:
    """What is to be printed.

    Attributes:
        versions: Whole HTML documents that say the same, the fullest first, each shorter or smaller
            than the one before.
        most_pages: How many pages it may have: the first version that keeps to it is taken. 0 for
            any number, which the first one always keeps to.
    """

    versions: tuple[str, ...]
    most_pages: int = 0

    def to_bytes(self) -> bytes:
        """As the other process reads it."""
        said = {"versions": self.versions, "most_pages": self.most_pages}
        return json.dumps(said).encode()

    @classmethod
    def from_bytes(cls, given: bytes) -> "Order":
        """Read what `to_bytes` wrote."""
        said = json.loads(given)
        return cls(tuple(said["versions"]), said["most_pages"])


@dataclass(frozen=True)
class Printed:
    """A PDF file.

    Attributes:
        pdf: The file.
        version: Which version of the text it has, counted from 0.
    """

    pdf: bytes
    version: int

    def to_bytes(self) -> bytes:
        """As the other process reads it."""
        return b"%d\n" % self.version + self.pdf

    @classmethod
    def from_bytes(cls, given: bytes) -> "Printed":
        """Read what `to_bytes` wrote."""
        version, _, pdf = given.partition(b"\n")
        return cls(pdf, int(version))
