"""What happens to registrations: substitutes, moves, new mail addresses, imports, notes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.history.model import HistoryLine
from seminar_service.registrations.model import Registration
from seminar_service.storage.base import Base


class Substitution(Base):
    """Somebody took over somebody else's place, or position on the waiting list.

    Each of the two has a registration of their own, so that neither sees what the other entered.
    """

    __tablename__ = "substitution"

    id: Mapped[int] = mapped_column(primary_key=True)
    former_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), unique=True
    )
    successor_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), unique=True
    )
    made_at: Mapped[datetime]

    former: Mapped[Registration] = relationship(foreign_keys=[former_id])
    successor: Mapped[Registration] = relationship(foreign_keys=[successor_id])


class RegistrationDeparture(Base):
    """That a registration was moved from a seminar to another one.

    `queue_number` is what it had there, and `told` whether the person was told: who was not gets
    the number again when the move is undone. `calendar_sequence` is the last revision that the
    calendars of `email_key` were told of the seminar, or would have been.
    """

    __tablename__ = "registration_departure"
    __table_args__ = (Index(None, "seminar_id", "email_key"),)

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), primary_key=True)
    queue_number: Mapped[int]
    email_key: Mapped[str] = mapped_column(String(254))
    calendar_sequence: Mapped[int]
    by_host: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    told: Mapped[bool]
    left_at: Mapped[datetime]


class RegistrationEdit(Base):
    """What the staff has last changed of a registration without telling the person.

    `earlier` is what it said before, as JSON; `version` that of the registration since. The row
    stays for a day, and goes once the change is undone or another one was made.
    """

    __tablename__ = "registration_edit"
    __table_args__ = (Index(None, "made_at"),)

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    earlier: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class AddressChange(Base):
    """A participant's wish to be written to at another mail address.

    `changed_at` is when the owner of the new one pressed the button; None while that is awaited. A
    registration has one that is awaited at most. The row stays for as long as the owner of the
    earlier address can take the registration back (`address_mails.RETURNS`).
    """

    __tablename__ = "address_change"
    __table_args__ = (Index(None, "registration_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    earlier_email: Mapped[str] = mapped_column(String(254))
    email: Mapped[str] = mapped_column(String(254))
    asked_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship()


class RegistrationNote(Base):
    """What a member of the staff wrote down about a registration, for the staff alone.

    It may hold personal details. Its line of the history says who wrote it, and when.
    """

    __tablename__ = "registration_note"
    __table_args__ = (Index(None, "registration_id"),)

    history_id: Mapped[int] = mapped_column(
        ForeignKey("history.id", ondelete="CASCADE"), primary_key=True
    )
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)

    line: Mapped[HistoryLine] = relationship()
