"""Writing a notice, setting its time, calling it back, sending it again."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject
from seminar_service.domain.locales import Locale
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.notices import audiences
from seminar_service.notices import mails as notice_mails
from seminar_service.notices.model import Notice, NoticeRecipient
from seminar_service.notices.states import NOTICE_TRANSITIONS, NoticeAction, NoticeState
from seminar_service.notices.values import Audience, Letter, NoticeEmpty, placeholders_in
from seminar_service.outbox.model import MISSED_STATES, Message
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.registrations.model import Registration
from seminar_service.storage.transaction import transaction


def write(
    session: Session,
    tour_id: int,
    audience: Audience,
    letters: Mapping[Locale, Letter],
    *,
    actor: Actor,
    now: datetime,
) -> Notice:
    """Keep a new notice as a draft.

    Raises:
        NoticeEmpty: no language has both subject and text.
        PlaceholderUnknown: a text leaves something open that is on no list.
    """
    _check(letters)
    with transaction(session):
        notice = Notice(tour_id=tour_id, state=NoticeState.DRAFT, version=0, created_at=now)
        _fill(notice, audience, letters)
        session.add(notice)
        session.flush()
        mark_edited(session, notice, HistoryKind.NOTICE_WRITTEN, actor=actor, now=now)
    return notice


def change(
    session: Session,
    notice_id: int,
    audience: Audience,
    letters: Mapping[Locale, Letter],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Change a draft.

    Raises:
        NotFound: there is no such notice.
        ChangedMeanwhile: it is not the version that was shown.
        TransitionNotAllowed: it is no draft any more.
        NoticeEmpty: no language has both subject and text.
        PlaceholderUnknown: a text leaves something open that is on no list.
    """
    _check(letters)
    with transaction(session):
        notice = locked_notice(session, notice_id)
        require_version(notice, version)
        NOTICE_TRANSITIONS.move(notice.state, NoticeAction.SCHEDULE)  # what can be sent, can change
        _fill(notice, audience, letters)
        mark_edited(session, notice, actor=actor, now=now)


def schedule(
    session: Session,
    notice_id: int,
    due_at: datetime,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Let a draft be sent at a time, or at once where that has come.

    Raises:
        NotFound: there is no such notice.
        ChangedMeanwhile: it is not the version that was shown.
        TransitionNotAllowed: it is no draft any more.
        NoticeEmpty: nobody would get it now.
    """
    with transaction(session):
        notice = locked_notice(session, notice_id)
        require_version(notice, version)
        state = NOTICE_TRANSITIONS.move(notice.state, NoticeAction.SCHEDULE)
        people = sum(audiences.counted(session, notice).values())
        if not people:
            raise NoticeEmpty
        notice.state, notice.due_at = state, max(due_at, now)
        scheduled = HistoryKind.NOTICE_SCHEDULED
        mark_edited(session, notice, scheduled, actor=actor, now=now, count=people)


def call_back(session: Session, notice_id: int, *, actor: Actor, now: datetime) -> None:
    """Make a notice that has not gone a draft again.

    Raises:
        NotFound: there is no such notice.
        TransitionNotAllowed: it waits for no time.
    """
    with transaction(session):
        notice = locked_notice(session, notice_id)
        notice.state = NOTICE_TRANSITIONS.move(notice.state, NoticeAction.CALL_BACK)
        notice.due_at = None
        mark_edited(session, notice, HistoryKind.NOTICE_CALLED_BACK, actor=actor, now=now)


def discard(session: Session, notice_id: int, *, actor: Actor, now: datetime) -> None:
    """Throw a draft away; its row stays for the history.

    Raises:
        NotFound: there is no such notice.
        TransitionNotAllowed: it is no draft.
    """
    with transaction(session):
        notice = locked_notice(session, notice_id)
        notice.state = NOTICE_TRANSITIONS.move(notice.state, NoticeAction.DISCARD)
        mark_edited(session, notice, HistoryKind.NOTICE_DISCARDED, actor=actor, now=now)


def send_test(
    session: Session,
    notice_id: int,
    registration_id: int,
    tester: Recipient,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """Send to one of the staff what somebody would get.

    Raises:
        NotFound: there is no such notice, or no such registration in its tour.
    """
    with transaction(session):
        notice = locked_notice(session, notice_id)
        row = session.get(Registration, registration_id)
        if row is None or row.seminar.tour_id != notice.tour_id:
            raise NotFound("registration")
        notice_mails.send_test(session, notice, row, tester, office=office, now=now)
        _note(session, notice, HistoryKind.NOTICE_TESTED, actor=actor, now=now)


def resend(session: Session, notice_id: int, *, office: Office, actor: Actor, now: datetime) -> int:
    """Write it anew, to their present addresses, to those whom it did not reach; how many.

    Raises:
        NotFound: there is no such notice.
    """
    with transaction(session):
        notice = locked_notice(session, notice_id)
        missed = session.scalars(
            select(NoticeRecipient)
            .join(Message, Message.id == NoticeRecipient.message_id)
            .where(NoticeRecipient.notice_id == notice_id, Message.state.in_(MISSED_STATES))
            .order_by(NoticeRecipient.registration_id)
        ).all()
        for recipient in missed:
            recipient.message = notice_mails.send(
                session, notice, recipient.registration, office=office, now=now
            )
        if missed:
            _note(
                session,
                notice,
                HistoryKind.NOTICE_RESENT,
                actor=actor,
                now=now,
                count=len(missed),
            )
    return len(missed)


def locked_notice(session: Session, notice_id: int) -> Notice:
    """A notice, locked until the caller's transaction ends. Part of the caller's transaction.

    Raises:
        NotFound: there is no such notice.
    """
    notice = session.get(Notice, notice_id, with_for_update={"key_share": True})
    if notice is None:
        raise NotFound("notice")
    return notice


def _note(
    session: Session,
    notice: Notice,
    happened: HistoryKind,
    *,
    actor: Actor,
    now: datetime,
    **data: int,
) -> None:
    """Write into the history what changed nothing that a form shows."""
    history.record(session, happened, Subject(notice.subject_kind, notice.id), actor, now, **data)


def _check(letters: Mapping[Locale, Letter]) -> None:
    for letter in letters.values():
        placeholders_in(letter.subject)
        placeholders_in(letter.body)
    if not any(letter.is_whole for letter in letters.values()):
        raise NoticeEmpty


def _fill(notice: Notice, audience: Audience, letters: Mapping[Locale, Letter]) -> None:
    notice.seminar_id, notice.place = audience.seminar_id, audience.place
    notice.participant_kind = audience.kind
    notice.states = ",".join(audience.states)
    japanese, english = letters[Locale.JA], letters[Locale.EN]
    notice.subject_ja, notice.body_ja = japanese.subject, japanese.body
    notice.subject_en, notice.body_en = english.subject, english.body
