"""Scenarios: what somebody assumes about a tour, to see what the planner makes of it."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.domain.history import SubjectKind
from seminar_service.planning.model import LONGEST_PLAN_NAME, Plan, PlanningRun
from seminar_service.planning.scenario_changes import Change, change_document, read_change
from seminar_service.storage.base import Base
from seminar_service.storage.versions import Versioned
from seminar_service.tours.model import Tour

LONGEST_SCENARIO_NAME: Final = LONGEST_PLAN_NAME
"""Characters of a scenario's name, which its plans bear, too."""


class Scenario(Versioned, Base):
    """A name and a set of changes to a tour's planning problem; the tour stays as it is.

    `changes` holds values of `planning.scenario_changes`. They stay as they are once the planner
    has begun with them. `adopted_at` is when they last became the tour's own. `curve` counts the
    curves of the tour, from 1, of which this is a point; None for what somebody has begun.
    """

    __tablename__ = "scenario"
    subject_kind = SubjectKind.SCENARIO
    __table_args__ = (Index(None, "tour_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_SCENARIO_NAME))
    changes: Mapped[list[dict[str, Any]]]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    adopted_at: Mapped[datetime | None]
    curve: Mapped[int | None]

    tour: Mapped[Tour] = relationship()
    maker: Mapped[User | None] = relationship()
    runs: Mapped[list[PlanningRun]] = relationship(
        back_populates="scenario", order_by="PlanningRun.id"
    )
    plans: Mapped[list[Plan]] = relationship(back_populates="scenario", order_by="Plan.id")

    @property
    def assumed(self) -> tuple[Change, ...]:
        """The changes as values."""
        return tuple(map(read_change, self.changes))

    def assume(self, changes: tuple[Change, ...]) -> None:
        """Keep other changes."""
        self.changes = list(map(change_document, changes))
