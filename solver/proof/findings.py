"""What a proof finds on its way, and how it ends."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from solver.search.draft import Holding


class Ending(StrEnum):
    """How a proof ended."""

    OPTIMAL = "optimal"
    """Nothing is better than the last plan that it told, which exists."""

    INFEASIBLE = "infeasible"
    """There is no valid plan."""

    OPEN = "open"
    """It gave up, or ran out of time."""


class Listener(Protocol):
    """Whom a proof tells what it finds."""

    def bound(self, bound_yen: int) -> None:
        """No valid plan costs less than this."""

    def plan(self, holdings: Sequence[Holding | None]) -> None:
        """A plan that keeps every rule of the model."""
