"""What differs between two plans of a tour, or before and after a change, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from seminar_service.planning.inputs import Held


@dataclass(frozen=True, slots=True)
class Alteration:
    """A bid of which two plans make something different; None stands for a refusal.

    Attributes:
        bid_id: The bid.
        before: How it is held in the one.
        after: How it is held in the other.
        is_asked: Whether the one that does not hold it has refused it; a plan says nothing of bids
            that were not its to answer. It is not kept.
    """

    bid_id: int
    before: Held | None
    after: Held | None
    is_asked: bool = True

    @property
    def advisers(self) -> frozenset[int]:
        """Everybody who is spoken of."""
        return frozenset(one for each in (self.before, self.after) if each for one in each.team)

    @property
    def backwards(self) -> "Alteration":
        """The same, seen from the other side."""
        return Alteration(self.bid_id, self.after, self.before, self.is_asked)

    def document(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "bid": self.bid_id,
            "before": _document(self.before),
            "after": _document(self.after),
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Return what JSON values say."""
        return cls(int(document["bid"]), _held(document["before"]), _held(document["after"]))


def _document(held: Held | None) -> dict[str, Any] | None:
    return None if held is None else {"day": held.day.isoformat(), "team": list(held.team)}


def _held(document: Mapping[str, Any] | None) -> Held | None:
    if document is None:
        return None
    return Held(date.fromisoformat(document["day"]), tuple(document["team"]))
