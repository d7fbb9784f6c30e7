"""What is known of a tour when it is planned, as values that are kept and compared.

It holds what people enter and decide, by the keys of the rows; prices that planning derives from
it (what moving a seminar costs) are no part of it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from seminar_service.planning.json_values import plain

Days = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class AdviserInput:
    """An engaged adviser: home (a prefecture's code), topics (codes), taken days, limits."""

    home: str
    topics: tuple[str, ...]
    unavailable: Days
    max_seminars: int
    max_per_month: int
    max_nights_away: int


@dataclass(frozen=True, slots=True)
class BidInput:
    """A bid to be planned: place, times, topics of each slot, choices by day, its own price."""

    place: str
    starts_at: str
    ends_at: str
    slots: tuple[tuple[str, ...], ...]
    choices: Mapping[date, str]
    decline_yen: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """The day and the team (adviser keys, in slot order) of a seminar or of a lock."""

    day: date
    team: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanningInput:
    """All of it: rules by name, days that the office has closed, and the rest by keys of rows.

    `lost` are days that disruptions take, by the code of the prefecture, empty for all.

    `seminars` are those that stand, `locks` what has to stay, both by the key of the bid.
    """

    rules: Mapping[str, str | int | None]
    closed: Days = ()
    lost: Mapping[str, Days] = field(default_factory=dict)
    advisers: Mapping[int, AdviserInput] = field(default_factory=dict)
    bids: Mapping[int, BidInput] = field(default_factory=dict)
    seminars: Mapping[int, Held] = field(default_factory=dict)
    locks: Mapping[int, Held] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "rules": dict(self.rules),
            "closed": plain(self.closed),
            "lost": plain(self.lost),
            "advisers": {str(key): plain(asdict(each)) for key, each in self.advisers.items()},
            "bids": {str(key): plain(asdict(each)) for key, each in self.bids.items()},
            "seminars": {str(key): plain(asdict(each)) for key, each in self.seminars.items()},
            "locks": {str(key): plain(asdict(each)) for key, each in self.locks.items()},
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Return what JSON values say."""
        return cls(
            rules=document["rules"],
            closed=_days(document["closed"]),
            lost={place: _days(days) for place, days in document.get("lost", {}).items()},
            advisers={int(key): _adviser(each) for key, each in document["advisers"].items()},
            bids={int(key): _bid(each) for key, each in document["bids"].items()},
            seminars={int(key): _held(each) for key, each in document["seminars"].items()},
            locks={int(key): _held(each) for key, each in document["locks"].items()},
        )


def _adviser(document: Mapping[str, Any]) -> AdviserInput:
    days = _days(document["unavailable"])
    topics = tuple(document["topics"])
    return AdviserInput(**{**document, "topics": topics, "unavailable": days})


def _bid(document: Mapping[str, Any]) -> BidInput:
    choices = {date.fromisoformat(day): choice for day, choice in document["choices"].items()}
    slots = tuple(map(tuple, document["slots"]))
    return BidInput(**{**document, "slots": slots, "choices": choices})


def _held(document: Mapping[str, Any]) -> Held:
    return Held(date.fromisoformat(document["day"]), tuple(document["team"]))


def _days(documents: list[str]) -> Days:
    return tuple(map(date.fromisoformat, documents))
