"""Noting into the history which seminars became full, and which have few registrations."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import ColumnElement, Select, and_, delete, false, or_, select
from sqlalchemy.orm import Session

from seminar_service.bulletins.model import NotedSeminar
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour

NOTED: Final = (HistoryKind.SEMINAR_FULL, HistoryKind.FEW_REGISTRATIONS)

FEW_PEOPLE: Final = 5
FEW_SHARE: Final = 3
"""Few are fewer than so many people, or than one in so many of the places."""

ANNOUNCED_FOR: Final = timedelta(days=3)
"""A seminar that was announced later than that has had no time to fill."""

log = structlog.get_logger(__name__)


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether there is something to note. Four short queries at most."""
    wanted = [*(_to_note(session, kind, now) for kind in NOTED), _to_forget()]
    return any(session.scalar(ids.limit(1)) is not None for ids in wanted)


def note_due(session: Session, *, now: datetime) -> int:
    """Note what is due, each seminar in a transaction of its own; how many.

    A seminar that is full is noted once until it has places again, one with few registrations once.
    One that cannot be noted keeps no other from it.
    """
    return sum(_noted(session, *each, now=now) for each in list(_found(session, now)))


def _found(session: Session, now: datetime) -> Iterator[tuple[int, HistoryKind]]:
    _forget_those_with_places(session)
    for kind in NOTED:
        for seminar_id in session.scalars(_to_note(session, kind, now).order_by(Seminar.id)).all():
            yield seminar_id, kind


def _noted(session: Session, seminar_id: int, kind: HistoryKind, *, now: datetime) -> bool:
    """Note one; whether another worker had not done so before."""
    try:
        with transaction(session):
            session.execute(
                select(Seminar.id).where(Seminar.id == seminar_id).with_for_update(key_share=True)
            )
            this_one = _to_note(session, kind, now).where(Seminar.id == seminar_id)
            still = session.scalar(this_one) is not None
            if still:
                session.add(NotedSeminar(seminar_id=seminar_id, kind=kind.value))
                subject = Subject(SubjectKind.SEMINAR, seminar_id)
                history.record(session, kind, subject, SYSTEM, now)
            return still
    except Exception:
        log.exception("seminar_not_noted", seminar=seminar_id)
        session.rollback()
        return False


def _forget_those_with_places(session: Session) -> None:
    with transaction(session):
        session.execute(
            delete(NotedSeminar).where(
                NotedSeminar.kind == HistoryKind.SEMINAR_FULL.value,
                NotedSeminar.seminar_id.in_(_to_forget()),
            ),
            execution_options={"synchronize_session": False},
        )


def _to_note(session: Session, kind: HistoryKind, now: datetime) -> Select[int]:
    noted = select(NotedSeminar.seminar_id).where(NotedSeminar.kind == kind.value)
    ahead = (Seminar.state == SeminarState.ANNOUNCED, Seminar.to_come(now))
    full = kind is HistoryKind.SEMINAR_FULL
    condition = _is_full() if full else _has_few(session, now)
    return select(Seminar.id).where(*ahead, condition, Seminar.id.not_in(noted))


def _to_forget() -> Select[int]:
    """Seminars that were noted as full and have places again."""
    return (
        select(Seminar.id)
        .join(NotedSeminar, NotedSeminar.seminar_id == Seminar.id)
        .where(NotedSeminar.kind == HistoryKind.SEMINAR_FULL.value, Seminar.all_places_left > 0)
    )


def _is_full() -> ColumnElement[bool]:
    """Whether people have taken the last place; one that never had any does not count."""
    return and_(Seminar.taken + Seminar.online_taken > 0, Seminar.all_places_left <= 0)


def _has_few(session: Session, now: datetime) -> ColumnElement[bool]:
    """Whether few have registered for one that is as near as its tour says."""
    today = day_of(now)
    tours = session.execute(select(Tour.id, Tour.few_days)).all()
    near = [
        and_(Seminar.tour_id == tour_id, Seminar.day <= today + timedelta(days=few_days))
        for tour_id, few_days in tours
    ]
    people = Seminar.taken + Seminar.beyond + Seminar.online_taken + Seminar.online_beyond
    places = Seminar.capacity + Seminar.online_capacity
    return and_(
        Seminar.day > today,
        or_(false(), *near),
        Seminar.announced_at <= now - ANNOUNCED_FOR,
        Seminar.all_places_left > 0,
        or_(people < FEW_PEOPLE, people * FEW_SHARE < places),
    )
