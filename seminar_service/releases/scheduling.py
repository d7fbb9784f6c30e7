"""Releasing a plan at a set time: what was seen happens then, or nothing, and somebody is told."""

from datetime import date, datetime
from typing import Final

import structlog
from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction
from seminar_service.releases.mails import tell_scheduler
from seminar_service.releases.preparing import settled_preparation
from seminar_service.releases.preview import comparison
from seminar_service.releases.schedule_model import ScheduledRelease, ScheduleState
from seminar_service.releases.services import (
    PreviewOutdated,
    hold_plan,
    refuse_outdated,
    release_held,
)
from seminar_service.rounds.services import require_day_ahead
from seminar_service.storage.transaction import transaction

log = structlog.get_logger(__name__)

UNFORESEEN: Final = "unforeseen"
"""The failure of a release that no rule has kept from taking place."""


class ReleaseTimePast(DomainError):  # noqa: N818 (named after the rule)
    """The time at which a plan is to be released does not lie ahead."""

    code = "release_time_past"
    category = Category.CONFLICT


class ReleaseAlreadyScheduled(DomainError):  # noqa: N818 (named after the rule)
    """Another plan of the tour is to be released; call that off first."""

    code = "release_already_scheduled"
    category = Category.CONFLICT


def schedule_release(
    session: Session,
    plan_id: int,
    release_at: datetime,
    *,
    shown: str,
    due_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Have a plan released at a set time, as its preview says now; a later wish replaces it.

    Args:
        session: Where to write.
        plan_id: The plan.
        release_at: When.
        shown: Fingerprint of the preview that the actor has seen.
        due_on: Until when hosts and advisers are asked to answer; the usual day where None.
        actor: Who wants it.
        now: The present.

    Raises:
        NotFound: There is no such plan.
        TourArchived: Its tour is kept as an earlier year.
        TransitionNotAllowed: The plan has been released before.
        ReleaseTimePast: `release_at` does not lie ahead.
        DeadlinePast: `due_on` lies before the release.
        ReleaseAlreadyScheduled: Another plan of the tour is to be released.
        PreviewOutdated: Releasing would do something else than was shown.
        PlanOutdated: The plan does not fit today's input.
        PreparationOutdated: Something was prepared for a mail that tells something else by now.
    """
    if release_at <= now:
        raise ReleaseTimePast
    if due_on is not None:
        require_day_ahead(due_on, now=release_at)
    with transaction(session):
        hold_plan(session, plan_id)
        compared = comparison(session, plan_id, now=now)
        PLAN_TRANSITIONS.move(compared.plan.state, PlanAction.RELEASE)
        if shown != compared.fingerprint:
            raise PreviewOutdated
        refuse_outdated(compared)
        settled_preparation(session, compared, now=now)
        _refuse_second(session, compared.plan)
        row = session.get(ScheduledRelease, plan_id) or ScheduledRelease(plan_id=plan_id)
        row.release_at, row.deeds, row.due_on = release_at, compared.deeds, due_on
        row.state, row.failure, row.ended_at = ScheduleState.WAITING, "", None
        row.scheduled_by, row.scheduled_at = actor.user_id, now
        session.add(row)
        _tell(session, plan_id, HistoryKind.RELEASE_SCHEDULED, actor=actor, now=now)


def call_off(session: Session, plan_id: int, *, actor: Actor, now: datetime) -> bool:
    """Let a plan not be released at its time; whether it was still to be.

    Raises:
        NotFound: There is no such plan.
        TourArchived: Its tour is kept as an earlier year.
    """
    with transaction(session):
        hold_plan(session, plan_id)
        row = session.get(ScheduledRelease, plan_id)
        if row is None or not row.is_waiting:
            return False
        row.state, row.ended_at = ScheduleState.CALLED_OFF, now
        _tell(session, plan_id, HistoryKind.RELEASE_CALLED_OFF, actor=actor, now=now)
        return True


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether a plan is to be released now. One query."""
    return bool(session.scalar(select(exists().where(_is_due(now)))))


def release_due(session: Session, *, office: Office, now: datetime) -> int:
    """Release what is due, each plan in a transaction of its own; how many were released.

    A plan that can no longer be released as it was seen stays, and whoever scheduled it gets a
    mail. One that fails keeps no other from it.
    """
    due = session.scalars(
        select(ScheduledRelease.plan_id)
        .where(_is_due(now))
        .order_by(ScheduledRelease.release_at, ScheduledRelease.plan_id)
    ).all()
    return sum(_released(session, plan_id, office=office, now=now) for plan_id in due)


def scheduled_release(session: Session, plan_id: int) -> ScheduledRelease | None:
    """When a plan is, or was, to be released, with who wanted it; None where nobody wants it."""
    return session.scalar(
        select(ScheduledRelease)
        .where(ScheduledRelease.plan_id == plan_id)
        .options(joinedload(ScheduledRelease.scheduler))
    )


def scheduled_in(session: Session, tour_id: int) -> ScheduledRelease | None:
    """The plan of a tour that is still to be released at its time, with who wants it."""
    return session.scalar(
        select(ScheduledRelease)
        .join(ScheduledRelease.plan)
        .where(Plan.tour_id == tour_id, ScheduledRelease.state == ScheduleState.WAITING)
        .options(joinedload(ScheduledRelease.scheduler), joinedload(ScheduledRelease.plan))
    )


def _released(session: Session, plan_id: int, *, office: Office, now: datetime) -> bool:
    try:
        return _release_as_seen(session, plan_id, office=office, now=now)
    except DomainError as error:
        _give_up(session, plan_id, error.code, office=office, now=now)
    except Exception:
        log.exception("release_failed", plan=plan_id)
        session.rollback()
        _give_up(session, plan_id, UNFORESEEN, office=office, now=now)
    return False


def _release_as_seen(session: Session, plan_id: int, *, office: Office, now: datetime) -> bool:
    """Release a plan if it still does what was seen; whether it was still to be released."""
    with transaction(session):
        hold_plan(session, plan_id)
        row = session.get_one(ScheduledRelease, plan_id)
        if not row.is_waiting or row.release_at > now:
            return False
        compared = comparison(session, plan_id, now=now)
        if compared.deeds != row.deeds:
            raise PreviewOutdated
        actor = Actor(ActorKind.ORGANISER, row.scheduled_by)
        release_held(session, compared, row.due_on, office=office, actor=actor, now=now)
        row.state, row.ended_at = ScheduleState.DONE, now
        return True


def _give_up(
    session: Session, plan_id: int, failure: str, *, office: Office, now: datetime
) -> None:
    """Note that a release has not taken place, and tell who wanted it."""
    with transaction(session):
        row = session.get(ScheduledRelease, plan_id, with_for_update={"key_share": True})
        if row is None or not row.is_waiting:
            return
        row.state, row.failure, row.ended_at = ScheduleState.FAILED, failure, now
        actor = Actor(ActorKind.SYSTEM)
        _tell(session, plan_id, HistoryKind.RELEASE_FAILED, actor=actor, now=now)
        if row.scheduler is not None:
            tell_scheduler(session, row, row.scheduler, office=office, now=now)


def _refuse_second(session: Session, plan: Plan) -> None:
    other = scheduled_in(session, plan.tour_id)
    if other is not None and other.plan_id != plan.id:
        raise ReleaseAlreadyScheduled


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(ScheduledRelease.state == ScheduleState.WAITING, ScheduledRelease.release_at <= now)


def _tell(
    session: Session, plan_id: int, kind: HistoryKind, *, actor: Actor, now: datetime
) -> None:
    history.record(session, kind, Subject(SubjectKind.PLAN, plan_id), actor, now)
