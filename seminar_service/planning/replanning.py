"""Planning again from a draft: the planner is started with what the draft holds."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.planning.drafting import locked_draft
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.queries.replan_standing import Outlook, outlook
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import (
    NothingFree,
    NothingToMend,
    ReplanKind,
    held_document,
)
from seminar_service.planning.selections import Selection
from seminar_service.planning.services import PLAN_TOUR, refuse_second_run
from seminar_service.planning.solver_io import replan_problem
from seminar_service.planning.values import check_time_limit
from seminar_service.storage.transaction import transaction
from seminar_service.work import queue


def plan_again(
    session: Session,
    plan_id: int,
    kind: ReplanKind,
    selection: Selection,
    time_limit_seconds: int,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Let a worker plan a draft again in the draft's own planning problem; return the run's key.

    The draft stays as it is: the run ends with a suggestion.

    Args:
        session: Where to write.
        plan_id: The draft.
        kind: What the planner is to do.
        selection: What it is to keep, or to free; nothing to whoever repairs.
        time_limit_seconds: How long the planner may think, 1 to 3600.
        actor: Who starts it.
        now: The present.

    Raises:
        NotFound: There is no such plan.
        NotADraft: It is not edited by hand, or it has been released.
        TourArchived: Its tour is kept as an earlier year.
        TimeLimitOutOfRange: The time limit is not 1 to 3600.
        PlanningUnderWay: A run of this draft has not ended yet.
        NothingFree: Everything would stay.
        NothingToMend: The draft breaks no rule that is not waived.
    """
    check_time_limit(time_limit_seconds)
    with transaction(session):
        plan = locked_draft(session, plan_id)
        refuse_second_run(session, PlanningRun.of_draft.has(DraftRun.draft_id == plan_id))
        return begin_planning_again(
            session, plan, kind, selection, time_limit_seconds, actor=actor, now=now
        )


def begin_planning_again(
    session: Session,
    plan: Plan,
    kind: ReplanKind,
    selection: Selection,
    time_limit_seconds: int,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Put a run for a draft into the queue, as `plan_again` does, whatever others there are.

    Runs of one draft are done one after the other: each has the machine for its time.
    Part of the caller's transaction, which holds the draft.

    Raises:
        NothingFree: Everything would stay.
        NothingToMend: The draft breaks no rule that is not waived.
    """
    found = outlook(session, plan, kind, selection)
    _refuse_idle(kind, found)
    held, kept = found.standing.held, found.kept
    run = PlanningRun(
        tour_id=plan.tour_id,
        job=queue.enqueue(session, PLAN_TOUR, {}, now=now, lane=f"draft:{plan.id}"),
        started_by=actor.user_id,
        time_limit_seconds=time_limit_seconds,
        instance=replan_problem(found.document, held, kept, kind),
        created_at=now,
        of_draft=DraftRun(
            draft_id=plan.id,
            kind=kind,
            chosen=selection.document(),
            before=held_document(held),
            pins=held_document(kept.pins),
            refused=sorted(kept.refused),
        ),
    )
    session.add(run)
    session.flush()
    subject, seconds = Subject(SubjectKind.RUN, run.id), time_limit_seconds
    kind_of_line = HistoryKind.RUN_STARTED
    history.record(session, kind_of_line, subject, actor, now, seconds=seconds, plan=plan.id)
    return run.id


def _refuse_idle(kind: ReplanKind, found: Outlook) -> None:
    if kind is ReplanKind.REPAIR and not found.broken:
        raise NothingToMend
    if not found.kept.free and found.kept.pins == found.standing.held:
        raise NothingFree
