"""The figures of a tour and of one seminar; always as many queries, whatever their size."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from seminar_service.domain.japan_time import JAPAN
from seminar_service.overview.registration_days import Usual, course, days_of, usual
from seminar_service.registrations.answer_counts import COUNTED
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState

PAGE_SIZE: Final = 30
"""Seminars on one page of a tour's figures."""


class Stage(StrEnum):
    """Which seminars of a tour are counted; those that were cancelled never are."""

    ALL = "all"
    AHEAD = "ahead"
    HELD = "held"


class Counting(StrEnum):
    """Which registrations are counted: those with a place that holds, or whoever registered."""

    PLACES = "places"
    EVERYBODY = "everybody"

    @property
    def states(self) -> Collection[RegistrationState]:
        """In which states they are."""
        return COUNTED if self is Counting.PLACES else tuple(RegistrationState)


@dataclass(frozen=True)
class FigureFilter:
    """What is counted; an empty `place` is every prefecture."""

    stage: Stage = Stage.ALL
    counting: Counting = Counting.PLACES
    place: str = ""


class Topic(StrEnum):
    """By what people are counted."""

    STATE = "state"
    KIND = "kind"
    EMPLOYEES = "employees"
    INDUSTRY = "industry"
    HEARD_OF = "heard_of"
    PREFECTURE = "prefecture"
    SOURCE = "source"
    MODE = "mode"


_COLUMNS: Final[Mapping[Topic, InstrumentedAttribute[Any]]] = {
    Topic.STATE: Registration.state,
    Topic.KIND: Registration.participant_kind,
    Topic.EMPLOYEES: Registration.employees,
    Topic.INDUSTRY: Registration.industry,
    Topic.HEARD_OF: Registration.heard_of,
    Topic.PREFECTURE: Seminar.place,
    Topic.SOURCE: Registration.source,
    Topic.MODE: Registration.mode,
}
_UNDER_WAY: Final = (SeminarState.CLOSED, SeminarState.HELD)

Numbers = Mapping[Topic, Mapping[Any, int]]
"""How many people there are by each topic; `None` stands for those who gave no answer."""


@dataclass(frozen=True)
class PlaceSums:
    """The places of some seminars, at the venue and online, added up."""

    seminars: int
    capacity: int
    taken: int
    kept_back: int
    beyond: int
    waiting: int


@dataclass(frozen=True)
class SeminarFigures:
    """One seminar in a tour's figures.

    Attributes:
        seminar: The seminar.
        people: How many registrations count.
        reached: How many had registered by the days that were left, 0 first; up to today.
        expected: How many had usually registered as long before; None where nobody knows.
    """

    seminar: Seminar
    people: int
    reached: Sequence[int]
    expected: float | None


@dataclass(frozen=True)
class TourFigures:
    """The figures of a tour: a page of seminars, and what all that are counted come to.

    `months` counts people by the first day of the month in which they registered.
    """

    sums: PlaceSums
    people: int
    numbers: Numbers
    months: Mapping[date, int]
    rows: Sequence[SeminarFigures]
    usual: Usual | None
    pages: int


@dataclass(frozen=True)
class OwnFigures:
    """The figures of one seminar; `reached` and `usual` as above, `left` the days that are left."""

    people: int
    numbers: Numbers
    days: Mapping[date, int]
    reached: Sequence[int]
    usual: Usual | None
    left: int


def tour_figures(
    session: Session, tour_id: int, wanted: FigureFilter, *, page: int, now: datetime
) -> TourFigures:
    """Count a tour. A fixed number of queries, whatever the number of seminars and people."""
    whose = [Seminar.tour_id == tour_id, *conditions(wanted, now)]
    sums, states = _sums(session, whose), wanted.counting.states
    numbers = _numbers(session, whose, states)
    compared = usual(session, states, now=now)
    return TourFigures(
        sums=sums,
        people=_people(numbers),
        numbers=numbers,
        months=_months(session, whose, states),
        rows=_rows(session, whose, states, compared, page=page, now=now),
        usual=compared,
        pages=max(1, -(-sums.seminars // PAGE_SIZE)),
    )


def seminar_figures(
    session: Session, seminar: Seminar, counting: Counting, *, now: datetime
) -> OwnFigures:
    """Count one seminar. A fixed number of queries."""
    today, states = now.astimezone(JAPAN).date(), counting.states
    numbers = _numbers(session, [Seminar.id == seminar.id], states)
    days = days_of(session, [seminar.id], states)[seminar.id]
    return OwnFigures(
        people=_people(numbers),
        numbers=numbers,
        days=days,
        reached=course(days, seminar.day, today),
        usual=usual(session, states, now=now, besides=seminar.id),
        left=(seminar.day - today).days,
    )


def conditions(wanted: FigureFilter, now: datetime) -> list[ColumnElement[bool]]:
    """Which seminars are counted."""
    found: list[ColumnElement[bool]] = [Seminar.state != SeminarState.CANCELLED]
    if wanted.place:
        found.append(Seminar.place == wanted.place)
    if wanted.stage is Stage.AHEAD:
        found.append(Seminar.to_come(now))
    elif wanted.stage is Stage.HELD:
        found += [Seminar.state.in_(_UNDER_WAY), ~Seminar.to_come(now)]
    return found


def _sums(session: Session, whose: Sequence[ColumnElement[bool]]) -> PlaceSums:
    columns = (
        Seminar.capacity + Seminar.online_capacity,
        Seminar.taken + Seminar.online_taken,
        Seminar.kept_back,
        Seminar.beyond + Seminar.online_beyond,
        Seminar.waiting + Seminar.online_waiting,
    )
    row = session.execute(
        select(func.count(Seminar.id), *(func.sum(each) for each in columns)).where(*whose)
    ).one()
    return PlaceSums(*(int(each or 0) for each in row))


def _numbers(
    session: Session,
    whose: Sequence[ColumnElement[bool]],
    states: Collection[RegistrationState],
) -> Numbers:
    """Count people by every topic, a query each; how they stand is counted of all there are."""
    found: dict[Topic, Mapping[Any, int]] = {}
    for topic, column in _COLUMNS.items():
        rows = select(column, func.count()).select_from(Registration).join(Registration.seminar)
        rows = rows.where(*whose).group_by(column)
        if topic is not Topic.STATE:
            rows = rows.where(Registration.state.in_(states))
        found[topic] = dict(session.execute(rows).all())
    return found


def _people(numbers: Numbers) -> int:
    return sum(numbers[Topic.SOURCE].values())


def _months(
    session: Session,
    whose: Sequence[ColumnElement[bool]],
    states: Collection[RegistrationState],
) -> Mapping[date, int]:
    rows = session.scalars(
        select(Registration.created_at)
        .join(Registration.seminar)
        .where(*whose, Registration.state.in_(states))
    )
    counted = Counter(instant.astimezone(JAPAN).date().replace(day=1) for instant in rows)
    return dict(sorted(counted.items()))


def _rows(
    session: Session,
    whose: Sequence[ColumnElement[bool]],
    states: Collection[RegistrationState],
    compared: Usual | None,
    *,
    page: int,
    now: datetime,
) -> list[SeminarFigures]:
    today = now.astimezone(JAPAN).date()
    seminars = session.scalars(
        select(Seminar)
        .where(*whose)
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    days = days_of(session, [seminar.id for seminar in seminars], states)
    return [
        SeminarFigures(
            seminar,
            sum(days[seminar.id].values()),
            course(days[seminar.id], seminar.day, today),
            compared.at((seminar.day - today).days) if compared else None,
        )
        for seminar in seminars
    ]
