"""Plans that are to be released at a set time."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.planning.model import Plan
from seminar_service.storage.base import Base, enum_column


class ScheduleState(StrEnum):
    """What has become of a release at a set time."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CALLED_OFF = "called_off"


class ScheduledRelease(Base):
    """When a plan is to be released, and what somebody has seen that this will do.

    `deeds` names that (`releases.preview.Comparison.deeds`): a release that would do something
    else does not take place. `due_on` is the last day on which hosts and advisers are asked to
    answer, None for the usual one. `failure` is the code of the rule that kept it from taking
    place, empty otherwise.
    """

    __tablename__ = "scheduled_release"
    __table_args__ = (Index(None, "state", "release_at"),)

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True
    )
    release_at: Mapped[datetime]
    deeds: Mapped[str] = mapped_column(String(64))
    due_on: Mapped[date | None]
    state: Mapped[ScheduleState] = mapped_column(enum_column(ScheduleState, "state"))
    failure: Mapped[str] = mapped_column(String(40), default="")
    scheduled_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    scheduled_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship()
    scheduler: Mapped[User | None] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to take place."""
        return self.state is ScheduleState.WAITING
