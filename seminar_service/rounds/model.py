"""Askings: until when a host or an adviser is to answer about the dates of a tour."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.storage.base import Base
from seminar_service.tours.model import Tour


class Asking(Base):
    """One host or adviser who has been asked in a tour; one row each, whatever the releases.

    What is asked, and what was answered, stands with the seminars themselves. A host is the mail
    address of the contact, for one may have bid several times: `contact_key` is a hash of it
    (`domain.mail_addresses.address_digest`), so that whoever has bid with another address since is
    somebody else. Of `adviser_id` and `contact_key` exactly one is given.

    `due_on` is the last day on which an answer is asked for; a later one is taken all the same.
    `asked_at` is when the last mail that asks was written. `remind_at` is when the next reminder is
    due, `None` where none is; `reminded_at` when the last one was written. `wanted_at` is when the
    office has asked for a reminder that is still to be written, whatever the day; `None` else.
    """

    __tablename__ = "asking"
    __table_args__ = (
        UniqueConstraint("tour_id", "adviser_id"),
        UniqueConstraint("tour_id", "contact_key"),
        CheckConstraint("(adviser_id IS NULL) <> (contact_key IS NULL)", name="host_or_adviser"),
        Index(None, "remind_at"),
        Index(None, "wanted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"))
    contact_key: Mapped[str | None] = mapped_column(String(64))
    due_on: Mapped[date]
    asked_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    wanted_at: Mapped[datetime | None]

    tour: Mapped[Tour] = relationship()
