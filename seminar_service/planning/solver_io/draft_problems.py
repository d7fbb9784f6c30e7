"""What a draft's planning problem says of bids, by the keys of rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from seminar_service.planning.inputs import Held
from seminar_service.planning.solver_io.names import row_id


@dataclass(frozen=True, slots=True)
class Locked:
    """What is locked in a planning problem, and what could be.

    Attributes:
        locks: How bids are locked.
        slots: How many advisers each bid takes.
        advisers: Who takes part.
    """

    locks: Mapping[int, Held]
    slots: Mapping[int, int]
    advisers: frozenset[int]

    def could_hold(self, bid_id: int, team: tuple[int, ...]) -> bool:
        """Whether the problem knows a bid and its team."""
        return self.slots.get(bid_id) == len(team) and self.advisers.issuperset(team)


def locked_in(document: Mapping[str, Any]) -> Locked:
    """Return what is locked in a planning problem."""
    return Locked(
        locks={
            row_id(bid["id"]): Held(
                date.fromisoformat(bid["current"]["date"]),
                tuple(map(row_id, bid["current"]["advisers"])),
            )
            for bid in document["bids"]
            if bid["locked"]
        },
        slots={row_id(bid["id"]): len(bid["slots"]) for bid in document["bids"]},
        advisers=frozenset(row_id(each["id"]) for each in document["advisers"]),
    )


def places_in(document: Mapping[str, Any]) -> dict[int, str]:
    """Return the prefecture (code) of each bid."""
    return {row_id(bid["id"]): bid["place"] for bid in document["bids"]}
