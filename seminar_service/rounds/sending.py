"""Reminding those who have not answered, each time once."""

from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from seminar_service.domain.japan_time import day_of
from seminar_service.outbox.office import Office
from seminar_service.rounds.model import Asking
from seminar_service.rounds.queries import reader_of
from seminar_service.rounds.services import write_reminder
from seminar_service.rounds.values import Who
from seminar_service.storage.transaction import transaction
from seminar_service.work import stumbles

REMINDER: Final = "asking:reminder"
"""How what fails here is called among all that fails."""

_ONE_RUN: Final = 200

log = structlog.get_logger(__name__)


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether somebody may have to be reminded. One query."""
    return session.execute(_due(now).limit(1)).first() is not None


def send_due(session: Session, *, office: Office, now: datetime) -> int:
    """Remind who has not answered, each in a transaction of its own; how many were written to.

    One that cannot be written keeps no other from theirs; what one run leaves over, the next one
    takes.
    """
    numbers = session.scalars(_due(now).limit(_ONE_RUN)).all()
    return sum(_tried(session, number, office=office, now=now) for number in numbers)


def _tried(session: Session, number: int, *, office: Office, now: datetime) -> bool:
    try:
        return _remind(session, number, office=office, now=now)
    except Exception as error:
        log.exception("answer_reminder_not_written", asking=number)
        stumbles.note(session, REMINDER, number, error, now=now)
        return False


def _remind(session: Session, number: int, *, office: Office, now: datetime) -> bool:
    """Write to one who has not answered; another worker that was faster leaves nothing to do."""
    with transaction(session):
        asking = session.scalar(
            select(Asking)
            .where(Asking.id == number, Asking.remind_at <= now)
            .with_for_update(key_share=True)
        )
        if asking is None:
            return False
        stumbles.forget(session, REMINDER, number)
        asking.remind_at = None
        today = day_of(now)
        who = Who(asking.adviser_id, asking.contact_key)
        reader = reader_of(session, asking.tour_id, who, today=today)
        if reader is None or not reader.open or asking.tour.is_archived or asking.due_on < today:
            return False
        write_reminder(session, reader, office=office, now=now)
        return True


def _due(now: datetime) -> Select[int]:
    return (
        select(Asking.id)
        .where(Asking.remind_at <= now, ~stumbles.rests(REMINDER, Asking.id, now=now))
        .order_by(Asking.id)
    )
