"""Which bids an exact model may place, where and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.tour.compiled import CompiledTour


@dataclass(frozen=True, slots=True)
class Choice:
    """What a model may do with one bid.

    Attributes:
        bid: Position of the bid.
        days: Days on which it may be held.
        able: For each slot, the advisers who may fill it.
        must_hold: Whether it may not be declined.
    """

    bid: int
    days: tuple[int, ...]
    able: tuple[tuple[int, ...], ...]
    must_hold: bool

    def advisers(self) -> list[int]:
        """Return everyone who may be in its team, rising."""
        return sorted({adviser for those in self.able for adviser in those})


@dataclass(frozen=True)
class Scope:
    """Everything that a model decides; bids without a choice are declined.

    Attributes:
        tour: The compiled instance.
        choices: What may be done with the bids, in their order.
    """

    tour: CompiledTour
    choices: tuple[Choice, ...]

    def visits(self) -> Iterator[tuple[int, int, int]]:
        """Yield every adviser, bid and day that may come together."""
        unavailable = [frozenset(adviser.unavailable) for adviser in self.tour.advisers]
        for choice in self.choices:
            for adviser in choice.advisers():
                for day in choice.days:
                    if day not in unavailable[adviser]:
                        yield adviser, choice.bid, day


def whole_scope(tour: CompiledTour) -> Scope:
    """Return the scope of the whole problem."""
    return Scope(
        tour,
        tuple(
            Choice(bid.index, tuple(bid.day_yen), bid.able, bid.locked)
            for bid in tour.bids
            if bid.locked or bid.day_yen
        ),
    )
