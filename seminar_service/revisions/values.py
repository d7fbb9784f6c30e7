"""Values of revisions: what changed, and how far something is."""

from dataclasses import dataclass
from enum import IntEnum


class Shown(IntEnum):
    """Where a change can be seen."""

    ON_PAGES = 1
    """On pages alone: places left."""
    EVERYWHERE = 2
    """In calendars, too."""


@dataclass(frozen=True, slots=True)
class RevisionNumbers:
    """How far something is: numbers that are other ones after every change that was committed.

    Attributes:
        pages: Changes with every change.
        calendars: Changes with every change but that of places left.
    """

    pages: int
    calendars: int
