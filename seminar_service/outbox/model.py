"""The outbox: mail that a committed use case has decided to send."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.storage.base import Base, enum_column
from seminar_service.work.leased import Leased


class MessageState(StrEnum):
    """Waiting to be sent, held by a worker under a lease, handed over, or given up."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Message(Leased, Base):
    """One mail to one recipient.

    Written in the transaction of the use case, delivered after it by a worker. `message_id`
    is the mail's own identifier and the same on every attempt. The body carries secret links,
    so it is emptied once the mail has been handed over. `calendar` is the body of a
    text/calendar part, `calendar_method` its METHOD. `about` names what the mail speaks of
    ("bid:7"), for the organiser's list.
    """

    __tablename__ = "message"
    __table_args__ = (Index(None, "state", "due_at"), Index(None, "about"))

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
    calendar: Mapped[str | None] = mapped_column(Text)
    calendar_method: Mapped[str | None] = mapped_column(String(10))
    state: Mapped[MessageState] = mapped_column(
        enum_column(MessageState, "state"), default=MessageState.PENDING
    )
    last_error: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
