"""Tallies: for each seminar when its host is told next how many people have registered."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.seminars.model import Seminar
from seminar_service.storage.base import Base


class Tally(Base):
    """What the host of one seminar is still to be told.

    `week_due_at` is the Monday of the next weekly mail; it moves on once that is written.
    `last_due_at` is when the mail of the day before is due, and `day` the seminar's day for which
    that holds: another day makes it due anew. It is None once the mail is written, and where its
    hour was over when the row was made.
    """

    __tablename__ = "tally"

    seminar_id: Mapped[int] = mapped_column(
        ForeignKey("seminar.id", ondelete="CASCADE"), primary_key=True
    )
    week_due_at: Mapped[datetime]
    day: Mapped[date]
    last_due_at: Mapped[datetime | None]

    seminar: Mapped[Seminar] = relationship()
