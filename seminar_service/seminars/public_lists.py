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
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, load_only, raiseload

from seminar_service.seminars.model import Seminar, seminar_topic
from seminar_service.seminars.public import PublicSeminar, as_public, of_current_tours
from seminar_service.seminars.public_counts import Counts, Numbers, counted, counting
from seminar_service.tours.model import Topic, Tour

PAGE_ROWS: Final = 50
"""The most rows of one page of a list."""

NEXT_ROWS: Final = 12
"""The most rows of the front page, all its tours together."""

_STATEMENTS: Final = 256
_AT_LEAST: Final = 3  # of each tour, however many tours there are

_SHOWN: Final = (
    *(Seminar.public_id, Seminar.tour_id, Seminar.state, Seminar.announced_at, Seminar.audience),
    *(Seminar.day, Seminar.starts_at, Seminar.ends_at, Seminar.place, Seminar.venue_name),
    *(Seminar.host_name, Seminar.title_ja, Seminar.title_en, Seminar.registration_closes_on),
    *(Seminar.capacity, Seminar.taken, Seminar.waiting),
)
"""What a row of a list shows."""


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
    """

    tour_id: int | None = None
    places: frozenset[str] = frozenset()
    month: date | None = None
    topic: str = ""
    only_places: bool = False
    order: Order = Order.DAY


@dataclass(frozen=True)
class Part:
    """Rows that stand under one heading: of one tour, all still to come or all over."""

    tour_id: int
    over: bool
    rows: Sequence[PublicSeminar]


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


def seminar_list(session: Session, wanted: Wanted, *, page: int, now: datetime) -> SeminarList:
    """Read one page of a list. Two queries, whatever the number of seminars.

    Where no month is wanted and there are more seminars than a page has rows, the first month with
    seminars to come is shown, or else the last month of all.
    """
    counts = counted(session, _counting(wanted, _minute(now)))
    fitting = counts.within(wanted.places)
    month = wanted.month or _first_month(fitting)
    shown = fitting.total if month is None else fitting.by_month().get(month, Numbers())
    pages = max(ceil(shown.listed / PAGE_ROWS), 1)
    page = min(page, pages)
    rows = session.scalars(_page(wanted, month, page, _minute(now))).all()
    parts = _parts([as_public(row, now) for row in rows])
    return SeminarList(parts, counts, fitting, month, shown.listed, page, pages)


def next_seminars(session: Session, tours: int, *, now: datetime) -> list[PublicSeminar]:
    """The next seminars of each tour with seminars to come. One query.

    Args:
        session: The database.
        tours: How many tours share the rows of a page.
        now: The present instant.
    """
    each = max(NEXT_ROWS // max(tours, 1), _AT_LEAST)
    return [as_public(row, now) for row in session.scalars(_next(each, _minute(now)))]


def count_coming(session: Session, *, now: datetime) -> Counts:
    """Count all public seminars that are to come, of whatever tour. One query."""
    return counted(session, _counting_coming(_minute(now)))


def offered_topics(session: Session, tour_id: int | None = None) -> Sequence[Topic]:
    """The topics of the seminars that a list may show, in their order. One query."""
    return session.scalars(_taught(tour_id)).all()


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


@lru_cache(maxsize=_STATEMENTS)
def _counting(wanted: Wanted, minute: datetime) -> Select[*tuple[Any, ...]]:
    return counting(*_conditions(wanted, minute), now=minute)


@lru_cache(maxsize=_STATEMENTS)
def _counting_coming(minute: datetime) -> Select[*tuple[Any, ...]]:
    return counting(Seminar.to_come(minute), now=minute)


@lru_cache(maxsize=_STATEMENTS)
def _next(each: int, minute: datetime) -> Select[Seminar]:
    order = (Seminar.day, Seminar.starts_at, Seminar.id)
    place = func.row_number().over(partition_by=Seminar.tour_id, order_by=order)
    numbered = (
        select(Seminar.id, place.label("place"))
        .where(Seminar.is_public, Seminar.to_come(minute))
        .subquery()
    )
    return (
        _rows()
        .join(numbered, numbered.c.id == Seminar.id)
        .where(numbered.c.place <= each)
        .order_by(*order)
    )


@lru_cache(maxsize=_STATEMENTS)
def _taught(tour_id: int | None) -> Select[Topic]:
    taught = (
        select(seminar_topic.c.topic_id)
        .join(Seminar, Seminar.id == seminar_topic.c.seminar_id)
        .where(Seminar.is_public, _scope(Wanted(tour_id)))
    )
    return select(Topic).where(Topic.id.in_(taught)).order_by(Topic.position, Topic.id)


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
        conditions.append(Seminar.taken < Seminar.capacity)
    return conditions


@lru_cache(maxsize=_STATEMENTS)
def _page(wanted: Wanted, month: date | None, page: int, now: datetime) -> Select[Seminar]:
    conditions = _conditions(wanted, now)
    if wanted.places:
        conditions.append(Seminar.place.in_(wanted.places))
    if month is not None:
        conditions.append(_in_month(month))
    over = case((Seminar.to_come(now), 0), else_=1)
    return (
        _rows()
        .join(Seminar.tour)
        .where(Seminar.is_public, *conditions)
        .order_by(over, Tour.fiscal_year, *_order(wanted.order, now))
        .limit(PAGE_ROWS)
        .offset((page - 1) * PAGE_ROWS)
    )


def _rows() -> Select[Seminar]:
    """Seminars with the columns that a row shows, and nothing else."""
    return select(Seminar).options(load_only(*_SHOWN, raiseload=True), raiseload("*"))


def _order(order: Order, now: datetime) -> tuple[ColumnElement[Any], ...]:
    by_day = (Seminar.day.asc(), Seminar.starts_at.asc(), Seminar.id.asc())
    if order is Order.PLACE:
        return (Seminar.place.asc(), *by_day)
    if order is Order.PLACES_LEFT:
        left = Seminar.capacity - Seminar.taken
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


def _parts(rows: Sequence[PublicSeminar]) -> list[Part]:
    """Rows under their headings, in the order in which they come."""
    groups = groupby(rows, key=lambda each: (each.seminar.tour_id, each.over))
    return [Part(tour_id, over, list(members)) for (tour_id, over), members in groups]
