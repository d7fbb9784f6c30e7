"""Plans with their seminars and refusals, locks, and the runs of the planner."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.advisers.model import Adviser, AnyAdviser
from seminar_service.bids.model import Bid
from seminar_service.domain.history import SubjectKind
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.storage.base import NULLABLE_JSON, Base, enum_column
from seminar_service.storage.versions import Versioned
from seminar_service.tours.model import Tour
from seminar_service.work.model import Job

if TYPE_CHECKING:
    from seminar_service.planning.replan_model import DraftRun
    from seminar_service.planning.scenario_model import Scenario

LONGEST_PLAN_NAME: Final = 60
"""Characters of a plan's name."""


class PlanOrigin(StrEnum):
    """Where a plan comes from: the planner, the record of what was really held, or a hand."""

    PLANNER = "planner"
    RECORD = "record"
    HAND = "hand"


class Plan(Versioned, Base):
    """A complete answer to all bids of a tour: dates, advisers, refusals.

    `number` counts within the tour. `objective_yen` is what the plan costs, None where somebody
    cannot travel as a draft has it; `bound_yen` is what every valid plan costs at least (-1 where
    nothing is claimed), `components` how the cost splits (keys as in the planning problem's
    format: fares, hotels, dates, declines, coverage, workload, changes), `itineraries` each
    adviser's trips as the solver's checker derived them. `name` and `note` are the organiser's
    words, `made_by` who started the planner or copied `parent_id`, the plan that this one began
    as; None for what the planner made. `scenario_id` is the scenario that the plan answers.
    """

    __tablename__ = "plan"
    subject_kind = SubjectKind.PLAN
    __table_args__ = (
        UniqueConstraint("tour_id", "number"),
        CheckConstraint("bound_yen <= objective_yen", name="bound_below_objective"),
        Index(None, "parent_id"),
        Index(None, "scenario_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(
        String(LONGEST_PLAN_NAME), default="", server_default=text("''")
    )
    note: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    scenario_id: Mapped[int | None] = mapped_column(ForeignKey("scenario.id"))
    state: Mapped[PlanState] = mapped_column(enum_column(PlanState, "state"))
    origin: Mapped[PlanOrigin] = mapped_column(enum_column(PlanOrigin, "origin"))
    proven_optimal: Mapped[bool]
    objective_yen: Mapped[int | None]
    bound_yen: Mapped[int]
    components: Mapped[dict[str, Any]]
    itineraries: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    released_at: Mapped[datetime | None]

    tour: Mapped[Tour] = relationship()
    maker: Mapped[User | None] = relationship()
    parent: Mapped["Plan | None"] = relationship(remote_side="Plan.id")
    scenario: Mapped["Scenario | None"] = relationship(back_populates="plans")
    seminars: Mapped[list["PlannedSeminar"]] = relationship(
        back_populates="plan", order_by="PlannedSeminar.day", cascade="all, delete-orphan"
    )
    declines: Mapped[list["PlannedDecline"]] = relationship(
        back_populates="plan", order_by="PlannedDecline.bid_id", cascade="all, delete-orphan"
    )

    @property
    def is_draft(self) -> bool:
        """Whether somebody keeps it by hand and may still change it."""
        return self.state is PlanState.EDITED


class PlanSnapshot(Base):
    """What a plan that was copied by hand was made from, as a run keeps it of the planner's.

    `instance`, `input` and `moving` are as in `PlanningRun`. `digest` names the problem: plans
    with the same one are answers to the same question. `bound_yen` is what every valid answer
    costs at least, -1 where nothing is proven.
    """

    __tablename__ = "plan_snapshot"

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True
    )
    instance: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    input: Mapped[dict[str, Any]]
    moving: Mapped[dict[str, Any]]
    bound_yen: Mapped[int]
    taken_at: Mapped[datetime]


class PlannedSeminar(Base):
    """What a plan makes of a bid that it accepts."""

    __tablename__ = "planned_seminar"
    __table_args__ = (UniqueConstraint("plan_id", "bid_id"), Index(None, "bid_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id"))
    day: Mapped[date]

    plan: Mapped[Plan] = relationship(back_populates="seminars")
    bid: Mapped[Bid] = relationship()
    team: Mapped[list["PlannedTeamMember"]] = relationship(
        order_by="PlannedTeamMember.position", cascade="all, delete-orphan"
    )


class PlannedTeamMember(Base):
    """The adviser whom a plan puts into one slot of a seminar."""

    __tablename__ = "planned_team_member"

    planned_seminar_id: Mapped[int] = mapped_column(
        ForeignKey("planned_seminar.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id"))

    adviser: Mapped[AnyAdviser] = relationship()


class PlannedDecline(Versioned, Base):
    """A bid that a plan refuses, with the reason's code and what belongs to it.

    `grounds` and `remedies` hold the values of `seminar_service.planning.refusals`, which
    `seminar_service.planning.queries.refusals` words. `text_ja` and `text_en` are what the host
    is told where that was kept in words: of plans that others wrote, and of old ones; else empty.
    `instead` lists the bids that holding this one would decline or move. `remedies` is for the
    organiser alone, because it names advisers: each change that would have won, the cheapest
    first; empty where no single change would, None where nobody looked. `office_text` is what the
    office tells the host instead, in the host's language; empty where the service's words stand.
    """

    __tablename__ = "planned_decline"
    subject_kind = SubjectKind.REFUSAL
    __table_args__ = (UniqueConstraint("plan_id", "bid_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id"))
    reason: Mapped[str] = mapped_column(String(40))
    text_ja: Mapped[str] = mapped_column(Text, default="")
    text_en: Mapped[str] = mapped_column(Text, default="")
    office_text: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    grounds: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    extra_yen: Mapped[int | None]
    instead: Mapped[list[int]]
    remedies: Mapped[list[dict[str, Any]] | None]

    plan: Mapped[Plan] = relationship(back_populates="declines")
    bid: Mapped[Bid] = relationship()


class Lock(Base):
    """An organiser's wish that a bid stays on a day with its advisers, whatever is planned next.

    It belongs to the tour and names no plan, so that it reads the same beside every plan.
    """

    __tablename__ = "bid_lock"

    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date]
    locked_at: Mapped[datetime]

    bid: Mapped[Bid] = relationship()
    team: Mapped[list["LockedTeamMember"]] = relationship(
        order_by="LockedTeamMember.position", cascade="all, delete-orphan"
    )


class LockedTeamMember(Base):
    """The adviser whom a lock keeps in one slot of a bid."""

    __tablename__ = "locked_team_member"

    bid_id: Mapped[int] = mapped_column(
        ForeignKey("bid_lock.bid_id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id"))

    adviser: Mapped[Adviser] = relationship()


class Unlocking(Base):
    """Somebody has left an announced seminar, which is locked by default, to the planner."""

    __tablename__ = "unlocking"

    seminar_id: Mapped[int] = mapped_column(
        ForeignKey("seminar.id", ondelete="CASCADE"), primary_key=True
    )
    unlocked_at: Mapped[datetime]

    seminar: Mapped[Seminar] = relationship()


class PlanningRun(Base):
    """One run of the planner: what it was given, how far it came, what it found.

    `instance` is the planning problem as handed to the solver, kept so that a plan can always
    be checked against what was known at the time; `input` is what people had entered and decided
    for it (a value of `seminar_service.planning.inputs`), None for runs of old; `moving` is what
    moving each published seminar was priced at in it (by the key of its bid, values of
    `planning.moving`). `failure` holds why there is no plan: an infeasible tour with what collides,
    or an instance with its faults (a value of `seminar_service.planning.refusals`). Runs of old
    have it in words, in `failure_ja` and `failure_en`. `of_draft` is there where the run begins
    with a draft: it ends with a suggestion and not with a plan. A run that answers a scenario
    (`scenario_id`) has its `instance`; `input` and `moving` are those of the tour itself.
    """

    __tablename__ = "planning_run"
    __table_args__ = (Index(None, "tour_id"), Index(None, "scenario_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"), unique=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    scenario_id: Mapped[int | None] = mapped_column(ForeignKey("scenario.id"))
    started_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    time_limit_seconds: Mapped[int]
    seed: Mapped[int] = mapped_column(default=0)
    instance: Mapped[dict[str, Any]]
    moving: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    input: Mapped[dict[str, Any] | None] = mapped_column(NULLABLE_JSON)
    failure: Mapped[dict[str, Any] | None] = mapped_column(NULLABLE_JSON)
    failure_ja: Mapped[str] = mapped_column(Text, default="")
    failure_en: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]

    tour: Mapped[Tour] = relationship()
    job: Mapped[Job] = relationship()
    plan: Mapped[Plan | None] = relationship()
    of_draft: Mapped["DraftRun | None"] = relationship(back_populates="run", passive_deletes=True)
    starter: Mapped[User | None] = relationship()
    scenario: Mapped["Scenario | None"] = relationship(back_populates="runs")
    progress: Mapped[list["PlanningProgress"]] = relationship(
        order_by="PlanningProgress.id", cascade="all, delete-orphan"
    )

    @property
    def found_none(self) -> bool:
        """Whether it has ended by finding that there is no plan, or none in time."""
        return self.failure is not None or bool(self.failure_ja)


class PlanningProgress(Base):
    """An improvement during a run: the best cost and the best bound after so many seconds."""

    __tablename__ = "planning_progress"
    __table_args__ = (Index(None, "planning_run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    planning_run_id: Mapped[int] = mapped_column(ForeignKey("planning_run.id", ondelete="CASCADE"))
    seconds: Mapped[float]
    objective_yen: Mapped[int | None]
    bound_yen: Mapped[int]
    phase: Mapped[str] = mapped_column(String(40))
