"""Days that can be proposed to a host beside those that it wished for, the nearest first."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from solver.formats.instance import Bid, Horizon, Instance
from solver.formats.open_days import OpenDays, days_open_to


@dataclass(frozen=True, slots=True)
class Proposal:
    """One day.

    Attributes:
        day: The day.
        distance_days: How far it is from the nearest wished one; 0 where none was wished.
    """

    day: date
    distance_days: int


def propose_days(instance: Instance, bid: Bid, open_days: OpenDays | None) -> tuple[Proposal, ...]:
    """Return the days of the horizon that a bid does not offer and could.

    Args:
        instance: The tour.
        bid: One of its bids.
        open_days: Days on which something can be arranged; where None, all weekdays on which
            some bid of the tour could be held.
    """
    wished = sorted(day.toordinal() for day in bid.dates)
    found = [
        Proposal(day, _distance(wished, day.toordinal()))
        for day in _open_days(instance, bid, open_days)
        if day in instance.horizon and day not in bid.dates
    ]
    return tuple(sorted(found, key=lambda one: (one.distance_days, one.day)))


def _open_days(instance: Instance, bid: Bid, open_days: OpenDays | None) -> Iterable[date]:
    if open_days is not None:
        return set(days_open_to(bid.id, open_days))
    weekdays = _weekdays(instance)
    return (day for day in _days(instance.horizon) if day.weekday() in weekdays)


def _weekdays(instance: Instance) -> frozenset[int]:
    """Return the weekdays on which some bid can be held."""
    return frozenset(
        day.weekday() for bid in instance.bids for day in bid.dates if day in instance.horizon
    )


def _distance(wished: list[int], day: int) -> int:
    after = bisect_left(wished, day)
    near = wished[max(after - 1, 0) : after + 1]
    return min((abs(day - one) for one in near), default=0)


def _days(horizon: Horizon) -> Iterator[date]:
    for ordinal in range(horizon.start.toordinal(), horizon.end.toordinal() + 1):
        yield date.fromordinal(ordinal)
