"""How many seminars the public may see, by tour, month and prefecture; counted by the database."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, case, extract, func, select
from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Numbers:
    """How some seminars stand together.

    Attributes:
        listed: All, those that are over or cancelled too.
        to_come: Those that will be held, or are going on.
        held: Those that were held.
        open: Those of them that take registrations, be it for the waiting list.
        places: The places of those that are open.
        free: How many of these nobody has taken.
    """

    listed: int = 0
    to_come: int = 0
    held: int = 0
    open: int = 0
    places: int = 0
    free: int = 0

    def as_tuple(self) -> tuple[int, ...]:
        """The same in the order of the fields."""
        return (self.listed, self.to_come, self.held, self.open, self.places, self.free)


@dataclass(frozen=True, slots=True)
class Group:
    """The seminars of one tour in one month and one prefecture."""

    tour_id: int
    month: date
    place: str
    numbers: Numbers


@dataclass(frozen=True)
class Counts:
    """Seminars counted by tour, month and prefecture; each view adds up what it needs."""

    groups: Sequence[Group]

    @property
    def total(self) -> Numbers:
        """All of them."""
        return _sum(self.groups)

    def by_month(self) -> Mapping[date, Numbers]:
        """Month by month, the earliest first; months without seminars are missing."""
        return _by(self.groups, lambda group: group.month)

    def by_place(self) -> Mapping[str, Numbers]:
        """Prefecture by prefecture, by code; those without seminars are missing."""
        return _by(self.groups, lambda group: group.place)

    @property
    def places(self) -> Collection[str]:
        """The prefectures in which at least one was held or will be, by code."""
        kept = [group for group in self.groups if group.numbers.held or group.numbers.to_come]
        return {group.place for group in kept}

    def by_tour(self) -> Mapping[int, "Counts"]:
        """Those of each tour."""
        keys = sorted({group.tour_id for group in self.groups})
        return {
            key: Counts([group for group in self.groups if group.tour_id == key]) for key in keys
        }

    def within(self, places: Collection[str]) -> "Counts":
        """Those in some prefectures; all where none is named."""
        kept = [group for group in self.groups if not places or group.place in places]
        return Counts(kept)


def count(session: Session, *conditions: ColumnElement[bool], now: datetime) -> Counts:
    """Count the public seminars that fulfil all conditions. One query, whatever their number."""
    return counted(session, counting(*conditions, now=now))


def counting(*conditions: ColumnElement[bool], now: datetime) -> Select[*tuple[Any, ...]]:
    """The statement that counts the public seminars that fulfil all conditions."""
    year, month = extract("year", Seminar.day), extract("month", Seminar.day)
    key = (Seminar.tour_id, year, month, Seminar.place)
    return select(*key, *_columns(now)).where(Seminar.is_public, *conditions).group_by(*key)


def counted(session: Session, statement: Select[*tuple[Any, ...]]) -> Counts:
    """What such a statement counts. One query."""
    return Counts(
        [
            Group(tour_id, date(int(year), int(month), 1), place, Numbers(*map(int, numbers)))
            for tour_id, year, month, place, *numbers in session.execute(statement)
        ]
    )


def _columns(now: datetime) -> list[ColumnElement[int]]:
    """What is counted, in the order of the fields of `Numbers`."""
    open_ = Seminar.taking_registrations(now)
    return [
        func.count(Seminar.id),
        _number(Seminar.to_come(now)),
        _number(Seminar.state == SeminarState.HELD),
        _number(open_),
        func.sum(case((open_, Seminar.capacity), else_=0)),
        func.sum(case((open_, Seminar.capacity - Seminar.taken), else_=0)),
    ]


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _sum(groups: Iterable[Group]) -> Numbers:
    rows = [group.numbers.as_tuple() for group in groups]
    return Numbers(*map(sum, zip(*rows, strict=True))) if rows else Numbers()


def _by(groups: Sequence[Group], key: Callable[[Group], Key]) -> Mapping[Key, Numbers]:
    members: dict[Key, list[Group]] = {}
    for group in groups:
        members.setdefault(key(group), []).append(group)
    return {key: _sum(each) for key, each in sorted(members.items())}
