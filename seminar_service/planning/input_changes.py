"""In what the input of a tour differs from that of a plan. What lies in the past is no change."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from seminar_service.planning.inputs import AdviserInput, BidInput, Days, Held, PlanningInput

Value = str | int | None


class InputChangeKind(StrEnum):
    """What has changed; those of seminars, locks and prices of moving say how they stand now."""

    RULE = "rule"
    DAYS_CLOSED = "days_closed"
    DAYS_OPENED = "days_opened"
    DAYS_LOST = "days_lost"
    DAYS_REGAINED = "days_regained"
    ADVISER_JOINED = "adviser_joined"
    ADVISER_LEFT = "adviser_left"
    ADVISER_UNAVAILABLE = "adviser_unavailable"
    ADVISER_FREE_AGAIN = "adviser_free_again"
    ADVISER_LIMIT = "adviser_limit"
    ADVISER_HOME = "adviser_home"
    ADVISER_TOPICS = "adviser_topics"
    BID_NEW = "bid_new"
    BID_GONE = "bid_gone"
    BID_DAYS_ADDED = "bid_days_added"
    BID_DAYS_REMOVED = "bid_days_removed"
    BID_CHOICES = "bid_choices"
    BID_PLACE = "bid_place"
    BID_TIMES = "bid_times"
    BID_TEAM = "bid_team"
    BID_PRICE = "bid_price"
    SEMINAR_RELEASED = "seminar_released"
    SEMINAR_MOVED = "seminar_moved"
    SEMINAR_CANCELLED = "seminar_cancelled"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    MOVING_MORE = "moving_more"
    MOVING_FEWER = "moving_fewer"
    MOVING_STATE = "moving_state"


@dataclass(frozen=True, slots=True)
class InputChange:
    """One change, with what belongs to it.

    Attributes:
        kind: What has changed.
        adviser_id: Whose, of changes of advisers.
        bid_id: Which bid's, of changes of bids, seminars and locks.
        name: Which rule, or which limit; of days lost or regained the prefecture's code, empty for
            all.
        before: What stood there when the plan was made.
        after: What stands there now.
        days: The days concerned.
        team: Of seminars and locks, whose they are now.
        people: Of prices of moving, how many more, or fewer, people are registered.
    """

    kind: InputChangeKind
    adviser_id: int | None = None
    bid_id: int | None = None
    name: str = ""
    before: Value = None
    after: Value = None
    days: Days = ()
    team: tuple[int, ...] = ()
    people: int = 0


LIMITS: Final = ("max_seminars", "max_per_month", "max_nights_away")

Key = TypeVar("Key", int, str)
Row = TypeVar("Row")


def input_changes(
    before: PlanningInput, after: PlanningInput, *, planned: Mapping[int, Held], first_day: date
) -> tuple[InputChange, ...]:
    """Return in what the input differs, rules first, then advisers, bids, seminars and locks.

    A seminar that stands, or is locked, as the plan has it is no change: the plan is as good.

    Args:
        before: What the plan was made from.
        after: What is known now.
        planned: What the plan makes of the bids that it holds, by their keys.
        first_day: The first day that counts.
    """
    seminars = tuple(_of_seminars(before.seminars, after.seminars, planned, first_day))
    told = {each.bid_id for each in seminars}  # what is announced is locked as it stands
    locks = _of_locks(before.locks, after.locks, planned, first_day)
    return (
        *_of_rules(before, after),
        *_of_closed_days(before.closed, after.closed, first_day),
        *_of_lost_days(before.lost, after.lost, first_day),
        *_of_advisers(before.advisers, after.advisers, first_day),
        *_of_bids(before.bids, after.bids, first_day),
        *seminars,
        *(each for each in locks if each.bid_id not in told),
    )


def _of_rules(before: PlanningInput, after: PlanningInput) -> Iterator[InputChange]:
    for name in [*before.rules, *(after.rules.keys() - before.rules.keys())]:
        old, new = before.rules.get(name), after.rules.get(name)
        if old != new:
            yield InputChange(InputChangeKind.RULE, name=name, before=old, after=new)


def _of_closed_days(before: Days, after: Days, first_day: date) -> Iterator[InputChange]:
    for kind, days in (
        (InputChangeKind.DAYS_CLOSED, _only_in(after, before, first_day)),
        (InputChangeKind.DAYS_OPENED, _only_in(before, after, first_day)),
    ):
        if days:
            yield InputChange(kind, days=days)


def _of_lost_days(
    before: Mapping[str, Days], after: Mapping[str, Days], first_day: date
) -> Iterator[InputChange]:
    for place, old, new in _pairs(before, after):
        for kind, days in (
            (InputChangeKind.DAYS_LOST, _only_in(new or (), old or (), first_day)),
            (InputChangeKind.DAYS_REGAINED, _only_in(old or (), new or (), first_day)),
        ):
            if days:
                yield InputChange(kind, name=place, days=days)


def _of_advisers(
    before: Mapping[int, AdviserInput], after: Mapping[int, AdviserInput], first_day: date
) -> Iterator[InputChange]:
    joined, left = InputChangeKind.ADVISER_JOINED, InputChangeKind.ADVISER_LEFT
    for key, old, new in _pairs(before, after):
        if old is None or new is None:
            yield InputChange(joined if old is None else left, adviser_id=key)
        else:
            yield from _of_adviser(key, old, new, first_day)


def _of_adviser(
    key: int, old: AdviserInput, new: AdviserInput, first_day: date
) -> Iterator[InputChange]:
    for kind, days in (
        (
            InputChangeKind.ADVISER_UNAVAILABLE,
            _only_in(new.unavailable, old.unavailable, first_day),
        ),
        (InputChangeKind.ADVISER_FREE_AGAIN, _only_in(old.unavailable, new.unavailable, first_day)),
    ):
        if days:
            yield InputChange(kind, key, days=days)
    for name in LIMITS:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield InputChange(InputChangeKind.ADVISER_LIMIT, key, name=name, before=was, after=now)
    if old.home != new.home:
        kind = InputChangeKind.ADVISER_HOME
        yield InputChange(kind, key, before=old.home, after=new.home)
    if set(old.topics) != set(new.topics):
        yield InputChange(InputChangeKind.ADVISER_TOPICS, key)


def _of_bids(
    before: Mapping[int, BidInput], after: Mapping[int, BidInput], first_day: date
) -> Iterator[InputChange]:
    for key, old, new in _pairs(before, after):
        if old is None:
            yield InputChange(InputChangeKind.BID_NEW, bid_id=key)
        elif new is None:
            yield InputChange(InputChangeKind.BID_GONE, bid_id=key)
        else:
            yield from _of_bid(key, old, new, first_day)


def _of_bid(key: int, old: BidInput, new: BidInput, first_day: date) -> Iterator[InputChange]:
    was, now = tuple(old.choices), tuple(new.choices)
    other = tuple(
        day
        for day in was
        if day in new.choices and old.choices[day] != new.choices[day] and day >= first_day
    )
    for kind, days in (
        (InputChangeKind.BID_DAYS_ADDED, _only_in(now, was, first_day)),
        (InputChangeKind.BID_DAYS_REMOVED, _only_in(was, now, first_day)),
        (InputChangeKind.BID_CHOICES, other),
    ):
        if days:
            yield InputChange(kind, bid_id=key, days=days)
    said: tuple[tuple[InputChangeKind, Callable[[BidInput], Value]], ...] = (
        (InputChangeKind.BID_PLACE, lambda bid: bid.place),
        (InputChangeKind.BID_TIMES, lambda bid: f"{bid.starts_at}–{bid.ends_at}"),
        (InputChangeKind.BID_PRICE, lambda bid: bid.decline_yen),
    )
    for kind, value in said:
        if value(old) != value(new):
            yield InputChange(kind, bid_id=key, before=value(old), after=value(new))
    if old.slots != new.slots:
        yield InputChange(InputChangeKind.BID_TEAM, bid_id=key)


def _of_seminars(
    before: Mapping[int, Held],
    after: Mapping[int, Held],
    planned: Mapping[int, Held],
    first_day: date,
) -> Iterator[InputChange]:
    for key, old, new in _pairs(before, after):
        if _says_nothing_new(old, new, planned.get(key), first_day):
            continue
        if new is None:
            yield InputChange(InputChangeKind.SEMINAR_CANCELLED, bid_id=key, days=_day_of(old))
        else:
            moved = old is not None
            kind = InputChangeKind.SEMINAR_MOVED if moved else InputChangeKind.SEMINAR_RELEASED
            yield InputChange(kind, bid_id=key, days=(new.day,), team=new.team)


def _of_locks(
    before: Mapping[int, Held],
    after: Mapping[int, Held],
    planned: Mapping[int, Held],
    first_day: date,
) -> Iterator[InputChange]:
    for key, old, new in _pairs(before, after):
        if _says_nothing_new(old, new, planned.get(key), first_day):
            continue
        if new is None:
            yield InputChange(InputChangeKind.UNLOCKED, bid_id=key, days=_day_of(old))
        else:
            yield InputChange(InputChangeKind.LOCKED, bid_id=key, days=(new.day,), team=new.team)


def _says_nothing_new(
    old: Held | None, new: Held | None, planned: Held | None, first_day: date
) -> bool:
    """Whether a bid stands as the plan has it, or all that changed is over."""
    if new is not None and new == planned:
        return True
    return all(each is None or each.day < first_day for each in (old, new))


def _pairs(
    before: Mapping[Key, Row], after: Mapping[Key, Row]
) -> Iterator[tuple[Key, Row | None, Row | None]]:
    """Yield what differs, by rising key."""
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old != new:
            yield key, old, new


def _only_in(these: Days, those: Days, first_day: date) -> Days:
    return tuple(sorted(day for day in set(these) - set(those) if day >= first_day))


def _day_of(held: Held | None) -> Days:
    return () if held is None else (held.day,)
