"""What upsets a tour, as rows: input of whatever is planned until it is lifted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.advisers.model import Adviser
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.model import Plan
from seminar_service.storage.base import Base
from seminar_service.tours.model import Tour


class Disruption(Base):
    """A disruption of a tour; `planning.disruption_values.DisruptionDetails` says what it means.

    `draft_id` is the draft in which the planner looks for ways out, None where nobody has let it;
    `lifted_at` says that it is over, or that it did not come.
    """

    __tablename__ = "disruption"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days_in_order"),
        Index(None, "tour_id"),
        Index(None, "adviser_id"),
        Index(None, "draft_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id", ondelete="CASCADE"))
    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    noted_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="SET NULL"))

    tour: Mapped[Tour] = relationship()
    adviser: Mapped[Adviser | None] = relationship()
    noter: Mapped[User | None] = relationship()
    draft: Mapped[Plan | None] = relationship()
    places: Mapped[list["DisruptedPlace"]] = relationship(
        order_by="DisruptedPlace.place", cascade="all, delete-orphan"
    )

    @property
    def is_lifted(self) -> bool:
        """Whether it counts no longer."""
        return self.lifted_at is not None

    @property
    def details(self) -> DisruptionDetails:
        """What has happened, without its row."""
        return DisruptionDetails(
            first_day=self.first_day,
            last_day=self.last_day,
            adviser_id=self.adviser_id,
            places=frozenset(each.place for each in self.places),
            reason=self.reason,
        )


class DisruptedPlace(Base):
    """A prefecture (code) in which nothing can be held; a disruption without any is everywhere."""

    __tablename__ = "disrupted_place"

    disruption_id: Mapped[int] = mapped_column(
        ForeignKey("disruption.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[str] = mapped_column(String(2), primary_key=True)
