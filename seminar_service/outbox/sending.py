"""How workers take, hold and end messages of the outbox. Parts of the callers' transactions."""

from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import CursorResult, and_, select, update
from sqlalchemy.orm import Session

from seminar_service.domain.text_folding import without_controls
from seminar_service.outbox.masking import masked
from seminar_service.outbox.model import Attempt, Message, MessageState
from seminar_service.work.leases import UNREADABLE, Leases

# Longer than the slowest conversation with a mail server, all its timeouts added up.
LEASE = timedelta(minutes=5)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
MOST_ATTEMPTS = 12  # one and a half days with the pauses above
LONGEST_ERROR = 300
TEXTS_KEPT = timedelta(days=180)
"""How long one may read what a mail said that was sent."""
ABANDONED = "given up: the worker ended again and again while it was sending"


def _failure(reason: str, now: datetime) -> dict[str, object]:
    kept: dict[str, object] = {"last_error": kept_reason(reason)}
    if reason == UNREADABLE:
        # Lest the organiser's list stumble over the same value.
        kept |= {"created_at": now, "due_at": now, "sent_at": None}
    return kept


def kept_reason(reason: str) -> str:
    """A reason as the database takes it: servers and exceptions may say anything."""
    return without_controls(reason, keep="")[:LONGEST_ERROR]


LEASES: Final = Leases(Message, most_attempts=MOST_ATTEMPTS, abandoned=ABANDONED, failure=_failure)


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether there is a message to send."""
    return session.scalar(select(Message.id).where(Message.is_due(now)).limit(1)) is not None


def claim_next(session: Session, *, worker: str, now: datetime) -> Message | None:
    """Take the message that has waited longest, if any. Part of the caller's transaction.

    One on which worker after worker has died, or whose row cannot be read, is given up on the
    way, and the next one taken.
    """
    while due := LEASES.due(session, now=now, limit=1, skip_locked=True):
        message = LEASES.take(
            session, due[0], worker=worker, now=now, lease=LEASE, read=lambda row: row
        )
        if message is not None:
            return message
    return None


def mark_sent(session: Session, claimed: Message, *, now: datetime) -> bool:
    """Note that a message was handed over, and forget the secret links of its text."""
    ended = LEASES.end(
        session,
        claimed,
        state=MessageState.SENT,
        sent_at=now,
        body=masked(claimed.body),
        html=masked(claimed.html),
        ended_at="",
        calendar=None,
        last_error="",
    )
    return _noted(session, claimed, "", ended=ended, now=now)


def postpone(session: Session, claimed: Message, reason: str, *, now: datetime) -> bool:
    """Try a message again later, after a pause that grows; give it up after the last one."""
    if claimed.attempt >= MOST_ATTEMPTS:
        return give_up(session, claimed, reason, now=now)
    pause = PAUSES[min(claimed.attempt, len(PAUSES)) - 1]
    kept = kept_reason(reason)
    ended = LEASES.give_back(session, claimed, due_at=now + pause, last_error=kept)
    return _noted(session, claimed, kept, ended=ended, now=now)


def give_up(session: Session, claimed: Message, reason: str, *, now: datetime) -> bool:
    """Note that a message will never be sent, and why."""
    ended = LEASES.give_up(session, claimed, reason, now=now)
    return _noted(session, claimed, kept_reason(reason), ended=ended, now=now)


def _noted(session: Session, claimed: Message, error: str, *, ended: bool, now: datetime) -> bool:
    """Keep what came of an attempt, unless the message is somebody else's by now."""
    if ended:
        session.add(Attempt(message_id=claimed.id, at=now, error=error))
    return ended


def note_unreachable(session: Session, reason: str, *, now: datetime) -> None:
    """Say on every message that is due why it still waits; that counts as no attempt."""
    session.execute(
        update(Message)
        .where(and_(Message.state == MessageState.PENDING, Message.due_at <= now))
        .values(last_error=kept_reason(reason))
        .execution_options(synchronize_session=False)
    )


def retry_failed(session: Session, *, now: datetime) -> int:
    """Put all messages that were given up back into the queue; how many there were."""
    statement = (
        update(Message)
        .where(Message.state == MessageState.FAILED)
        .values(state=MessageState.PENDING, attempt=0, due_at=now)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def forget_old_texts(session: Session, *, now: datetime) -> None:
    """Empty the texts of mails that were sent long ago. Part of the caller's transaction."""
    session.execute(
        update(Message)
        .where(
            Message.state.in_((MessageState.SENT, MessageState.RETURNED)),
            Message.sent_at < now - TEXTS_KEPT,
            Message.body != "",
        )
        .values(body="", html="")
        .execution_options(synchronize_session=False)
    )
