"""What two people entered, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wtforms import Field


class Side(StrEnum):
    """Who changed a field since the form was made."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"

    @classmethod
    def of(cls, mine: str | None, theirs: str, first: str | None) -> "Side":
        """Who changed a field; both where nobody knows what it showed at first."""
        if first is None:
            return cls.BOTH
        if mine == first:
            return cls.THEIRS
        return cls.MINE if theirs == first else cls.BOTH


@dataclass(frozen=True)
class Difference:
    """A field that says something else than the row by now.

    Attributes:
        field: The field.
        side: Who changed it.
        theirs: What the row says now, in words; empty where it says nothing.
    """

    field: Field
    side: Side
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """What is told to somebody whose form was made before others edited the same thing.

    Attributes:
        differences: The fields that are concerned.
        edits: Who edited it since and when, the newest first, as far as that is known.
        is_refilled: Whether the page's own fields show what is told; otherwise it is told alone.
    """

    differences: Sequence[Difference]
    edits: Sequence[tuple[str, datetime]]
    is_refilled: bool = True
