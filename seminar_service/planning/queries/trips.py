"""An adviser's trips as a plan keeps them, read back into values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any


@dataclass(frozen=True, slots=True)
class Leg:
    """One move: from which to which prefecture (codes), when, how long, for how much."""

    origin: str
    destination: str
    day: date
    leaves_at: time
    arrives_at: time
    minutes: int
    yen: int


@dataclass(frozen=True, slots=True)
class Trip:
    """A journey from home to home; `bids` are the keys of the bids that it visits, in order."""

    departs: date
    leaves_at: time
    returns: date
    home_at: time
    nights: int
    fares_yen: int
    hotels_yen: int
    bids: tuple[int, ...]
    legs: tuple[Leg, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """Prefectures (codes) from home to home."""
        return (self.legs[0].origin, *(leg.destination for leg in self.legs))

    @property
    def stops(self) -> tuple[str, ...]:
        """The prefectures of its seminars, each once, in order."""
        return tuple(dict.fromkeys(self.places[1:-1]))


def read_trip(document: Mapping[str, Any]) -> Trip:
    """Return the trip that a plan's `itineraries` describe."""
    return Trip(
        departs=date.fromisoformat(document["departs"]),
        leaves_at=time.fromisoformat(document["leaves_at"]),
        returns=date.fromisoformat(document["returns"]),
        home_at=time.fromisoformat(document["home_at"]),
        nights=document["nights"],
        fares_yen=document["fares_yen"],
        hotels_yen=document["hotels_yen"],
        bids=tuple(document["bids"]),
        legs=tuple(_read_leg(leg) for leg in document["legs"]),
    )


def _read_leg(document: Mapping[str, Any]) -> Leg:
    return Leg(
        origin=document["from"],
        destination=document["to"],
        day=date.fromisoformat(document["day"]),
        leaves_at=time.fromisoformat(document["leaves_at"]),
        arrives_at=time.fromisoformat(document["arrives_at"]),
        minutes=document["minutes"],
        yen=document["yen"],
    )
