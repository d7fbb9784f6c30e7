"""Every statement by which workers change a message of the outbox.

Conditional updates, as for jobs: `attempts` rises with every claim and is the token without
which nothing more can be written.
"""

from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from sqlalchemy import ColumnElement, CursorResult, and_, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from seminar_service.domain.text_folding import without_controls
from seminar_service.models.messages import Message, MessageState

# Longer than the slowest conversation with a mail server, all its timeouts added up.
LEASE = timedelta(minutes=5)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
MOST_ATTEMPTS = 12  # one and a half days with the pauses above
LONGEST_ERROR = 300
ABANDONED = "given up: the worker ended again and again while it was sending"
UNREADABLE = "given up: the row cannot be read"

log = structlog.get_logger(__name__)


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether there is a message to send."""
    return session.scalar(select(Message.id).where(_due(now)).limit(1)) is not None


def claim_next(session: Session, *, worker: str, now: datetime) -> Message | None:
    """Take the message that has waited longest, if any. Part of the caller's transaction.

    One whose row cannot be read is given up on the way, and the next one taken.
    """
    while (message_id := _longest_waiting(session, now)) is not None:
        _change(
            session,
            and_(Message.id == message_id, _due(now)),
            state=MessageState.SENDING,
            attempts=Message.attempts + 1,
            leased_by=worker,
            leased_until=now + LEASE,
        )
        message = _read(session, message_id, now)
        if message is not None:
            return message
    return None


def mark_sent(session: Session, claimed: Message, *, now: datetime) -> bool:
    """Note that a message was handed over, and forget its text with the secret links."""
    return _change(
        session,
        _held(claimed),
        state=MessageState.SENT,
        sent_at=now,
        body="",
        calendar=None,
        last_error="",
        leased_by=None,
        leased_until=None,
    )


def postpone(session: Session, claimed: Message, reason: str, *, now: datetime) -> bool:
    """Try a message again later, after a pause that grows; give it up after the last one."""
    if claimed.attempts >= MOST_ATTEMPTS:
        return give_up(session, claimed, reason)
    pause = PAUSES[min(claimed.attempts, len(PAUSES)) - 1]
    return _change(
        session,
        _held(claimed),
        state=MessageState.PENDING,
        next_attempt_at=now + pause,
        last_error=_kept_reason(reason),
        leased_by=None,
        leased_until=None,
    )


def give_up(session: Session, claimed: Message, reason: str) -> bool:
    """Note that a message will never be sent, and why."""
    return _change(
        session,
        _held(claimed),
        state=MessageState.FAILED,
        last_error=_kept_reason(reason),
        leased_by=None,
        leased_until=None,
    )


def note_unreachable(session: Session, reason: str, *, now: datetime) -> None:
    """Say on every message that is due why it still waits; that counts as no attempt."""
    _change(
        session,
        and_(Message.state == MessageState.PENDING, Message.next_attempt_at <= now),
        last_error=_kept_reason(reason),
    )


def retry_failed(session: Session, *, now: datetime) -> int:
    """Put all messages that were given up back into the queue; how many there were."""
    return _changed(
        session,
        Message.state == MessageState.FAILED,
        state=MessageState.PENDING,
        attempts=0,
        next_attempt_at=now,
    )


def _longest_waiting(session: Session, now: datetime) -> int | None:
    return session.scalar(
        select(Message.id)
        .where(_due(now))
        .order_by(Message.next_attempt_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _read(session: Session, message_id: int, now: datetime) -> Message | None:
    try:
        return session.get_one(Message, message_id, populate_existing=True)
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever a column's type finds wrong with a value)
        log.warning("mail_unreadable", message=message_id, error=type(error).__name__)
    # Its times are set anew, lest the organiser's list stumble over the same value.
    _change(
        session,
        Message.id == message_id,
        state=MessageState.FAILED,
        last_error=UNREADABLE,
        created_at=now,
        next_attempt_at=now,
        sent_at=None,
        leased_by=None,
        leased_until=None,
    )
    return None


def _kept_reason(reason: str) -> str:
    """A reason as the database takes it: servers and exceptions may say anything."""
    return without_controls(reason, keep="")[:LONGEST_ERROR]


def _due(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(Message.state == MessageState.PENDING, Message.next_attempt_at <= now),
        and_(Message.state == MessageState.SENDING, Message.leased_until < now),
    )


def _held(claimed: Message) -> ColumnElement[bool]:
    return and_(
        Message.id == claimed.id,
        Message.attempts == claimed.attempts,
        Message.state == MessageState.SENDING,
    )


def _change(session: Session, condition: ColumnElement[bool], **values: object) -> bool:
    return _changed(session, condition, **values) == 1


def _changed(session: Session, condition: ColumnElement[bool], **values: object) -> int:
    statement = (
        update(Message)
        .where(condition)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount
