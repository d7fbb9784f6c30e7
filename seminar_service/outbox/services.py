"""The outbox: what a use case decides to send, written in its own transaction."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.outbox import addresses, sending
from seminar_service.outbox.letters import Letter
from seminar_service.outbox.message import MESSAGE_ID_DOMAIN
from seminar_service.outbox.model import Message, MessageState
from seminar_service.outbox.rendering import render
from seminar_service.storage.transaction import transaction

ID_BYTES = 12  # so that who did not get a mail cannot claim that it came back


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
    replies_to: str = "",
    ended_at: str = "",
    letter: Letter | None = None,
    words: str = "",
) -> Message:
    """Put one mail into the outbox. Part of the caller's transaction.

    `kind` names the template `mail/<kind>.txt`, whose block `subject` gives the subject and
    whose block `body` the text. `about` names what the mail speaks of, such as "bid:7".
    `replies_to` is where answers go, if not where the office wants them; `ended_at` the address
    at which a POST ends mails of this kind, where they can be ended; `letter` what a letter says
    instead of its template; `words` what the office adds to this one mail.
    To an address to which mail does not arrive it is kept as given up.
    """
    context = {**context, "recipient": recipient}
    written = render(kind, recipient.locale, context, letter, words=words)
    message = Message(
        message_id=f"<{secrets.token_hex(ID_BYTES)}@{MESSAGE_ID_DOMAIN}>",
        kind=kind,
        about=about,
        locale=recipient.locale,
        recipient=recipient.address,
        recipient_name=recipient.name,
        subject=written.subject,
        body=written.body,
        html=written.html,
        calendar=calendar.body.decode() if calendar else None,
        calendar_method=calendar.method if calendar else None,
        replies_to=replies_to,
        ended_at=ended_at,
        due_at=now,
        created_at=now,
    )
    if addresses.is_withheld(session, kind, recipient.address):
        message.state, message.last_error = MessageState.FAILED, addresses.NOT_SENT
    session.add(message)
    return message


class MailNotGivenUp(DomainError):  # noqa: N818 (named after the rule)
    """A mail that waits, is being sent or was sent needs no new try."""

    code = "mail_not_given_up"
    category = Category.CONFLICT


def retry(session: Session, message_id: int, *, actor: Actor, now: datetime) -> None:
    """Let one message that was given up be tried again from the beginning.

    Raises:
        NotFound: there is no such message.
        MailNotGivenUp: it was not given up.
    """
    with transaction(session):
        message = session.get(Message, message_id, with_for_update={"key_share": True})
        if message is None:
            raise NotFound("mail")
        if message.state is not MessageState.FAILED:
            raise MailNotGivenUp
        message.state, message.attempt, message.due_at = MessageState.PENDING, 0, now
        outbox = Subject(SubjectKind.OUTBOX)
        history.record(session, HistoryKind.MAILS_RETRIED, outbox, actor, now, count=1)


def retry_failed(session: Session, *, actor: Actor, now: datetime) -> int:
    """Let every message that was given up be tried again from the beginning; how many."""
    with transaction(session):
        count = sending.retry_failed(session, now=now)
        if count:
            outbox = Subject(SubjectKind.OUTBOX)
            history.record(session, HistoryKind.MAILS_RETRIED, outbox, actor, now, count=count)
        return count
