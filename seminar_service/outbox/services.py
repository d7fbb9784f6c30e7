"""The outbox: what a use case decides to send, written in its own transaction."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.outbox import sending
from seminar_service.outbox.model import Message
from seminar_service.outbox.rendering import render
from seminar_service.storage.transaction import transaction

MESSAGE_ID_DOMAIN = "seminar-service.invalid"  # tells nothing about the host that sends


@dataclass(frozen=True)
class Recipient:
    """Who gets a mail, and in which language ("ja" or "en")."""

    address: str
    name: str
    locale: str


@dataclass(frozen=True)
class CalendarPart:
    """An invitation that travels with a mail: a text/calendar body and its METHOD."""

    body: bytes
    method: str


def enqueue(
    session: Session,
    kind: str,
    recipient: Recipient,
    context: dict[str, object],
    *,
    about: str,
    now: datetime,
    calendar: CalendarPart | None = None,
) -> Message:
    """Put one mail into the outbox. Part of the caller's transaction.

    `kind` names the template `mail/<kind>.txt`, whose block `subject` gives the subject and
    whose block `body` the text. `about` names what the mail speaks of, such as "bid:7".
    """
    subject, body = render(kind, recipient.locale, {**context, "recipient": recipient})
    message = Message(
        message_id=make_msgid(domain=MESSAGE_ID_DOMAIN),
        kind=kind,
        about=about,
        locale=recipient.locale,
        recipient=recipient.address,
        recipient_name=recipient.name,
        subject=subject,
        body=body,
        calendar=calendar.body.decode() if calendar else None,
        calendar_method=calendar.method if calendar else None,
        due_at=now,
        created_at=now,
    )
    session.add(message)
    return message


def retry_failed(session: Session, *, actor: Actor, now: datetime) -> int:
    """Let every message that was given up be tried again from the beginning; how many."""
    with transaction(session):
        count = sending.retry_failed(session, now=now)
        if count:
            outbox = Subject(SubjectKind.OUTBOX)
            history.record(session, HistoryKind.MAILS_RETRIED, outbox, actor, now, count=count)
        return count
