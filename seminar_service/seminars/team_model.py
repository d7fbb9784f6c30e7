"""Who holds a seminar, and which days hosts and advisers have declined."""

from datetime import date, datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.revisions.raising import Published
from seminar_service.seminars.model import Seminar
from seminar_service.storage.base import Base, enum_column


class TeamMember(Published, Base):
    """An adviser in one slot of a seminar, and whether this adviser has agreed to it."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("seminar_id", "adviser_id"), Index(None, "adviser_id"))

    seminar_id: Mapped[int] = mapped_column(
        ForeignKey("seminar.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id"))
    confirmation: Mapped[ConfirmationState] = mapped_column(
        enum_column(ConfirmationState, "confirmation"), default=ConfirmationState.ASKED
    )
    answered_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text, default="")

    seminar: Mapped[Seminar] = relationship(back_populates="team")
    adviser: Mapped[Adviser] = relationship()

    def shown_with(self) -> int:
        """A member of a team is shown with the seminar."""
        return self.seminar_id


_OF_HOST = text("adviser_id IS NULL")


_OF_ADVISER = text("adviser_id IS NOT NULL")


class DeclinedDay(Base):
    """A day that an adviser has declined, or a host for its bid: input of whatever is planned next.

    It outlives the seminar that was asked about, until the same person says yes after all or the
    office removes it. Who declines twice has one row. `adviser_id` is None for the host's.
    """

    __tablename__ = "declined_day"
    __table_args__ = (
        Index(
            "uq_declined_day_host",
            "bid_id",
            "day",
            unique=True,
            sqlite_where=_OF_HOST,
            postgresql_where=_OF_HOST,
        ),
        Index(
            "uq_declined_day_adviser",
            "bid_id",
            "day",
            "adviser_id",
            unique=True,
            sqlite_where=_OF_ADVISER,
            postgresql_where=_OF_ADVISER,
        ),
        Index(None, "adviser_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"))
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id", ondelete="CASCADE"))
    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"))
    day: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    declined_at: Mapped[datetime]

    bid: Mapped[Bid] = relationship()
    seminar: Mapped[Seminar] = relationship()
    adviser: Mapped[Adviser | None] = relationship()
    others: Mapped[list["OtherDay"]] = relationship(
        order_by="OtherDay.day", cascade="all, delete-orphan"
    )

    @property
    def mark(self) -> str:
        """Names what somebody saw who removes it: this answer, and no later one."""
        return self.declined_at.isoformat()


class OtherDay(Base):
    """A day that a host would like instead of the one that it declined; gone with that decline."""

    __tablename__ = "other_day"

    declined_day_id: Mapped[int] = mapped_column(
        ForeignKey("declined_day.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
