"""Whether people come all the same, at the date to which the seminar was moved."""

from datetime import datetime
from enum import Enum, auto

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.registrations.change_model import RegistrationDeparture
from seminar_service.registrations.history import tell
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration
from seminar_service.seminars.publicity import has_begun
from seminar_service.storage.transaction import transaction


class Stay(Enum):
    """What became of it: noted, too late, or said of a date that is no longer the seminar's."""

    NOTED = auto()
    OVER = auto()
    MOVED_AGAIN = auto()


def is_asked(session: Session, row: Registration, *, now: datetime) -> bool:
    """Whether it is open if somebody comes at the new date. One query, where a seminar was moved.

    Who registered, was moved there, or said that they come, after that, is not asked any more.
    """
    seminar = row.seminar
    over = not row.is_live_at(now) or has_begun(seminar.day, seminar.starts_at, now)
    if over or seminar.moved_from is None:
        return False
    moved, said, came = session.execute(
        select(
            _last(HistoryKind.SEMINAR_MOVED, SubjectKind.SEMINAR, seminar.id),
            _last(HistoryKind.REGISTRATION_STAYS, SubjectKind.REGISTRATION, row.id),
            select(func.max(RegistrationDeparture.left_at))
            .where(RegistrationDeparture.registration_id == row.id)
            .scalar_subquery(),
        )
    ).one()
    known = max(each for each in (row.created_at, said, came) if each is not None)
    return moved is not None and moved > known


def _last(kind: HistoryKind, subject: SubjectKind, number: int) -> ScalarSelect[datetime]:
    """When something happened last to a thing."""
    return (
        select(func.max(HistoryLine.at))
        .where(
            HistoryLine.kind == kind.value,
            HistoryLine.subject_kind == subject.value,
            HistoryLine.subject_id == number,
        )
        .scalar_subquery()
    )


def stay(session: Session, registration_id: int, *, seen: int, actor: Actor, now: datetime) -> Stay:
    """Note that somebody stays registered; `seen` is the seminar's revision that was shown.

    The second time nothing happens.

    Raises:
        NotFound: there is no such registration.
    """
    with transaction(session):
        row = locked_registration(session, registration_id)
        seminar = row.seminar
        if not row.is_live_at(now) or has_begun(seminar.day, seminar.starts_at, now):
            return Stay.OVER
        if seen != seminar.calendar_sequence:
            return Stay.MOVED_AGAIN
        if not row.stays:
            row.stays_sequence = seminar.calendar_sequence
            tell(session, row, HistoryKind.REGISTRATION_STAYS, actor=actor, now=now)
        return Stay.NOTED
