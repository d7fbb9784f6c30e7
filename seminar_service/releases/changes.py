"""What a plan changes about the seminars there are: compared before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


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
