"""Plans that the organiser keeps: copies to be edited by hand, names and notes, deleting drafts."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.solver_io import (
    PlanningProblem,
    add_draft,
    held_by,
    knows_all,
    planning_problem,
)
from seminar_service.planning.values import earliest_day
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import hold_unarchived
from seminar_service.work import queue

LONGEST_NOTE: Final = 2_000
"""Characters of a note about a plan."""


class NotADraft(DomainError):  # noqa: N818 (named after the rule)
    """The plan is not edited by hand, or has been released: it stays as it is."""

    code = "not_a_draft"
    category = Category.CONFLICT


class PlanNotOfTour(DomainError):  # noqa: N818 (named after the rule)
    """The plan holds seminars by an adviser, or for bids, that only its scenario knows."""

    code = "plan_not_of_tour"
    category = Category.CONFLICT


class PlanHasCopies(DomainError):  # noqa: N818 (named after the rule)
    """Other plans began as a copy of this one, and say so."""

    code = "plan_has_copies"
    category = Category.CONFLICT


def copy_plan(session: Session, plan_id: int, *, actor: Actor, now: datetime) -> int:
    """Begin a draft as a copy of a plan, weighed by what is known now, and return its key.

    Args:
        session: Where to write.
        plan_id: The plan that is copied; it stays as it is.
        actor: Who copies it.
        now: The present.

    Raises:
        NotFound: There is no such plan.
        TourArchived: Its tour is kept as an earlier year.
        PlanNotOfTour: It holds what only its scenario knows.
        ProblemFaulty: What is entered makes no planning problem.
    """
    with transaction(session):
        parent = session.get(Plan, plan_id)
        if parent is None:
            raise NotFound("plan")
        hold_unarchived(session, parent.tour_id)
        problem = _problem(session, parent.tour, day_of(now))
        if parent.scenario_id is not None and not knows_all(problem, held_by(session, plan_id)):
            raise PlanNotOfTour
        return begin_draft(session, parent, problem, actor=actor, now=now).id


def begin_draft(
    session: Session, parent: Plan, problem: PlanningProblem, *, actor: Actor, now: datetime
) -> Plan:
    """Begin a draft as `copy_plan` does. Part of the caller's transaction, its line of history.

    The caller has seen that the tour is not archived, and has read its problem of now.

    Raises:
        ProblemFaulty: What is entered makes no planning problem.
    """
    draft = add_draft(session, parent, problem, maker=actor.user_id, now=now)
    subject = Subject(SubjectKind.PLAN, draft.id)
    history.record(session, HistoryKind.PLAN_COPIED, subject, actor, now, parent=parent.id)
    return draft


def describe_plan(
    session: Session,
    plan_id: int,
    name: str,
    note: str,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Give a plan a name and a note; any plan, because neither changes what it says.

    Args:
        session: Where to write.
        plan_id: The plan.
        name: At most `planning.model.LONGEST_PLAN_NAME` characters; empty for none.
        note: At most `LONGEST_NOTE` characters; empty for none.
        version: The plan's version that was shown; not looked at where None.
        actor: Who names it.
        now: The present.

    Raises:
        NotFound: There is no such plan.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        plan = locked_plan(session, plan_id)
        require_version(plan, version)
        if (plan.name, plan.note) != (name, note):
            plan.name, plan.note = name, note
            mark_edited(session, plan, actor=actor, now=now)


def delete_draft(
    session: Session, plan_id: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Delete a draft that nobody has released, with all that was done in it.

    A planner that is at work on it is asked to end.

    Raises:
        NotFound: There is no such plan.
        NotADraft: The planner made it, or it has been released.
        PlanHasCopies: Another plan began as a copy of it.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        plan = locked_plan(session, plan_id)
        if not plan.is_draft:
            raise NotADraft
        if session.scalar(select(exists().where(Plan.parent_id == plan_id))):
            raise PlanHasCopies
        require_version(plan, version)
        subject = Subject(SubjectKind.PLAN, plan.id)
        history.record(session, HistoryKind.PLAN_DELETED, subject, actor, now, number=plan.number)
        for job_id in session.scalars(_jobs_of(plan_id)):
            queue.request_stop(session, job_id)
        session.delete(plan)


def locked_plan(session: Session, plan_id: int) -> Plan:
    """A plan that no other transaction changes until this one ends; raises NotFound."""
    plan = session.get(Plan, plan_id, with_for_update={"key_share": True})
    if plan is None:
        raise NotFound("plan")
    return plan


def locked_draft(session: Session, plan_id: int) -> Plan:
    """A draft that no other transaction changes until this one ends, of a tour that goes on.

    Raises:
        NotFound: There is no such plan.
        NotADraft: It is not edited by hand, or it has been released.
        TourArchived: Its tour is kept as an earlier year.
    """
    plan = locked_plan(session, plan_id)
    if not plan.is_draft:
        raise NotADraft
    hold_unarchived(session, plan.tour_id)
    return plan


def _problem(session: Session, tour: Tour, today: date) -> PlanningProblem:
    earliest = earliest_day(tour.stage, tour.last_day, today)
    return planning_problem(session, tour, earliest=earliest, in_hindsight=earliest is None)


def _jobs_of(plan_id: int) -> Select[int]:
    runs = select(PlanningRun.job_id).join(PlanningRun.of_draft)
    return runs.where(DraftRun.draft_id == plan_id).order_by(PlanningRun.job_id)
