"""Advisers: who they are, and what each can do for a tour."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Topic, Tour


class AdviserNeeded(DomainError):  # noqa: N818 (named after the rule)
    """The adviser has a seminar in the tour, so that the engagement cannot end."""

    code = "adviser_needed"
    category = Category.CONFLICT


@dataclass(frozen=True)
class AdviserDetails:
    """Who an adviser is. `home` is the prefecture's code; readings are full-width katakana."""

    name: str
    name_kana: str
    name_en: str
    email: str
    home: str
    profile_ja: str
    profile_en: str
    topic_ids: Sequence[int]


@dataclass(frozen=True)
class Limits:
    """How much an adviser takes on in one tour; nights are those of one trip."""

    max_seminars: int
    max_per_month: int
    max_nights_away: int


USUAL_LIMITS = Limits(max_seminars=12, max_per_month=3, max_nights_away=2)


def add_adviser(
    session: Session, details: AdviserDetails, *, actor: Actor, now: datetime
) -> Adviser:
    """Take somebody in as an adviser."""
    with transaction(session):
        adviser = Adviser(calendar_changed_at=now)
        _write(session, adviser, details)
        session.add(adviser)
        session.flush()
        subject = Subject(SubjectKind.ADVISER, adviser.id)
        history.record(session, HistoryKind.ADVISER_ADDED, subject, actor, now)
    return adviser


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
        _write(session, adviser, details)
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
            engagement = Engagement(
                tour_id=tour_id,
                adviser_id=adviser_id,
                max_seminars=USUAL_LIMITS.max_seminars,
                max_per_month=USUAL_LIMITS.max_per_month,
                max_nights_away=USUAL_LIMITS.max_nights_away,
            )
            session.add(engagement)
            session.flush()
            _tell(session, engagement, HistoryKind.ADVISER_ENGAGED, actor=actor, now=now)
    return engagement


def change_engagement(
    session: Session,
    tour_id: int,
    adviser_id: int,
    limits: Limits,
    unavailable: Collection[date],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Set an adviser's limits in a tour, and the days that are taken.

    Raises:
        NotFound: The adviser takes no part in the tour.
        ChangedMeanwhile: Somebody has edited the engagement since `version`.
    """
    with transaction(session):
        engagement = _required_engagement(session, tour_id, adviser_id)
        require_version(engagement, version)
        mark_edited(session, engagement, actor=actor, now=now)
        engagement.max_seminars = limits.max_seminars
        engagement.max_per_month = limits.max_per_month
        engagement.max_nights_away = limits.max_nights_away
        held = {each.day: each for each in engagement.unavailable_days}
        for day in sorted(set(unavailable) - set(held)):
            engagement.unavailable_days.append(UnavailableDay(day=day))
        for day in set(held) - set(unavailable):
            engagement.unavailable_days.remove(held[day])


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
        _tell(session, engagement, HistoryKind.ADVISER_DISENGAGED, actor=actor, now=now)
        session.delete(engagement)


def _tell(
    session: Session, engagement: Engagement, kind: HistoryKind, *, actor: Actor, now: datetime
) -> None:
    """Write of an engagement into the history, which outlives it: so with both its sides."""
    subject = Subject(SubjectKind.ENGAGEMENT, engagement.id)
    sides = {"tour": engagement.tour_id, "adviser": engagement.adviser_id}
    history.record(session, kind, subject, actor, now, **sides)


def _write(session: Session, adviser: Adviser, details: AdviserDetails) -> None:
    for name in ("name", "name_kana", "name_en", "email", "home", "profile_ja", "profile_en"):
        setattr(adviser, name, getattr(details, name))
    wanted = select(Topic).where(Topic.id.in_(details.topic_ids)).order_by(Topic.position)
    adviser.topics = list(session.scalars(wanted))


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
