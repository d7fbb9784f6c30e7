"""Experts of the desk, the times that they offer, appointments in them, and closing days."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.consultations.model import Case
from seminar_service.storage.base import Base, enum_column

IS_BOOKED = text("state = 'booked'")


class Profession(StrEnum):
    """What an expert of the desk is; readers choose by it."""

    PATENT_ATTORNEY = "patent_attorney"
    LAWYER = "lawyer"
    ADVISER = "adviser"
    FORMER_MANAGER = "former_manager"


class AppointmentWay(StrEnum):
    """How somebody meets an expert."""

    ON_SITE = "on_site"
    TELEPHONE = "telephone"
    ONLINE = "online"


class AppointmentState(StrEnum):
    """Where an appointment stands; one that moves takes another slot and stays booked."""

    BOOKED = "booked"
    WITHDRAWN = "withdrawn"


class DeskExpert(Base):
    """An account that gives appointments, and what its owner is."""

    __tablename__ = "desk_expert"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    profession: Mapped[Profession] = mapped_column(enum_column(Profession, "profession"))

    user: Mapped[User] = relationship()


class DeskSlot(Base):
    """A time that an expert offers; of one expert none begins twice."""

    __tablename__ = "desk_slot"
    __table_args__ = (
        UniqueConstraint("user_id", "begins_at"),
        CheckConstraint("minutes > 0", name="lasts"),
        Index(None, "begins_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("desk_expert.user_id", ondelete="CASCADE"))
    begins_at: Mapped[datetime]
    minutes: Mapped[int]

    expert: Mapped[DeskExpert] = relationship()


class Appointment(Base):
    """Somebody's time with an expert. The database takes one booked appointment for each slot.

    `sequence` is the revision that calendars know; it rises with each move. `reminded_at` is when
    the reminder was written.
    """

    __tablename__ = "desk_appointment"
    __table_args__ = (
        Index(
            "uq_desk_appointment_booked_slot",
            "slot_id",
            unique=True,
            sqlite_where=IS_BOOKED,
            postgresql_where=IS_BOOKED,
        ),
        Index(None, "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("consultation_case.id", ondelete="CASCADE"))
    slot_id: Mapped[int] = mapped_column(ForeignKey("desk_slot.id"))
    state: Mapped[AppointmentState] = mapped_column(enum_column(AppointmentState, "state"))
    way: Mapped[AppointmentWay] = mapped_column(enum_column(AppointmentWay, "way"))
    uid: Mapped[UUID] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    booked_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship()
    slot: Mapped[DeskSlot] = relationship()


class ClosingDay(Base):
    """A day on which the desk is closed although it is no holiday."""

    __tablename__ = "desk_closing_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(String(80), default="")
