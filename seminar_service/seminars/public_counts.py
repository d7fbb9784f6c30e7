"""How many seminars the public may see, by tour, month and prefecture; counted by the database."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Row, Select, case, func, select

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.expressions import month_of
from seminar_service.storage.reading import Reader, read_rows

Key = TypeVar("Key")
_MONTHS: Final = 256
_COUNTS: Final = 64


class Numbers(NamedTuple):
    """How some seminars stand together.

    Attributes:
        listed: All, those that are over or cancelled too.
        to_come: Those that will be held, or are going on.
        held: Those that were held.
        open: Those of them that take registrations, be it for the waiting list.
        places: The places of those that are open, at the venue and online.
        free: How many of these nobody has taken.
    """

    listed: int = 0
    to_come: int = 0
    held: int = 0
    open: int = 0
    places: int = 0
    free: int = 0


class Group(NamedTuple):
    """Seminars of one tour in one month and one prefecture; there may be several such groups."""

    tour_id: int
    month: date
    place: str
    numbers: Numbers


class MonthNumbers(NamedTuple):
    """What the way to a month's list says: how many seminars it has, and how many places left."""

    month: date
    listed: int
    free: int


@dataclass(frozen=True)
class Counts:
    """Seminars counted by tour, month and prefecture; each view adds up what it needs."""

    groups: Sequence[Group]

    @cached_property
    def total(self) -> Numbers:
        """All of them."""
        return _sum([group.numbers for group in self.groups])

    @cached_property
    def months(self) -> Sequence[MonthNumbers]:
        """Month by month, what leads to its list says."""
        months = self.by_month().items()
        return [MonthNumbers(month, each.listed, each.free) for month, each in months]

    def by_month(self) -> Mapping[date, Numbers]:
        """Month by month, the earliest first; months without seminars are missing."""
        return self._by_month

    def by_place(self) -> Mapping[str, Numbers]:
        """Prefecture by prefecture, by code; those without seminars are missing."""
        return self._by_place

    @property
    def places(self) -> Collection[str]:
        """The prefectures in which at least one was held or will be, by code."""
        kept = [group for group in self.groups if group.numbers.held or group.numbers.to_come]
        return {group.place for group in kept}

    def by_tour(self) -> Mapping[int, "Counts"]:
        """Those of each tour."""
        return self._by_tour

    # What is asked for again and again is added up once.

    @cached_property
    def _by_month(self) -> Mapping[date, Numbers]:
        return _by(self.groups, attrgetter("month"))

    @cached_property
    def _by_place(self) -> Mapping[str, Numbers]:
        return _by(self.groups, attrgetter("place"))

    @cached_property
    def _by_tour(self) -> Mapping[int, "Counts"]:
        members: dict[int, list[Group]] = {}
        for group in self.groups:
            members.setdefault(group.tour_id, []).append(group)
        return {key: Counts(groups) for key, groups in sorted(members.items())}

    def within(self, places: Collection[str]) -> "Counts":
        """Those in some prefectures; all where none is named."""
        if not places:
            return self
        return Counts([group for group in self.groups if group.place in places])


def count(reader: Reader, *conditions: ColumnElement[bool], now: datetime) -> Counts:
    """Count the public seminars that fulfil all conditions. One query, whatever their number."""
    return counted(reader, counting(*conditions, now=now))


def counting(*conditions: ColumnElement[bool], now: datetime) -> Select[*tuple[Any, ...]]:
    """The statement that counts the public seminars that fulfil all conditions.

    The database looks once at each how it stands, and adds up those that stand alike.
    """
    rows = (
        select(
            Seminar.tour_id.label("tour"),
            Seminar.place.label("place"),
            month_of(Seminar.day).label("month"),
            _stands(now).label("stands"),
            (Seminar.capacity + Seminar.online_capacity).label("capacity"),
            Seminar.all_places_left.label("free"),
        )
        .where(Seminar.is_public, *conditions)
        .subquery()
    ).c
    key = (rows.tour, rows.place, rows.month, rows.stands)
    return select(*key, func.count(), func.sum(rows.capacity), func.sum(rows.free)).group_by(*key)


def counted(reader: Reader, statement: Select[*tuple[Any, ...]]) -> Counts:
    """What such a statement counts. One query."""
    return _added_up(tuple(read_rows(reader, statement)))


@lru_cache(maxsize=_COUNTS)
def _added_up(rows: tuple[Row[*tuple[Any, ...]], ...]) -> Counts:
    """What a statement counted: equal rows are added up once."""
    return Counts(
        [
            Group(tour_id, _month(month), place, _numbers(stands, *map(int, numbers)))
            for tour_id, place, month, stands, *numbers in rows
        ]
    )


_OVER, _HELD, _TO_COME, _OPEN = range(4)


def _stands(now: datetime) -> ColumnElement[int]:
    """How a seminar stands: one that is open is to come as well, since it ends after it begins."""
    return case(
        (Seminar.taking_registrations(now), _OPEN),
        (Seminar.to_come(now), _TO_COME),
        (Seminar.state == SeminarState.HELD, _HELD),
        else_=_OVER,
    )


def _numbers(stands: int, number: int, places: int, free: int) -> Numbers:
    """The numbers of seminars that stand alike."""
    if stands == _OPEN:
        return Numbers(number, number, 0, number, places, free)
    return Numbers(number, number * (stands == _TO_COME), number * (stands == _HELD))


@lru_cache(maxsize=_MONTHS)
def _month(text: str) -> date:
    """The first day of a month such as 2026-10."""
    return date.fromisoformat(f"{text}-01")


def _sum(numbers: Sequence[Numbers]) -> Numbers:
    return Numbers(*map(sum, zip(*numbers, strict=True))) if numbers else Numbers()


def _by(groups: Sequence[Group], key: Callable[[Group], Key]) -> Mapping[Key, Numbers]:
    members: dict[Key, list[Numbers]] = {}
    for group in groups:
        members.setdefault(key(group), []).append(group.numbers)
    return {key: _sum(each) for key, each in sorted(members.items())}
