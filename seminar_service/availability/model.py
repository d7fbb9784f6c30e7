"""What advisers would change although released seminars depend on it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.advisers.model import DaySource, Engagement
from seminar_service.availability.states import WishState
from seminar_service.storage.base import Base, enum_column


class AvailabilityWish(Base):
    """A day on which an adviser would be unavailable, or fewer nights away: the office decides.

    A released seminar, or the journey to it, stands against it. Exactly one of `day` and `nights`
    is given; `nights` are those of one trip at most. Who wishes the same once more has one row.
    `source` says whether the adviser has said so, or a calendar.
    """

    __tablename__ = "availability_wish"
    __table_args__ = (
        UniqueConstraint("engagement_id", "day"),
        CheckConstraint("(day IS NULL) <> (nights IS NULL)", name="day_or_nights"),
        CheckConstraint("nights >= 0", name="nights_not_negative"),
        Index(None, "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"))
    day: Mapped[date | None]
    nights: Mapped[int | None]
    state: Mapped[WishState] = mapped_column(
        enum_column(WishState, "state"), default=WishState.OPEN
    )
    source: Mapped[DaySource] = mapped_column(
        enum_column(DaySource, "source"),
        default=DaySource.HAND,
        server_default=DaySource.HAND.value,
    )
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    engagement: Mapped[Engagement] = relationship()
