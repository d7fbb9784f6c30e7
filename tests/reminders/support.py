"""What the tests of reminders share: hours, and what was sent."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.reminders import schedule, sending
from seminar_service.reminders.model import Reminder
from tests.registrations.proof_support import OFFICE

WEEK_BEFORE = datetime(2026, 9, 29, 0, 0, tzinfo=UTC)  # the seminar is on 6 October
DAY_BEFORE = datetime(2026, 10, 5, 0, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def work(session: Session, now: datetime) -> int:
    """What a worker does at an instant; how many were sent."""
    schedule.bring_up_to_date(session, now=now)
    return sending.send_due(session, office=OFFICE, now=now)


def subjects(session: Session) -> list[str]:
    """What the mails so far say first."""
    rows = session.scalars(select(Message.subject).order_by(Message.id))
    return [subject.partition(":")[0].partition("：")[0] for subject in rows]


def reminders(session: Session) -> list[Reminder]:
    session.expire_all()
    order = (Reminder.registration_id, Reminder.due_at)
    return list(session.scalars(select(Reminder).order_by(*order)))
