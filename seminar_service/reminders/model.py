"""Reminders: for each place the mails that are to come, with the instant at which each is due.

And the thanks that were sent afterwards.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.registrations.model import Registration
from seminar_service.reminders.values import ReminderKind
from seminar_service.storage.base import Base, enum_column

_OPEN = text("sent_at IS NULL")


class Reminder(Base):
    """One mail before a seminar, to one person who has a place.

    `day` is the seminar's day for which it is meant: another day makes it due anew. What was
    made after its hour is never sent: whoever registers late, or has just been told of another
    day, needs no reminder of it.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        Index("ix_reminder_due", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[ReminderKind] = mapped_column(enum_column(ReminderKind, "kind"), primary_key=True)
    day: Mapped[date]
    due_at: Mapped[datetime]
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship()

    @property
    def is_late(self) -> bool:
        """Whether its hour was over when it was made."""
        return self.made_at >= self.due_at


class Thanks(Base):
    """That somebody was thanked for coming, once."""

    __tablename__ = "thanks"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    sent_at: Mapped[datetime]
