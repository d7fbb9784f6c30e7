"""Runs of the planner, while they go on and afterwards."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload, selectinload

from seminar_service.domain.errors import NotFound
from seminar_service.planning.model import Plan, PlanningProgress, PlanningRun
from seminar_service.planning.queries.refusals import failure_text
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.values import gap_share, gap_yen
from seminar_service.planning.wording import BothLanguages
from seminar_service.work.model import JobState

MOST_STEPS = 40
"""Improvements that the table of a run shows."""


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with how far it has come.

    Attributes:
        run: The row, with its tour, job and plan.
        progress: How far it has come, beginning with the earliest.
        failure: Why it found no plan; None where it did not end so.
    """

    run: PlanningRun
    progress: tuple[PlanningProgress, ...]
    failure: BothLanguages | None

    @property
    def under_way(self) -> bool:
        """Whether it waits for a worker, or has one."""
        return is_under_way(self.run)

    @property
    def waiting(self) -> bool:
        """Whether no worker has taken it up yet."""
        return self.run.job.state is JobState.QUEUED

    @property
    def stopping(self) -> bool:
        """Whether somebody has asked it to end, and it has not yet."""
        return self.under_way and self.run.job.stop_requested

    @property
    def taken_out(self) -> bool:
        """Whether somebody has taken it out of the queue before it began."""
        return self.run.job.state is JobState.WITHDRAWN

    @property
    def latest(self) -> tuple[PlanningProgress, ...]:
        """How far it has come, beginning with the latest; as much as a person reads."""
        return self.progress[: -MOST_STEPS - 1 : -1]

    @property
    def could_go_on(self) -> bool:
        """Whether it has ended with something that is not proven to be the best."""
        found = self.run.plan is not None or (
            self.suggests
            and self.run.of_draft is not None
            and self.run.of_draft.draft is not None
            and self.run.of_draft.draft.is_draft
        )
        return not self.under_way and found and not self.is_proven

    @property
    def suggests(self) -> bool:
        """Whether it has ended with a suggestion for a draft."""
        return self.run.of_draft is not None and self.run.of_draft.after is not None

    @property
    def is_proven(self) -> bool:
        """Whether it has ended with what is proven to be the best."""
        return not self.under_way and self.gap_yen == 0

    @property
    def objective_yen(self) -> int | None:
        """The cost of the best plan so far; None before the first."""
        if self.run.plan:
            return self.run.plan.objective_yen
        if self.run.of_draft and self.suggests:
            return self.run.of_draft.objective_yen
        return self.progress[-1].objective_yen if self.progress else None

    @property
    def bound_yen(self) -> int | None:
        """What every plan costs at least, as far as that is proven; None before anything is."""
        if self.run.plan:
            return self.run.plan.bound_yen
        if self.run.of_draft and self.suggests:
            return self.run.of_draft.bound_yen
        return self.progress[-1].bound_yen if self.progress else None

    @property
    def gap_yen(self) -> int | None:
        """By how much the best plan so far may be too dear."""
        return gap_yen(self.objective_yen, self.bound_yen)

    @property
    def gap_share(self) -> float | None:
        """The same as a share of its cost."""
        return gap_share(self.objective_yen, self.bound_yen)

    @property
    def phase(self) -> str:
        """What the planner does, in its own words; empty before it has said so."""
        return self.progress[-1].phase if self.progress else ""

    def seconds(self, now: datetime) -> float:
        """How long it has been going on, at most its time limit."""
        if not self.under_way:
            ended = self.run.job.ended_at or now
            return (ended - self.run.created_at).total_seconds()
        elapsed = (now - self.run.created_at).total_seconds()
        return max(0.0, min(elapsed, self.run.time_limit_seconds))


def is_under_way(run: PlanningRun) -> bool:
    """Whether a run waits for a worker, or has one."""
    return run.job.state in {JobState.QUEUED, JobState.RUNNING}


def planning_run(session: Session, run_id: int) -> RunView:
    """A run with its tour, its plan and its progress. Two queries; up to five where it failed.

    Raises:
        NotFound: There is no such run.
    """
    run = session.scalar(
        select(PlanningRun)
        .where(PlanningRun.id == run_id)
        .options(
            joinedload(PlanningRun.tour),
            joinedload(PlanningRun.job),
            joinedload(PlanningRun.scenario),
            joinedload(PlanningRun.plan).defer(Plan.itineraries),
            joinedload(PlanningRun.starter),
            joinedload(PlanningRun.of_draft).options(
                joinedload(DraftRun.draft).defer(Plan.itineraries),
                defer(DraftRun.before),
                defer(DraftRun.pins),
                defer(DraftRun.declines),
            ),
            selectinload(PlanningRun.progress),
            defer(PlanningRun.instance),
            defer(PlanningRun.input),
        )
    )
    if run is None:
        raise NotFound("planning run")
    return RunView(run, tuple(run.progress), failure_text(session, run))
