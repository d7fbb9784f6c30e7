"""Sending a notice: first all who get it are written down, then each gets the mail, once.

Both in small transactions. A worker that is killed leaves behind what was committed, and the next
one goes on from there: a mail and the note that it was written are committed together.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import ColumnElement, and_, insert, literal, or_, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject
from seminar_service.history import services as history
from seminar_service.notices import mails as notice_mails
from seminar_service.notices.audiences import audience_of
from seminar_service.notices.model import Notice, NoticeRecipient
from seminar_service.notices.services import locked_notice
from seminar_service.notices.states import NOTICE_TRANSITIONS, NoticeAction, NoticeState
from seminar_service.outbox.model import MessageState
from seminar_service.outbox.office import Office
from seminar_service.registrations.model import Registration
from seminar_service.storage.transaction import transaction

MOST_AT_ONCE: Final = 100
"""Mails in one transaction."""

log = structlog.get_logger(__name__)


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether a notice is to be sent, or its sending to go on. One query."""
    return session.scalar(select(Notice.id).where(_is_due(now)).limit(1)) is not None


def send_due(session: Session, *, office: Office, actor: Actor, now: datetime) -> int:
    """Put the mails of all notices that are due into the outbox; how many.

    A notice that fails keeps no other one back.
    """
    written = 0
    due = session.scalars(select(Notice.id).where(_is_due(now)).order_by(Notice.due_at)).all()
    for notice_id in due:
        try:
            address(session, notice_id, now=now)
            while count := write_some(session, notice_id, office=office, actor=actor, now=now):
                written += count
        except Exception:
            log.exception("notice_not_sent", notice=notice_id)
            session.rollback()
    return written


def address(session: Session, notice_id: int, *, now: datetime) -> None:
    """Write down who gets a notice, in a transaction of its own. The second time nothing happens.

    Who registers, or gives up the place, later on changes nothing in that.
    """
    with transaction(session):
        notice = locked_notice(session, notice_id)
        if notice.state is not NoticeState.SCHEDULED or not notice.due_at or notice.due_at > now:
            return
        people = select(
            literal(notice_id), audience_of(notice).subquery().c[0], literal(value=False)
        )
        columns = ["notice_id", "registration_id", "is_unwritable"]
        session.execute(insert(NoticeRecipient).from_select(columns, people))
        notice.state = NOTICE_TRANSITIONS.move(notice.state, NoticeAction.BEGIN)
        notice.addressed_at = now


def write_some(
    session: Session, notice_id: int, *, office: Office, actor: Actor, now: datetime
) -> int:
    """Write to the next people of a notice, in a transaction of its own; to how many.

    Where nobody is left it notes that the notice is sent.
    """
    with transaction(session):
        notice = locked_notice(session, notice_id)
        if notice.state is not NoticeState.SENDING:
            return 0
        waiting = _next(session, notice_id)
        for recipient in waiting:
            _write(session, notice, recipient, office=office, now=now)
        if not waiting:
            notice.state = NOTICE_TRANSITIONS.move(notice.state, NoticeAction.END)
            notice.sent_at = now
            subject = Subject(notice.subject_kind, notice.id)
            history.record(session, HistoryKind.NOTICE_SENT, subject, actor, now)
        return len(waiting)


def _next(session: Session, notice_id: int) -> Sequence[NoticeRecipient]:
    return session.scalars(
        select(NoticeRecipient)
        .options(joinedload(NoticeRecipient.registration).joinedload(Registration.seminar))
        .where(
            NoticeRecipient.notice_id == notice_id,
            NoticeRecipient.message_id.is_(None),
            ~NoticeRecipient.is_unwritable,
        )
        .order_by(NoticeRecipient.registration_id)
        .limit(MOST_AT_ONCE)
    ).all()


def _write(
    session: Session, notice: Notice, recipient: NoticeRecipient, *, office: Office, now: datetime
) -> None:
    try:
        with session.no_autoflush:
            person = recipient.registration
            recipient.message = notice_mails.send(session, notice, person, office=office, now=now)
        if notice.stopped_at is not None and recipient.message.state is not MessageState.FAILED:
            recipient.message.state = MessageState.STOPPED
    except Exception:
        log.exception("notice_unwritable", registration=recipient.registration_id)
        recipient.is_unwritable = True


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(Notice.state == NoticeState.SCHEDULED, Notice.due_at <= now),
        Notice.state == NoticeState.SENDING,
    )
