"""What fails again and again rests longer each time, and is counted for the office.

A reminder or an alert that cannot be written would else be tried every minute for ever, and told of
in the log alone. All but `note` are parts of the callers' transactions.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from seminar_service.storage.transaction import transaction
from seminar_service.work.model import Stumble

PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 360))
"""Between the tries; the last one is that of all further ones."""

TOLD_AFTER: Final = 3
"""Tries after which the office is told: one or two may be a database that was away."""

KEPT: Final = timedelta(days=30)
"""Of what has not been tried for so long nobody thinks any more: its row is gone, or its time."""


def note(session: Session, kind: str, subject_id: int, error: Exception, *, now: datetime) -> None:
    """Keep that something failed, in a transaction of its own, after that of the try is undone."""
    session.rollback()
    try:
        with transaction(session):
            _count(session, kind, subject_id, error, now)
    except IntegrityError:  # another worker has failed at the same, and was faster to say so
        session.rollback()


def _count(session: Session, kind: str, subject_id: int, error: Exception, now: datetime) -> None:
    row = session.get(Stumble, (kind, subject_id), with_for_update={"key_share": True})
    if row is None:
        row = Stumble(kind=kind, subject_id=subject_id, times=0, since=now)
        session.add(row)
    row.error = type(error).__name__[:80]  # the kind alone: the text may quote somebody
    row.rests_until = now + PAUSES[min(row.times, len(PAUSES) - 1)]
    row.times += 1


def forget(session: Session, kind: str, subject_id: int) -> None:
    """It has been done, or need not be any more."""
    session.execute(
        delete(Stumble).where(Stumble.kind == kind, Stumble.subject_id == subject_id),
        execution_options={"synchronize_session": False},
    )


def rests(
    kind: str | ColumnElement[str], subject_id: InstrumentedAttribute[int], *, now: datetime
) -> ColumnElement[bool]:
    """The condition under which something is not to be tried yet."""
    return exists().where(
        Stumble.kind == kind, Stumble.subject_id == subject_id, Stumble.rests_until > now
    )


def told_of(session: Session) -> int:
    """How many things keep failing. One query."""
    found = select(func.count()).select_from(Stumble).where(Stumble.times >= TOLD_AFTER)
    return session.scalar(found) or 0


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete what has not been tried for long."""
    session.execute(
        delete(Stumble).where(Stumble.rests_until < now - KEPT),
        execution_options={"synchronize_session": False},
    )
