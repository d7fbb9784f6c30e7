"""Reminding those who have not answered, each time once: in time, or because the office wants it.

Each mail is a small transaction, with the note that it was written. A worker that is killed leaves
behind what was committed, and the next one goes on from there.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from seminar_service.domain.japan_time import day_of
from seminar_service.outbox.office import Office
from seminar_service.rounds.model import Asking
from seminar_service.rounds.queries import reader_of
from seminar_service.rounds.services import may_be_reminded, write_reminder
from seminar_service.rounds.values import Who
from seminar_service.storage.transaction import transaction
from seminar_service.work import stumbles

REMINDER: Final = "asking:reminder"
"""How what fails here is called among all that fails."""

_AT_ONCE: Final = 200
"""So many are looked for at a time."""

log = structlog.get_logger(__name__)


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether somebody may have to be reminded. One query."""
    return session.execute(_due(now).limit(1)).first() is not None


def send_due(
    session: Session,
    *,
    office: Office,
    now: datetime,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Remind who has not answered, each in a transaction of its own; how many were written to.

    One that cannot be written keeps no other from theirs. What is left where it is told to stop,
    the next run takes.
    """
    written, last = 0, 0
    while numbers := session.scalars(_due(now).where(Asking.id > last).limit(_AT_ONCE)).all():
        for number in numbers:
            if should_stop():
                return written
            written += _tried(session, number, office=office, now=now)
        last = numbers[-1]
    return written


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
            select(Asking).where(Asking.id == number, _is_due(now)).with_for_update(key_share=True)
        )
        if asking is None:
            return False
        stumbles.forget(session, REMINDER, number)
        if not _is_to_be_written(asking, now):
            return False
        who = Who(asking.adviser_id, asking.contact_key)
        reader = reader_of(session, asking.tour_id, who, today=day_of(now))
        if reader is None or not reader.open:
            return False
        write_reminder(session, reader, office=office, now=now)
        return True


def _is_to_be_written(asking: Asking, now: datetime) -> bool:
    """Whether what is due is still to be done; it is due no more, whatever is said here.

    In time nobody is reminded of a day that has passed; the office may do so.
    """
    in_time = asking.remind_at is not None and asking.remind_at <= now
    is_wanted, asking.wanted_at = asking.wanted_at is not None, None
    if in_time:
        asking.remind_at = None
    ahead = asking.due_on >= day_of(now)
    wanted = is_wanted and may_be_reminded(asking, now)
    return not asking.tour.is_archived and (wanted or (in_time and ahead))


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(Asking.remind_at <= now, Asking.wanted_at.is_not(None))


def _due(now: datetime) -> Select[int]:
    return (
        select(Asking.id)
        .where(_is_due(now), ~stumbles.rests(REMINDER, Asking.id, now=now))
        .order_by(Asking.id)
    )
