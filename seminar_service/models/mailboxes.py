"""Mailboxes that strangers named, and whether their owners have pressed the button in a mail."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.storage.base import Base


class Mailbox(Base):
    """A mailbox to which this service has sent a button, or whose owner has pressed one.

    `key` is a keyed hash of the address, never the address itself. `asked_at` is when the last
    button for the mailbox alone was sent, `proven_at` when one was last pressed.
    """

    __tablename__ = "mailbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime | None]
    proven_at: Mapped[datetime | None]
