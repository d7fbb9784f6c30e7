"""The office has a mail sent again: a new one with its own Message-ID that refers to the first."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, ChangedMeanwhile, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history import services as history
from seminar_service.outbox.about import subject_of
from seminar_service.outbox.model import Message, MessageState
from seminar_service.outbox.office import Office
from seminar_service.resending.ways import write_anew
from seminar_service.storage.transaction import transaction


class MailNotResent(DomainError):  # noqa: N818 (named after the rule)
    """A mail that has not been sent, or that has nothing to say any more, is not sent again."""

    code = "mail_not_resent"
    category = Category.CONFLICT


def resend(
    session: Session, message_id: int, *, seen: int, office: Office, actor: Actor, now: datetime
) -> Message:
    """Write a sent mail anew, to the present address, saying how it is now, with working links.

    Args:
        session: The database.
        message_id: The mail.
        seen: How many mails that send it again were seen, so that two who press send one.
        office: Who writes.
        actor: Who asks for it.
        now: The present instant.

    Raises:
        NotFound: there is no such mail.
        ChangedMeanwhile: somebody else has sent it again.
        MailNotResent: it was not sent, is of a kind that is not sent again, or what it said does
            not hold any more.
    """
    with transaction(session):
        message = session.get(Message, message_id, with_for_update={"key_share": True})
        if message is None:
            raise NotFound("mail")
        if _times_resent(session, message) != seen:
            raise ChangedMeanwhile(SubjectKind.OUTBOX)
        if message.state not in {MessageState.SENT, MessageState.RETURNED}:
            raise MailNotResent
        anew = write_anew(session, message, office=office, now=now)
        if anew is None:
            raise MailNotResent
        anew.refers_to = message.message_id
        history.record(
            session, HistoryKind.MAIL_RESENT, subject_of(message), actor, now, message=message.id
        )
        return anew


def _times_resent(session: Session, message: Message) -> int:
    again = select(func.count()).where(Message.refers_to == message.message_id)
    return session.scalar(again.select_from(Message)) or 0
