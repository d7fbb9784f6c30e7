"""What came back is noted: on the mail, on its address, and how far the mailbox was read."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history
from seminar_service.outbox import addresses
from seminar_service.outbox.about import subject_of
from seminar_service.outbox.model import Attempt, Message, MessageState, ReadMailbox
from seminar_service.outbox.returned.reading import Returned
from seminar_service.outbox.sending import kept_reason
from seminar_service.storage.transaction import transaction


def begin(session: Session, name: str, generation: int) -> int:
    """How far a mailbox was read: the number of the last mail, 0 where its numbers are new."""
    with transaction(session):
        row = session.get(ReadMailbox, name, with_for_update={"key_share": True})
        if row is None:
            row = ReadMailbox(name=name, generation=generation, last_uid=0)
            session.add(row)
        elif row.generation != generation:
            row.generation, row.last_uid = generation, 0
        return row.last_uid


def note(
    session: Session, name: str, uid: int, returned: Returned | None, *, now: datetime
) -> bool:
    """Note what one mail of the mailbox said, and that it was read; whether it was news to us.

    Done twice, by two workers or after an end in the middle, the second changes nothing.
    """
    with transaction(session):
        row = session.get_one(ReadMailbox, name, with_for_update={"key_share": True})
        row.last_uid = max(row.last_uid, uid)
        message = _meant(session, returned) if returned else None
        if returned is None or message is None:
            return False
        report, names_them = returned.report_on(message.recipient)
        reason = kept_reason(report.reason)
        if report.is_delayed:
            return _note_delay(session, message, reason, now)
        _note_return(session, message, reason, now)
        lasting = names_them and report.is_lasting
        addresses.mark(session, message.recipient, reason=reason, lasting=lasting, now=now)
        return True


def skip_to(session: Session, name: str, uid: int) -> None:
    """Note that there is nothing to read up to a number."""
    with transaction(session):
        row = session.get_one(ReadMailbox, name, with_for_update={"key_share": True})
        row.last_uid = max(row.last_uid, uid)


def _meant(session: Session, returned: Returned) -> Message | None:
    """The sent mail of ours that came back; None where that is unknown, or known already."""
    found = session.scalars(
        select(Message)
        .where(Message.message_id.in_(returned.message_ids), Message.state == MessageState.SENT)
        .with_for_update(key_share=True)
    ).all()
    order = {each: number for number, each in enumerate(returned.message_ids)}
    return min(found, key=lambda row: order[row.message_id], default=None)


def _note_delay(session: Session, message: Message, reason: str, now: datetime) -> bool:
    """The other side goes on trying: that is worth a line on the mail, and nothing else."""
    session.add(Attempt(message_id=message.id, at=now, error=reason))
    return True


def _note_return(session: Session, message: Message, reason: str, now: datetime) -> None:
    message.state, message.last_error = MessageState.RETURNED, reason
    session.add(Attempt(message_id=message.id, at=now, error=reason))
    subject = subject_of(message)
    history.record(session, HistoryKind.MAIL_RETURNED, subject, SYSTEM, now, message=message.id)
