"""The office keeps from leaving what has not left of a notice, and lets it go again.

Both hold the notice's row, as a worker does that writes its mails: what is written after a stop is
written as stopped.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, Subject
from seminar_service.history import services as history
from seminar_service.notices.model import Notice, NoticeRecipient
from seminar_service.notices.services import locked_notice
from seminar_service.notices.states import NoticeState
from seminar_service.outbox import stopping
from seminar_service.outbox.model import Message
from seminar_service.storage.transaction import transaction


def stop(session: Session, notice_id: int, *, actor: Actor, now: datetime) -> int:
    """Keep its mails from leaving that have not left, also those not written yet; how many waited.

    Raises:
        NotFound: there is no such notice.
        TransitionNotAllowed: it does not go yet, or never will.
    """
    with transaction(session):
        notice = _under_way(session, notice_id)
        count = stopping.held(session, _mails_of(notice_id))
        if count or (notice.state is NoticeState.SENDING and notice.stopped_at is None):
            notice.stopped_at = now
            _note(session, notice, HistoryKind.NOTICE_STOPPED, actor, now, count=count)
        return count


def let_go(session: Session, notice_id: int, *, actor: Actor, now: datetime) -> int:
    """Let leave what was stopped of it; how many.

    Raises:
        NotFound: there is no such notice.
        TransitionNotAllowed: it does not go yet, or never will.
    """
    with transaction(session):
        notice = _under_way(session, notice_id)
        count = stopping.released(session, _mails_of(notice_id), now=now)
        if count or notice.stopped_at is not None:
            notice.stopped_at = None
            _note(session, notice, HistoryKind.NOTICE_LET_GO, actor, now, count=count)
        return count


def _under_way(session: Session, notice_id: int) -> Notice:
    notice = locked_notice(session, notice_id)
    if notice.state not in {NoticeState.SENDING, NoticeState.SENT}:
        raise TransitionNotAllowed("notice", notice.state, "stop")
    return notice


def _mails_of(notice_id: int) -> ColumnElement[bool]:
    return Message.id.in_(
        select(NoticeRecipient.message_id).where(NoticeRecipient.notice_id == notice_id)
    )


def _note(
    session: Session, notice: Notice, kind: HistoryKind, actor: Actor, now: datetime, *, count: int
) -> None:
    subject = Subject(notice.subject_kind, notice.id)
    history.record(session, kind, subject, actor, now, count=count)
