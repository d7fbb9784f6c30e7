"""What a plan changes about the seminars there are: compared before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    """What becomes of a bid's seminar."""

    NEW = "new"
    MOVED = "moved"
    TEAM = "team"
    KEPT = "kept"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Appointment:
    """When a bid's seminar is held, and by whom: adviser numbers in the order of the slots."""

    day: date
    starts_at: time
    ends_at: time
    team: tuple[int, ...]

    def same_time(self, other: "Appointment") -> bool:
        """Whether both are at the same time of the same day."""
        return (self.day, self.starts_at, self.ends_at) == (
            other.day,
            other.starts_at,
            other.ends_at,
        )

    def as_data(self) -> dict[str, Any]:
        """What a row may keep of it."""
        times = (f"{self.starts_at:%H:%M}", f"{self.ends_at:%H:%M}")
        return {"day": self.day.isoformat(), "times": times, "team": list(self.team)}

    @classmethod
    def of_data(cls, kept: dict[str, Any]) -> "Appointment":
        """What a row has kept."""
        start, end = (time.fromisoformat(each) for each in kept["times"])
        return cls(date.fromisoformat(kept["day"]), start, end, tuple(kept["team"]))


@dataclass(frozen=True)
class Change:
    """What a plan makes of one bid, beside what has been released for it before."""

    bid_id: int
    kind: ChangeKind
    before: Appointment | None
    after: Appointment | None

    @property
    def joining(self) -> frozenset[int]:
        """Advisers who get the seminar, or get it at another time."""
        if self.after is None:
            return frozenset()
        if self.before is None or not self.before.same_time(self.after):
            return frozenset(self.after.team)
        return frozenset(self.after.team) - frozenset(self.before.team)

    @property
    def leaving(self) -> frozenset[int]:
        """Advisers who lose the seminar."""
        before = frozenset(self.before.team) if self.before else frozenset()
        after = frozenset(self.after.team) if self.after else frozenset()
        return before - after

    def as_data(self) -> dict[str, Any]:
        """What a row may keep of it: numbers and days, no names."""
        return {
            "bid": self.bid_id,
            "kind": self.kind.value,
            "before": self.before.as_data() if self.before else None,
            "after": self.after.as_data() if self.after else None,
        }

    @classmethod
    def of_data(cls, kept: dict[str, Any]) -> "Change":
        """What a row has kept."""
        before, after = (
            Appointment.of_data(kept[name]) if kept[name] else None for name in ("before", "after")
        )
        return cls(kept["bid"], ChangeKind(kept["kind"]), before, after)


def compare(
    current: Mapping[int, Appointment], planned: Mapping[int, Appointment]
) -> tuple[Change, ...]:
    """What a plan changes, bid by bid in the order of their numbers.

    Args:
        current: Live seminars by bid.
        planned: The plan's seminars by bid.
    """
    bids = sorted(current.keys() | planned.keys())
    return tuple(_change(bid, current.get(bid), planned.get(bid)) for bid in bids)


def _change(bid_id: int, before: Appointment | None, after: Appointment | None) -> Change:
    return Change(bid_id, _kind(before, after), before, after)


def _kind(before: Appointment | None, after: Appointment | None) -> ChangeKind:
    if before is None:
        return ChangeKind.NEW
    if after is None:
        return ChangeKind.CANCELLED
    if not before.same_time(after):
        return ChangeKind.MOVED
    return ChangeKind.KEPT if before.team == after.team else ChangeKind.TEAM
