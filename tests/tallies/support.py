"""What the tests of tallies share: hours, and what was sent."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.tallies import schedule, sending
from seminar_service.tallies.model import Tally
from tests.registrations.proof_support import OFFICE

MINUTE = timedelta(minutes=1)
WEEK = timedelta(days=7)
BEFORE = datetime(2026, 9, 17, 3, 0, tzinfo=UTC)  # a Thursday
MONDAY = datetime(2026, 9, 21, 0, 0, tzinfo=UTC)  # 9:00 in Japan
THURSDAY = date(2026, 10, 8)
LAST = datetime(2026, 10, 7, 6, 0, tzinfo=UTC)  # 15:00 in Japan, the day before


def work(session: Session, now: datetime) -> int:
    """What a worker does at an instant; how many mails were written."""
    session.rollback()
    schedule.bring_up_to_date(session, now=now)
    return sending.send_due(session, office=OFFICE, now=now)


def mails(session: Session) -> list[Message]:
    """What hosts were told so far."""
    session.expire_all()
    kinds = ("tally_week", "tally_last")
    return list(
        session.scalars(select(Message).where(Message.kind.in_(kinds)).order_by(Message.id))
    )


def rows(session: Session) -> list[Tally]:
    session.expire_all()
    return list(session.scalars(select(Tally).order_by(Tally.seminar_id)))
