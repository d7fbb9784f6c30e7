"""Advisers: who they are, and what each can do for a tour."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import USUAL_LIMITS, AdviserDetails, Limits
from seminar_service.advisers.entering import (
    new_adviser,
    new_engagement,
    tell_engagement,
    write_details,
    write_engagement,
)
from seminar_service.advisers.model import Adviser, Engagement, Leaning
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour


class AdviserNeeded(DomainError):  # noqa: N818 (named after the rule)
    """The adviser has a seminar in the tour, so that the engagement cannot end."""

    code = "adviser_needed"
    category = Category.CONFLICT


def add_adviser(
    session: Session, details: AdviserDetails, *, actor: Actor, now: datetime
) -> Adviser:
    """Take somebody in as an adviser."""
    with transaction(session):
        return new_adviser(session, details, actor=actor, now=now)


def change_adviser(
    session: Session,
    adviser_id: int,
    details: AdviserDetails,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Change who an adviser is; all calendars that name the adviser follow.

    Raises:
        NotFound: There is no such adviser.
        ChangedMeanwhile: Somebody has edited them since `version`.
    """
    with transaction(session):
        adviser = session.get(Adviser, adviser_id, with_for_update={"key_share": True})
        if adviser is None:
            raise NotFound("adviser")
        require_version(adviser, version)
        mark_edited(session, adviser, actor=actor, now=now)
        write_details(session, adviser, details)
        adviser.renamed_at = adviser.calendar_changed_at = now


def engage(
    session: Session, tour_id: int, adviser_id: int, *, actor: Actor, now: datetime
) -> Engagement:
    """Let an adviser take part in a tour, with the usual limits; does nothing the second time.

    Raises:
        NotFound: There is no such tour or adviser.
    """
    with transaction(session):
        if session.get(Tour, tour_id, with_for_update={"key_share": True}) is None:
            raise NotFound("tour")
        if session.get(Adviser, adviser_id) is None:
            raise NotFound("adviser")
        engagement = _engagement(session, tour_id, adviser_id)
        if engagement is None:
            engagement = new_engagement(
                session, tour_id, adviser_id, USUAL_LIMITS, actor=actor, now=now
            )
    return engagement


def change_engagement(
    session: Session,
    tour_id: int,
    adviser_id: int,
    limits: Limits,
    unavailable: Collection[date],
    *,
    leanings: Mapping[str, Leaning] | None = None,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Set an adviser's limits in a tour, the days that are taken, and what is said of regions.

    Raises:
        NotFound: The adviser takes no part in the tour.
        ChangedMeanwhile: Somebody has edited the engagement since `version`.
    """
    with transaction(session):
        engagement = _required_engagement(session, tour_id, adviser_id)
        require_version(engagement, version)
        write_engagement(
            session, engagement, limits, unavailable, leanings=leanings, actor=actor, now=now
        )


def disengage(
    session: Session,
    tour_id: int,
    adviser_id: int,
    *,
    version: int | None,
    all_the_same: bool = False,
    actor: Actor,
    now: datetime,
) -> None:
    """End an adviser's part in a tour; the person stays known.

    Seminars that have the adviser keep them until another plan is released; whoever has seen
    which these are ends the part `all_the_same`.

    Raises:
        NotFound: The adviser takes no part in the tour.
        ChangedMeanwhile: Somebody has edited the engagement since `version`.
        AdviserNeeded: A seminar of the tour has this adviser, and it is not `all_the_same`.
    """
    with transaction(session):
        engagement = _required_engagement(session, tour_id, adviser_id)
        require_version(engagement, version)
        seminars = engagement.adviser.seminars
        needed = any(seminar.tour_id == tour_id and seminar.stands for seminar in seminars)
        if needed and not all_the_same:
            raise AdviserNeeded
        tell_engagement(session, engagement, HistoryKind.ADVISER_DISENGAGED, actor=actor, now=now)
        session.delete(engagement)


def _engagement(session: Session, tour_id: int, adviser_id: int) -> Engagement | None:
    return session.scalar(
        select(Engagement)
        .where(Engagement.tour_id == tour_id, Engagement.adviser_id == adviser_id)
        .with_for_update(key_share=True)
    )


def _required_engagement(session: Session, tour_id: int, adviser_id: int) -> Engagement:
    engagement = _engagement(session, tour_id, adviser_id)
    if engagement is None:
        raise NotFound("engagement")
    return engagement
