"""What a worker writes while it plans a tour: each step holds the job, or writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.planning.model import PlanningProgress, PlanningRun, PlanOrigin
from seminar_service.planning.refusals import Failure
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import read_held
from seminar_service.planning.scenario_changes import ClosedDays
from seminar_service.planning.solver_io import (
    CheckedPlan,
    add_plan,
    newest_plan_document,
    start_document,
)
from seminar_service.planning.solver_io.proposals import days_to_propose
from seminar_service.planning.states import PlanState
from seminar_service.planning.values import earliest_day
from seminar_service.storage.transaction import transaction
from seminar_service.tours.calendar_days import DayRange

Fence: TypeAlias = Callable[[Session], None]
"""Called within a transaction; raises, so that all is undone, where the job is lost."""


@dataclass(frozen=True, slots=True)
class PlanningTask:
    """What a run asks of the planner.

    Attributes:
        run_id: The run's key.
        instance: What is planned.
        start: The plan from which it is to go on, if there is one.
        time_limit_seconds: How long the planner may think.
        seed: Of its choices.
        of_draft: Whether it begins with a draft, and ends with a suggestion for it.
        open_days: Of each bid, by its id, the days that may be proposed to its host where it is
            declined.
    """

    run_id: int
    instance: dict[str, Any]
    start: dict[str, Any] | None
    time_limit_seconds: int
    seed: int
    open_days: dict[str, frozenset[date]]
    of_draft: bool


def begin_run(session: Session, job_id: int, *, hold: Fence) -> PlanningTask:
    """Begin the run of a job, from its beginning, whoever has tried before.

    Raises:
        NotFound: No run belongs to the job.
    """
    with transaction(session):
        hold(session)
        run = session.scalar(select(PlanningRun).where(PlanningRun.job_id == job_id))
        if run is None:
            raise NotFound("planning run")
        session.execute(delete(PlanningProgress).where(PlanningProgress.planning_run_id == run.id))
        start = _start(session, run)
        earliest = earliest_day(run.tour.stage, run.tour.last_day, day_of(run.created_at))
        days = days_to_propose(
            session, run.tour, run.instance, earliest=earliest, closed=_closed_in(run)
        )
        return PlanningTask(
            run.id,
            run.instance,
            start,
            run.time_limit_seconds,
            run.seed,
            open_days=days,
            of_draft=run.of_draft is not None,
        )


def note_progress(
    session: Session,
    run_id: int,
    *,
    seconds: float,
    objective_yen: int | None,
    bound_yen: int,
    phase: str,
    hold: Fence,
) -> None:
    """Note how far a run has come."""
    with transaction(session):
        hold(session)
        session.add(
            PlanningProgress(
                planning_run_id=run_id,
                seconds=seconds,
                objective_yen=objective_yen,
                bound_yen=bound_yen,
                phase=phase,
            )
        )


def end_with_plan(
    session: Session,
    run_id: int,
    checked: CheckedPlan,
    *,
    finish: Fence,
    actor: Actor,
    now: datetime,
) -> int:
    """End a run with the plan that it has found, and return the plan's key."""
    with transaction(session):
        run = session.get_one(PlanningRun, run_id)
        plan = add_plan(session, run.tour_id, checked, origin=PlanOrigin.PLANNER, now=now)
        plan.made_by = run.started_by
        if run.scenario is not None:
            plan.state, plan.scenario = PlanState.SCENARIO, run.scenario
            plan.name = run.scenario.name
        run.plan = plan
        finish(session)
        session.flush()
        subject = Subject(SubjectKind.PLAN, plan.id)
        history.record(session, HistoryKind.PLAN_MADE, subject, actor, now, run=run_id)
        return plan.id


def end_without_plan(
    session: Session,
    run_id: int,
    failure: Failure,
    *,
    finish: Fence,
    actor: Actor,
    now: datetime,
) -> None:
    """End a run that can find no plan, and keep why."""
    with transaction(session):
        run = session.get_one(PlanningRun, run_id)
        run.failure = failure.document()
        finish(session)
        subject = Subject(SubjectKind.RUN, run_id)
        history.record(session, HistoryKind.RUN_FAILED, subject, actor, now)


def _start(session: Session, run: PlanningRun) -> dict[str, Any] | None:
    """From what the planner goes on: what is known for the draft, or the newest plan."""
    if run.of_draft is None:
        return newest_plan_document(session, run.tour_id)
    return start_document(run.instance, read_held(_found_before(session, run.of_draft)))


def _found_before(session: Session, row: DraftRun) -> dict[str, Any]:
    """What was suggested last for a draft that held the same, else what it holds."""
    earlier = session.execute(
        select(DraftRun.before, DraftRun.after)
        .where(
            DraftRun.draft_id == row.draft_id,
            DraftRun.run_id < row.run_id,
            DraftRun.after.is_not(None),
        )
        .order_by(DraftRun.run_id.desc())
        .limit(1)
    ).one_or_none()
    same = earlier is not None and earlier.after and earlier.before == row.before
    return earlier.after if earlier is not None and same else row.before


def _closed_in(run: PlanningRun) -> frozenset[date]:
    """The days that the run's scenario closes."""
    changes = run.scenario.assumed if run.scenario else ()
    return frozenset(
        day
        for each in changes
        if isinstance(each, ClosedDays)
        for day in DayRange(each.first, each.last).days()
    )
