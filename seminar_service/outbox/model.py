"""The outbox: mail that a committed use case has decided to send."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.storage.base import Base, enum_column
from seminar_service.work.leased import Leased


class MessageState(StrEnum):
    """Waiting to be sent, held by a worker under a lease, handed over, given up, or stopped.

    `STOPPED` is what the office keeps from leaving, until it lets it go; `RETURNED` what was handed
    over and came back.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    STOPPED = "stopped"
    RETURNED = "returned"


MISSED_STATES = (MessageState.FAILED, MessageState.RETURNED)
"""Those of mails that did not arrive, and will not by themselves."""


class Message(Leased, Base):
    """One mail to one recipient.

    Written in the transaction of the use case, delivered after it by a worker. `message_id`
    is the mail's own identifier and the same on every attempt. The body carries secret links,
    so once the mail has been handed over they are masked, here and in `html`, the same as HTML,
    and after some months both are emptied. `ended_at`, the address at which a POST ends such
    mails, is emptied at once. `calendar` is the body of a text/calendar part, `calendar_method` its
    METHOD. `replies_to` is where answers go, if not to where all others do. `about` names what the
    mail speaks of ("bid:7"), for the organiser's list. `refers_to` is the `message_id` of the mail
    that this one sends again; empty for a first one.
    """

    __tablename__ = "message"
    __table_args__ = (
        Index(None, "state", "due_at"),
        Index(None, "about"),
        Index(None, "refers_to"),
    )

    WAITING: ClassVar = MessageState.PENDING
    HELD: ClassVar = MessageState.SENDING
    GIVEN_UP: ClassVar = MessageState.FAILED

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(String(60))
    locale: Mapped[str] = mapped_column(String(2))
    recipient: Mapped[str] = mapped_column(String(254))
    recipient_name: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    replies_to: Mapped[str] = mapped_column(String(254), default="", server_default=text("''"))
    ended_at: Mapped[str] = mapped_column(String(300), default="", server_default=text("''"))
    calendar: Mapped[str | None] = mapped_column(Text)
    calendar_method: Mapped[str | None] = mapped_column(String(10))
    state: Mapped[MessageState] = mapped_column(
        enum_column(MessageState, "state"), default=MessageState.PENDING
    )
    last_error: Mapped[str] = mapped_column(String(300), default="")
    refers_to: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class Attempt(Base):
    """One time that a worker tried to hand a mail over, or that it came back, and what was said.

    `error` is what the other side, or we, found wrong; empty where it was taken.
    """

    __tablename__ = "message_attempt"
    __table_args__ = (Index(None, "message_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    error: Mapped[str] = mapped_column(String(300))


class FailingAddress(Base):
    """An address to which mail does not arrive; see `outbox/addresses.py`.

    `key` is the address as it is compared. `since` is when that was said last, `times` how often
    a mail came back, `is_lasting` whether nothing is sent there any more, `by_hand` whether one of
    the staff said so. `reason` is what the other side said.
    """

    __tablename__ = "failing_address"

    key: Mapped[str] = mapped_column(String(254), primary_key=True)
    since: Mapped[datetime]
    times: Mapped[int]
    is_lasting: Mapped[bool]
    by_hand: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(300))


class ReadMailbox(Base):
    """How far a mailbox was read for returned mail.

    `name` stands for server, user and folder. `generation` is the number under which the folder
    counts its mails, `last_uid` the last one that was looked at.
    """

    __tablename__ = "read_mailbox"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    generation: Mapped[int] = mapped_column(BigInteger)
    last_uid: Mapped[int] = mapped_column(BigInteger)
