"""Lists of public seminars: no more rows than a person reads, the rest as numbers by month.

To make a statement takes as long as to run it, so statements are kept for the minute for which
they ask: seminars begin and end with whole minutes, and no second in between changes an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from math import ceil
from operator import attrgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, or_, select, union_all

from seminar_service.seminars.model import Seminar, seminar_topic
from seminar_service.seminars.public import of_current_tours
from seminar_service.seminars.public_counts import Counts, Numbers, counted, counting
from seminar_service.seminars.public_rows import SHOWN, Month, SeminarRow, by_month, row_of
from seminar_service.seminars.search import says
from seminar_service.storage.reading import Reader, read_rows
from seminar_service.tours.model import Topic, Tour

PAGE_ROWS: Final = 50
"""The most rows of one page of a list."""

NEXT_ROWS: Final = 12
"""The most rows of the front page, all its tours together."""

_STATEMENTS: Final = 256
_AT_LEAST: Final = 3  # of each tour, however many tours there are


class TopicRow(NamedTuple):
    """A topic that may be looked for: `tours.model.Topic`."""

    code: str
    name_ja: str
    name_en: str

    def name(self, locale: str) -> str:
        """The name in `locale` ("ja" or "en")."""
        return self.name_ja if locale == "ja" else self.name_en


class Order(StrEnum):
    """How a list is sorted."""

    DAY = "day"
    PLACE = "place"
    PLACES_LEFT = "places"


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in a list.

    Attributes:
        tour_id: A tour; `None` stands for all that are not over.
        places: Codes of prefectures; none stands for all.
        month: First day of a month; `None` stands for all.
        topic: Code of a topic, or empty.
        only_places: Whether only seminars with places left are wanted.
        order: How the list is sorted.
        words: What a seminar has to say, each of them; `seminars.search.words_of`.
        only_online: Whether only seminars that can be attended online are wanted.
    """

    tour_id: int | None = None
    places: frozenset[str] = frozenset()
    month: date | None = None
    topic: str = ""
    only_places: bool = False
    order: Order = Order.DAY
    words: tuple[str, ...] = ()
    only_online: bool = False


@dataclass(frozen=True)
class Part:
    """Rows that stand under one heading: of one tour, all still to come or all over."""

    tour_id: int
    over: bool
    rows: Sequence[SeminarRow]

    @property
    def months(self) -> Sequence[Month]:
        """The rows month by month, where they are sorted by day."""
        return by_month(self.rows)


@dataclass(frozen=True)
class SeminarList:
    """One page of a list.

    Attributes:
        parts: The rows of this page: what is to come before what is over, tour by tour.
        counts: All that fits, whatever the prefecture and month.
        fitting: All that fits, whatever the month.
        month: The month that is shown; `None` where the whole list is short enough for one page.
        found: How many rows all pages of what is shown have.
        page: Which page it is, from 1.
        pages: How many there are, at least 1.
    """

    parts: Sequence[Part]
    counts: Counts
    fitting: Counts
    month: date | None
    found: int
    page: int
    pages: int

    @property
    def is_whole(self) -> bool:
        """Whether all months fit on one page, so that nobody has to choose one."""
        return self.fitting.total.listed <= PAGE_ROWS


def seminar_list(reader: Reader, wanted: Wanted, *, page: int, now: datetime) -> SeminarList:
    """Read one page of a list. Two queries, whatever the number of seminars.

    Where no month is wanted and there are more seminars than a page has rows, the first month with
    seminars to come is shown, or else the last month of all.
    """
    counts = counted(reader, _counting(wanted, _minute(now)))
    fitting = counts.within(wanted.places)
    month = wanted.month or _first_month(fitting)
    shown = fitting.total if month is None else fitting.by_month().get(month, Numbers())
    pages = max(ceil(shown.listed / PAGE_ROWS), 1)
    page = min(page, pages)
    rows = read_rows(reader, _page(wanted, month, page, _minute(now)))
    parts = _parts([row_of(row, now) for row in rows])
    return SeminarList(parts, counts, fitting, month, shown.listed, page, pages)


def next_seminars(reader: Reader, tour_ids: tuple[int, ...], *, now: datetime) -> list[SeminarRow]:
    """The next seminars of some tours, which share the rows of a page. One query."""
    if not tour_ids:
        return []
    return [row_of(row, now) for row in read_rows(reader, _next(tour_ids, _minute(now)))]


def next_seminars_in(reader: Reader, place: str, *, now: datetime) -> list[SeminarRow]:
    """The next seminars in a prefecture, of whatever tour. One query."""
    return [row_of(row, now) for row in read_rows(reader, _next_in(place, _minute(now)))]


def count_coming(reader: Reader, *, now: datetime) -> Counts:
    """Count all public seminars that are to come, of whatever tour. One query."""
    return counted(reader, _counting_coming(_minute(now)))


def offered_topics(reader: Reader, tour_id: int | None = None) -> Sequence[TopicRow]:
    """The topics of the seminars that a list may show, in their order. One query."""
    return [TopicRow(*row) for row in read_rows(reader, _taught(tour_id))]


def offered() -> Select[*tuple[Any, ...]]:
    """Select the same of all tours that are not over; `code` names each topic."""
    return _taught(None)


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


@lru_cache(maxsize=_STATEMENTS)
def _counting(wanted: Wanted, minute: datetime) -> Select[*tuple[Any, ...]]:
    return counting(*_conditions(wanted, minute), now=minute)


@lru_cache(maxsize=_STATEMENTS)
def _counting_coming(minute: datetime) -> Select[*tuple[Any, ...]]:
    return counting(Seminar.to_come(minute), now=minute)


@lru_cache(maxsize=_STATEMENTS)
def _next(tour_ids: tuple[int, ...], minute: datetime) -> Select[*tuple[Any, ...]]:
    each = max(NEXT_ROWS // len(tour_ids), _AT_LEAST)
    parts = [_next_of(tour_id, each, minute) for tour_id in tour_ids]
    if len(parts) == 1:
        return parts[0]
    rows = union_all(*(select(part.subquery()) for part in parts)).subquery().c
    return select(*rows).order_by(rows.day, rows.starts_at, rows.public_id)


@lru_cache(maxsize=_STATEMENTS)
def _next_in(place: str, minute: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(*SHOWN)
        .where(Seminar.place == place, Seminar.to_come(minute))
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
        .limit(NEXT_ROWS)
    )


def _next_of(tour_id: int, number: int, minute: datetime) -> Select[*tuple[Any, ...]]:
    """The next ones of one tour: the database keeps the few that it needs, and sorts no others."""
    return (
        select(*SHOWN)
        .where(Seminar.tour_id == tour_id, Seminar.to_come(minute))
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
        .limit(number)
    )


@lru_cache(maxsize=_STATEMENTS)
def _taught(tour_id: int | None) -> Select[*tuple[Any, ...]]:
    # Of each topic the databases look for one seminar; for EXISTS, PostgreSQL joins all of them.
    one = (
        select(Seminar.id)
        .join(seminar_topic, seminar_topic.c.seminar_id == Seminar.id)
        .where(seminar_topic.c.topic_id == Topic.id, Seminar.is_public, _scope(Wanted(tour_id)))
        .limit(1)
    ).correlate(Topic)
    columns = [getattr(Topic, name) for name in TopicRow._fields]
    taught = one.scalar_subquery().is_not(None)
    return select(*columns).where(taught).order_by(Topic.position, Topic.id)


def _scope(wanted: Wanted) -> ColumnElement[bool]:
    """The tour that is wanted, or all that are current; a month is looked for in all tours."""
    if wanted.tour_id is not None:
        return Seminar.tour_id == wanted.tour_id
    current = of_current_tours()
    return or_(current, _in_month(wanted.month)) if wanted.month else current


def _conditions(wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    """Everything wanted but prefecture and month, which are counted beside each other."""
    conditions = [_scope(wanted)]
    if wanted.topic:
        conditions.append(Seminar.topics.any(Topic.code == wanted.topic))
    if wanted.only_places:
        conditions.append(Seminar.taking_registrations(now))
        conditions.append(Seminar.all_places_left > 0)
    if wanted.only_online:
        conditions.append(Seminar.online_capacity > 0)
    conditions.extend(says(word) for word in wanted.words)
    return conditions


@lru_cache(maxsize=_STATEMENTS)
def _page(wanted: Wanted, month: date | None, page: int, now: datetime) -> Select[*tuple[Any, ...]]:
    conditions = _conditions(wanted, now)
    if wanted.places:
        conditions.append(Seminar.place.in_(wanted.places))
    if month is not None:
        conditions.append(_in_month(month))
    over = case((Seminar.to_come(now), 0), else_=1)
    return (
        select(*SHOWN)
        .join(Seminar.tour)
        .where(Seminar.is_public, *conditions)
        .order_by(over, Tour.fiscal_year, Tour.programme, *_order(wanted.order, now))
        .limit(PAGE_ROWS)
        .offset((page - 1) * PAGE_ROWS)
    )


def _order(order: Order, now: datetime) -> tuple[ColumnElement[Any], ...]:
    by_day = (Seminar.day.asc(), Seminar.starts_at.asc(), Seminar.id.asc())
    if order is Order.PLACE:
        return (Seminar.place.asc(), *by_day)
    if order is Order.PLACES_LEFT:
        left = Seminar.all_places_left
        return (case((Seminar.taking_registrations(now), left), else_=-1).desc(), *by_day)
    return by_day


def _in_month(month: date) -> ColumnElement[bool]:
    following = (month + timedelta(days=31)).replace(day=1)
    return and_(Seminar.day >= month, Seminar.day < following)


def _first_month(fitting: Counts) -> date | None:
    """Where a list begins that is too long for one page; `None` where it is not."""
    if fitting.total.listed <= PAGE_ROWS:
        return None
    months = fitting.by_month()
    return next((month for month, numbers in months.items() if numbers.to_come), max(months))


def _parts(rows: Sequence[SeminarRow]) -> list[Part]:
    """Rows under their headings, in the order in which they come."""
    groups = groupby(rows, key=attrgetter("tour_id", "over"))
    return [Part(tour_id, over, list(members)) for (tour_id, over), members in groups]
