"""What a scenario assumes about its tour, as values that are kept as JSON.

Advisers and bids are the keys of their rows, topics and prefectures their codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final, TypeAlias

from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.json_values import plain

Value: TypeAlias = int | str | None
"""Of a rule: a number, a time of day (HH:MM), None for no limit."""


class ChangeKind(StrEnum):
    """What is assumed to be otherwise, in the order in which it is put into a problem."""

    NEW_ADVISER = "new_adviser"
    KNOWN_ADVISER = "known_adviser"
    DAYS_OFF = "days_off"
    DAYS_FREE = "days_free"
    NIGHTS = "nights"
    LIMIT = "limit"
    RULE = "rule"
    CLOSED = "closed"
    BID_TAKEN = "bid_taken"
    BID_LEFT_OUT = "bid_left_out"
    DECLINE_PRICE = "decline_price"
    BID_DATE = "bid_date"


@dataclass(frozen=True, slots=True)
class NewAdviser:
    """One more adviser takes part, who is not known yet.

    `adviser_id` is the key under which plans name them; 0 before the scenario is kept.
    """

    kind: ClassVar[ChangeKind] = ChangeKind.NEW_ADVISER
    name: str
    home: str
    topics: tuple[str, ...]
    max_seminars: int
    max_per_month: int
    max_nights_away: int
    adviser_id: int = 0


@dataclass(frozen=True, slots=True)
class KnownAdviser:
    """Somebody takes part who is known to the service, and takes no part in the tour yet.

    Home and topics are theirs; the limits are those that they would have here.
    """

    kind: ClassVar[ChangeKind] = ChangeKind.KNOWN_ADVISER
    adviser_id: int
    max_seminars: int
    max_per_month: int
    max_nights_away: int


@dataclass(frozen=True, slots=True)
class DaysOff:
    """An adviser is unavailable on the days from `first` to `last`."""

    kind: ClassVar[ChangeKind] = ChangeKind.DAYS_OFF
    adviser_id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DaysFree:
    """An adviser is available on the days from `first` to `last`."""

    kind: ClassVar[ChangeKind] = ChangeKind.DAYS_FREE
    adviser_id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class AdviserLimit:
    """A limit of an adviser, named as in `input_changes.LIMITS`, is another."""

    kind: ClassVar[ChangeKind] = ChangeKind.LIMIT
    adviser_id: int
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class NightsAway:
    """No adviser is away for more than so many nights on one trip."""

    kind: ClassVar[ChangeKind] = ChangeKind.NIGHTS
    nights: int


@dataclass(frozen=True, slots=True)
class TourRule:
    """A rule of the tour, named as in `RULES`, is another."""

    kind: ClassVar[ChangeKind] = ChangeKind.RULE
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """The office holds no seminars on the days from `first` to `last`."""

    kind: ClassVar[ChangeKind] = ChangeKind.CLOSED
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class BidTaken:
    """A bid is planned that is not accepted yet."""

    kind: ClassVar[ChangeKind] = ChangeKind.BID_TAKEN
    bid_id: int


@dataclass(frozen=True, slots=True)
class BidLeftOut:
    """A bid is not planned."""

    kind: ClassVar[ChangeKind] = ChangeKind.BID_LEFT_OUT
    bid_id: int


@dataclass(frozen=True, slots=True)
class DeclinePrice:
    """Refusing a bid costs another amount, before what moving its seminar adds."""

    kind: ClassVar[ChangeKind] = ChangeKind.DECLINE_PRICE
    bid_id: int
    yen: int


@dataclass(frozen=True, slots=True)
class BidDate:
    """A host offers one more day."""

    kind: ClassVar[ChangeKind] = ChangeKind.BID_DATE
    bid_id: int
    day: date
    choice: Choice


Change: TypeAlias = (
    NewAdviser
    | KnownAdviser
    | DaysOff
    | DaysFree
    | AdviserLimit
    | NightsAway
    | TourRule
    | ClosedDays
    | BidTaken
    | BidLeftOut
    | DeclinePrice
    | BidDate
)

CHANGES: Final[Mapping[ChangeKind, type[Change]]] = {
    each.kind: each
    for each in (
        NewAdviser,
        KnownAdviser,
        DaysOff,
        DaysFree,
        AdviserLimit,
        NightsAway,
        TourRule,
        ClosedDays,
        BidTaken,
        BidLeftOut,
        DeclinePrice,
        BidDate,
    )
}

YEN_RULES: Final = (
    "hotel_yen",
    "first_choice_yen",
    "second_choice_yen",
    "third_choice_yen",
    "decline_yen",
    "coverage_yen",
    "workload_yen",
)
TIME_RULES: Final = ("day_start", "day_end")
COUNT_RULES: Final = ("buffer_minutes", "same_place_gap_days")
OPEN_RULES: Final = ("travel_budget_yen", "max_seminars_per_day")
"""Rules that may have no limit."""
RULES: Final = (*OPEN_RULES, *COUNT_RULES, *TIME_RULES, *YEN_RULES)
"""The rules of a tour that a scenario may change, named as its columns."""


def change_document(change: Change) -> dict[str, Any]:
    """Return a change as JSON values."""
    values = {each.name: plain(getattr(change, each.name)) for each in fields(change)}
    return {"kind": change.kind.value, **values}


def read_change(document: Mapping[str, Any]) -> Change:
    """Return what JSON values say."""
    kind = CHANGES[ChangeKind(document["kind"])]
    return kind(**{each.name: _read(each.name, document[each.name]) for each in fields(kind)})


def adviser_of(change: Change) -> int | None:
    """The adviser of the tour whom a change is about; None where it is about none, or a new one."""
    return change.adviser_id if isinstance(change, DaysOff | DaysFree | AdviserLimit) else None


def bid_of(change: Change) -> int | None:
    """The bid that a change is about."""
    if isinstance(change, BidTaken | BidLeftOut | DeclinePrice | BidDate):
        return change.bid_id
    return None


def says_the_same(one: Change, other: Change) -> bool:
    """Whether two changes speak of the same, so that only one of them can hold."""
    match one, other:
        case (DaysOff() | DaysFree(), DaysOff() | DaysFree()):
            return one.adviser_id == other.adviser_id and _overlap(one, other)
        case ClosedDays(), ClosedDays():
            return _overlap(one, other)
        case (BidTaken() | BidLeftOut(), BidTaken() | BidLeftOut()):
            return one.bid_id == other.bid_id
        case BidLeftOut(), (DeclinePrice() | BidDate()):
            return one.bid_id == other.bid_id
        case ((DeclinePrice() | BidDate()), BidLeftOut()):
            return one.bid_id == other.bid_id
    return type(one) is type(other) and _about(one) is not None and _about(one) == _about(other)


def _about(change: Change) -> tuple[object, ...] | None:
    match change:
        case AdviserLimit():
            return change.adviser_id, change.name
        case TourRule():
            return (change.name,)
        case NightsAway():
            return ()
        case KnownAdviser(adviser_id=key) | DeclinePrice(bid_id=key):
            return (key,)
        case BidDate():
            return change.bid_id, change.day
    return None


def _overlap(one: DaysOff | DaysFree | ClosedDays, other: DaysOff | DaysFree | ClosedDays) -> bool:
    return one.first <= other.last and other.first <= one.last


def _read(name: str, value: Any) -> Any:  # noqa: ANN401 (whatever JSON holds)
    if name in {"first", "last", "day"}:
        return date.fromisoformat(value)
    if name == "choice":
        return Choice(value)
    return tuple(value) if name == "topics" else value
