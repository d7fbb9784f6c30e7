"""A new adviser, and somebody's part in a tour. Parts of the callers' transactions."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import AdviserDetails, Limits
from seminar_service.advisers.leanings import write_leanings
from seminar_service.advisers.model import Adviser, Engagement, Leaning, UnavailableDay
from seminar_service.advisers.overruling import overrule
from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited
from seminar_service.tours.model import Topic


def new_adviser(
    session: Session, details: AdviserDetails, *, actor: Actor, now: datetime
) -> Adviser:
    """Take somebody in as an adviser."""
    adviser = Adviser(calendar_changed_at=now)
    write_details(session, adviser, details)
    session.add(adviser)
    session.flush()
    subject = Subject(SubjectKind.ADVISER, adviser.id)
    history.record(session, HistoryKind.ADVISER_ADDED, subject, actor, now)
    return adviser


def new_engagement(
    session: Session,
    tour_id: int,
    adviser_id: int,
    limits: Limits,
    *,
    actor: Actor,
    now: datetime,
) -> Engagement:
    """Let an adviser take part in a tour who does not yet."""
    engagement = Engagement(
        tour_id=tour_id,
        adviser_id=adviser_id,
        max_seminars=limits.max_seminars,
        max_per_month=limits.max_per_month,
        max_nights_away=limits.max_nights_away,
    )
    session.add(engagement)
    session.flush()
    tell_engagement(session, engagement, HistoryKind.ADVISER_ENGAGED, actor=actor, now=now)
    return engagement


def write_engagement(
    session: Session,
    engagement: Engagement,
    limits: Limits,
    unavailable: Collection[date],
    *,
    leanings: Mapping[str, Leaning] | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Set somebody's limits in a tour, the days that are taken, and what is said of regions.

    `leanings` of None leave what was said.
    """
    mark_edited(session, engagement, actor=actor, now=now)
    if leanings is not None:
        write_leanings(engagement, leanings)
    engagement.max_seminars = limits.max_seminars
    engagement.max_per_month = limits.max_per_month
    engagement.max_nights_away = limits.max_nights_away
    held = {each.day: each for each in engagement.unavailable_days}
    taken, freed = set(unavailable) - set(held), set(held) - set(unavailable)
    for day in sorted(taken):
        engagement.unavailable_days.append(UnavailableDay(day=day))
    for day in freed:
        engagement.unavailable_days.remove(held[day])
    overrule(session, engagement.adviser_id, freed=freed, taken=taken)


def tell_engagement(
    session: Session, engagement: Engagement, kind: HistoryKind, *, actor: Actor, now: datetime
) -> None:
    """Write of an engagement into the history, which outlives it: so with both its sides."""
    subject = Subject(SubjectKind.ENGAGEMENT, engagement.id)
    sides = {"tour": engagement.tour_id, "adviser": engagement.adviser_id}
    history.record(session, kind, subject, actor, now, **sides)


def write_details(session: Session, adviser: Adviser, details: AdviserDetails) -> None:
    """Put what is known of an adviser into the row."""
    for name in ("name", "name_kana", "name_en", "email", "home", "profile_ja", "profile_en"):
        setattr(adviser, name, getattr(details, name))
    wanted = select(Topic).where(Topic.id.in_(details.topic_ids)).order_by(Topic.position)
    adviser.topics = list(session.scalars(wanted))
