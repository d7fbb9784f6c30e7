"""Runs of the planner that begin with a draft, and what they suggest to change in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.replan_values import ReplanKind, SuggestionState
from seminar_service.storage.base import NULLABLE_JSON, Base, enum_column


class DraftRun(Base):
    """What makes a run of the planner one of a draft, and what came of it.

    The run's `instance` is the draft's planning problem with what stays as locks and what the
    draft holds as `current`; the draft's own problem stays what its cost is told by. `chosen` is
    the selection, `before` what the draft held at the start, `pins` how bids stay, all by the key
    of the bid; `refused` the bids that stay refused. `after` is what is suggested, `declines` why
    the planner refuses bids in it; None before the end, and where nothing was found.
    `objective_yen` and `bound_yen` are those of the run's problem: what moving costs is counted.
    `draft_id` is None once the draft was deleted.
    """

    __tablename__ = "draft_run"

    run_id: Mapped[int] = mapped_column(
        ForeignKey("planning_run.id", ondelete="CASCADE"), primary_key=True
    )
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("plan.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[ReplanKind] = mapped_column(enum_column(ReplanKind, "kind"))
    chosen: Mapped[list[dict[str, Any]]]
    before: Mapped[dict[str, Any]]
    pins: Mapped[dict[str, Any]]
    refused: Mapped[list[int]]
    after: Mapped[dict[str, Any] | None] = mapped_column(NULLABLE_JSON)
    declines: Mapped[list[dict[str, Any]] | None] = mapped_column(NULLABLE_JSON)
    objective_yen: Mapped[int | None]
    bound_yen: Mapped[int | None]
    state: Mapped[SuggestionState] = mapped_column(
        enum_column(SuggestionState, "state"), default=SuggestionState.OPEN
    )
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    settled_at: Mapped[datetime | None]

    run: Mapped[PlanningRun] = relationship(back_populates="of_draft")
    draft: Mapped[Plan | None] = relationship()
    settler: Mapped[User | None] = relationship()
