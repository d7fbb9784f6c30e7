"""A mail of a release as it would go out: the release is rehearsed for it, and nothing is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.outbox.masking import masked
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationAction
from seminar_service.registrations.steps import move
from seminar_service.releases.changes import Change, ChangeKind
from seminar_service.releases.deeds import Deed, carry_out
from seminar_service.releases.mail_list import Audience, ReleaseMail
from seminar_service.releases.mails import write
from seminar_service.releases.person_mails import write_to_person
from seminar_service.releases.prepared import preparation
from seminar_service.releases.preparing import find_mail
from seminar_service.releases.preview import Comparison, comparison
from seminar_service.seminars.publicity import begins_at
from seminar_service.storage.transaction import rehearsal


@dataclass(frozen=True)
class Rehearsed:
    """A mail that would be sent; secret links are masked.

    Attributes:
        mail: Which one it is.
        subject: Its subject.
        text: Its text.
        html: The same as HTML.
        has_calendar: Whether an entry for the reader's calendar goes with it.
    """

    mail: ReleaseMail
    subject: str
    text: str
    html: str
    has_calendar: bool


def rehearse(
    session: Session, plan_id: int, key: str, due_on: date, *, office: Office, now: datetime
) -> Rehearsed:
    """Write one mail of a release as the release would, and keep nothing.

    Only the changes that the mail tells of are made for it. What the session has read before holds
    no more.

    Args:
        session: The database.
        plan_id: The plan.
        key: The mail.
        due_on: Until when hosts and advisers would be asked to answer.
        office: Who writes.
        now: The present instant.

    Raises:
        NotFound: There is no such plan, or its release sends no such mail.
    """
    with rehearsal(session):
        compared = comparison(session, plan_id, now=now, weighed=False)
        mail = find_mail(session, compared, key, now=now)
        words = preparation(session, compared, now=now).words(mail)
        changes = _needed(compared, mail)
        deeds = carry_out(session, compared, changes, now=now)
        session.flush()
        if mail.audience is Audience.PARTICIPANT:
            told = next(deed for deed in deeds if deed and deed.change == mail.changes[0])
            message = _to_person(session, mail, told, words=words, office=office, now=now)
        else:
            message = write(session, compared, mail, due_on, words=words, office=office, now=now)
        return Rehearsed(
            mail,
            message.subject,
            masked(message.body),
            masked(message.html),
            message.calendar is not None,
        )


def _needed(compared: Comparison, mail: ReleaseMail) -> Iterable[Change]:
    """What must have happened for the mail; a cancellation names seminars that others may move."""
    if mail.audience is Audience.PARTICIPANT and mail.changes[0].kind is ChangeKind.CANCELLED:
        return compared.of_kind(ChangeKind.MOVED, ChangeKind.CANCELLED)
    return mail.changes


def _to_person(
    session: Session, mail: ReleaseMail, deed: Deed, *, words: str, office: Office, now: datetime
) -> Message:
    registration = session.get_one(Registration, mail.about_id)
    stood_as, seminar = registration.state, deed.seminar
    if deed.change.kind is ChangeKind.CANCELLED:
        move(registration, RegistrationAction.CANCEL, now=now)
    elif registration.held_until is not None:
        begins = begins_at(seminar.day, seminar.starts_at)
        registration.held_until = min(registration.held_until, begins)
    message = write_to_person(
        session,
        registration,
        deed.change.kind,
        before=deed.before,
        changed=deed.changed,
        stood_as=stood_as,
        words=words,
        office=office,
        now=now,
    )
    if message is None:  # without a mail address: nobody of the list
        raise NotFound("mail")
    return message
