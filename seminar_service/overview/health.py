"""Does the database answer, and does what waits outside requests move?

All of it is read from rows, so that a web process sees it wherever the workers run.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, exists, func, or_, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.work.leased import Leased
from seminar_service.work.model import Job, JobState

STILL_FOR: Final = timedelta(minutes=5)


def database_answers(session: Session) -> bool:
    """Whether the database can be asked anything."""
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def mails_held_up(session: Session, *, now: datetime) -> int:
    """How many mails have been due for some minutes in which none was sent; 0 if all moves.

    A long queue that moves holds up nothing. Two queries at most, mostly one.
    """
    late = now - STILL_FOR
    overdue = _overdue(session, Message, late)
    if not overdue:
        return 0
    moved = Message.sent_at > late
    return 0 if session.scalar(select(exists().where(moved))) else overdue


def jobs_held_up(session: Session, *, now: datetime) -> int:
    """How many jobs have been due for some minutes though no worker was busy; 0 if all moves.

    While a worker plans for a quarter of an hour, others may have to wait. Two queries at
    most, mostly one.
    """
    late = now - STILL_FOR
    overdue = _overdue(session, Job, late)
    if not overdue:
        return 0
    moved = or_(
        and_(Job.state == JobState.RUNNING, Job.leased_until >= now),
        and_(Job.state.in_((JobState.DONE, JobState.FAILED)), Job.ended_at > late),
    )
    return 0 if session.scalar(select(exists().where(moved))) else overdue


def _overdue(session: Session, table: type[Leased], since: datetime) -> int:
    return session.scalar(select(func.count()).select_from(table).where(table.is_due(since))) or 0
