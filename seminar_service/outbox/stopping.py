"""The office keeps mails from leaving, and lets them go again.

A worker takes a mail by a conditional update of its state, and the office stops it by another:
one of the two finds it as it must be, so a mail is either stopped or leaves.
"""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Select, exists, select, update
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.outbox.model import Message, MessageState
from seminar_service.storage.transaction import transaction


class MailNotWaiting(DomainError):  # noqa: N818 (named after the rule)
    """What is being sent, or was, cannot be stopped; what is not stopped cannot be let go."""

    code = "mail_not_waiting"
    category = Category.CONFLICT


def stop(session: Session, message_id: int, *, actor: Actor, now: datetime) -> None:
    """Keep one mail from leaving.

    Raises:
        NotFound: there is no such mail.
        MailNotWaiting: it has left, is just leaving, or was given up or stopped before.
    """
    with transaction(session):
        if not held(session, Message.id == message_id):
            _require_known(session, message_id)
            raise MailNotWaiting
        _note(session, HistoryKind.MAILS_STOPPED, 1, actor, now)


def stop_all(session: Session, wanted: Select[int], *, actor: Actor, now: datetime) -> int:
    """Keep all those mails of a selection from leaving that wait; how many did."""
    with transaction(session):
        count = held(session, Message.id.in_(wanted))
        _note(session, HistoryKind.MAILS_STOPPED, count, actor, now)
        return count


def let_go(session: Session, message_id: int, *, actor: Actor, now: datetime) -> None:
    """Let one mail leave that was stopped.

    Raises:
        NotFound: there is no such mail.
        MailNotWaiting: it is not stopped.
    """
    with transaction(session):
        if not released(session, Message.id == message_id, now=now):
            _require_known(session, message_id)
            raise MailNotWaiting
        _note(session, HistoryKind.MAILS_LET_GO, 1, actor, now)


def let_all_go(session: Session, wanted: Select[int], *, actor: Actor, now: datetime) -> int:
    """Let all those mails of a selection leave that were stopped; how many were."""
    with transaction(session):
        count = released(session, Message.id.in_(wanted), now=now)
        _note(session, HistoryKind.MAILS_LET_GO, count, actor, now)
        return count


def held(session: Session, wanted: ColumnElement[bool]) -> int:
    """Stop what waits; how many. Part of the caller's transaction."""
    return _change(session, wanted, MessageState.PENDING, state=MessageState.STOPPED)


def released(session: Session, wanted: ColumnElement[bool], *, now: datetime) -> int:
    """Let go what is stopped, with all attempts before it; how many.

    Part of the caller's transaction.
    """
    fresh: dict[str, object] = {"state": MessageState.PENDING, "attempt": 0, "due_at": now}
    return _change(session, wanted, MessageState.STOPPED, **fresh)


def _change(
    session: Session, wanted: ColumnElement[bool], before: MessageState, **values: object
) -> int:
    statement = (
        update(Message)
        .where(wanted, Message.state == before)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def _note(session: Session, kind: HistoryKind, count: int, actor: Actor, now: datetime) -> None:
    if count:
        history.record(session, kind, Subject(SubjectKind.OUTBOX), actor, now, count=count)


def _require_known(session: Session, message_id: int) -> None:
    if not session.scalar(select(exists().where(Message.id == message_id))):
        raise NotFound("mail")
