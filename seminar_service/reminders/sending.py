"""Sending the reminders that are due, each once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import Select, String, cast, literal, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.japan_time import day_of
from seminar_service.outbox.office import Office
from seminar_service.registrations import mailing
from seminar_service.registrations.model import Registration
from seminar_service.reminders.model import Reminder
from seminar_service.reminders.schedule import has_place
from seminar_service.reminders.values import ReminderKind
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import STATES_AHEAD, has_begun
from seminar_service.storage.transaction import transaction
from seminar_service.work import stumbles

_ONE_RUN: Final = 500

_STUMBLES: Final = literal("reminder:") + cast(Reminder.kind, String)

log = structlog.get_logger(__name__)

Key = tuple[int, ReminderKind]


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether a reminder is to be sent. One query."""
    return session.execute(_due(now).limit(1)).first() is not None


def send_due(session: Session, *, office: Office, now: datetime) -> int:
    """Send what is due, each in a transaction of its own; how many were sent.

    One that cannot be written keeps nobody else from theirs; what one run leaves over, the next
    one takes.
    """
    sent = 0
    for key in _keys(session, now):
        try:
            sent += _send(session, key, office=office, now=now)
        except Exception as error:
            log.exception("reminder_not_written", registration=key[0], kind=key[1].value)
            stumbles.note(session, _stumble(key[1]), key[0], error, now=now)
    return sent


def _due(now: datetime) -> Select[int, ReminderKind]:
    """Reminders whose hour has come, of people who still have a place on that day."""
    return (
        select(Reminder.registration_id, Reminder.kind)
        .join(Registration, Registration.id == Reminder.registration_id)
        .join(Seminar, Seminar.id == Registration.seminar_id)
        .where(
            Reminder.sent_at.is_(None),
            Reminder.due_at <= now,
            Reminder.made_at < Reminder.due_at,
            has_place(),
            Seminar.state.in_(STATES_AHEAD),
            Seminar.day == Reminder.day,
            Seminar.to_come(now),
            ~stumbles.rests(
                literal("reminder:") + cast(Reminder.kind, String),
                Reminder.registration_id,
                now=now,
            ),
        )
        .order_by(Reminder.due_at, Reminder.registration_id)
    )


def _keys(session: Session, now: datetime) -> Sequence[Key]:
    return [(number, kind) for number, kind in session.execute(_due(now).limit(_ONE_RUN))]


def _send(session: Session, key: Key, *, office: Office, now: datetime) -> bool:
    """Send one, unless another worker was faster, the place is given up or the day has changed.

    Of two that are due at once, after a time without a worker, the later one says it all.
    """
    with transaction(session):
        reminder = session.get_one(Reminder, key, with_for_update={"key_share": True})
        registration = session.get_one(
            Registration,
            key[0],
            options=[joinedload(Registration.seminar).joinedload(Seminar.tour)],
        )
        seminar = registration.seminar
        if reminder.sent_at is not None or seminar.day != reminder.day:
            return False
        if has_begun(seminar.day, seminar.starts_at, now) or not registration.is_live:
            return False
        reminder.sent_at = now
        if _is_outdone(session, reminder, now):
            return False
        days = (seminar.day - day_of(now)).days
        mailing.send(session, "registration_reminder", registration, office, now, days=days)
        stumbles.forget(session, _stumble(reminder.kind), key[0])
        return True


def _stumble(kind: ReminderKind) -> str:
    """How what fails here is called among all that fails."""
    return f"reminder:{kind.value}"


def _is_outdone(session: Session, reminder: Reminder, now: datetime) -> bool:
    """Whether a later reminder of the same place is due by now, too."""
    if reminder.kind is ReminderKind.DAY:
        return False
    later = session.get(Reminder, (reminder.registration_id, ReminderKind.DAY))
    return later is not None and later.due_at <= now and not later.is_late
