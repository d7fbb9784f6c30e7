"""The queue of the planner: what is planned now, and what waits for it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, defer, joinedload

from seminar_service.planning.model import PlanningRun
from seminar_service.planning.services import UNDER_WAY
from seminar_service.work.model import Job, JobState


@dataclass(frozen=True, slots=True)
class QueuedRun:
    """A run that has not ended.

    Attributes:
        run: The row, with its job and who started it.
        place: How many wait up to this one, itself included; 0 for what is planned now.
    """

    run: PlanningRun
    place: int

    @property
    def waits(self) -> bool:
        """Whether the planner has not begun with it."""
        return self.run.job.state is JobState.QUEUED


def planning_queue(session: Session, tour_id: int) -> tuple[QueuedRun, ...]:
    """The runs of a tour that have not ended, in the order in which they are done. One query.

    Runs of drafts do not wait for them; they are shown with their drafts.
    """
    runs = session.scalars(
        select(PlanningRun)
        .join(PlanningRun.job)
        .where(
            PlanningRun.tour_id == tour_id,
            ~PlanningRun.of_draft.has(),
            Job.state.in_(UNDER_WAY),
        )
        .order_by(Job.id)
        .options(
            contains_eager(PlanningRun.job),
            joinedload(PlanningRun.starter),
            joinedload(PlanningRun.scenario),
            defer(PlanningRun.instance),
            defer(PlanningRun.input),
        )
    ).all()
    waiting = [run.id for run in runs if run.job.state is JobState.QUEUED]
    return tuple(
        QueuedRun(run, waiting.index(run.id) + 1 if run.id in waiting else 0) for run in runs
    )
