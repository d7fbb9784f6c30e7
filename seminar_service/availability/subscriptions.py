"""An adviser has the own calendar fetched every night, or no longer; what each night brings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.sealing import Seal
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.advisers.subscription_model import (
    LONGEST_HOST,
    CalendarSubscription,
    SubscriptionFault,
)
from seminar_service.availability import mails as availability_mails
from seminar_service.availability.services import Changed, note_answer
from seminar_service.availability.subscribed_days import (
    apply,
    keep_days,
    last_day_read,
    locked_engagements,
    take_away,
)
from seminar_service.availability.subscription_times import (
    TOLD_AFTER,
    after_failure,
    next_night,
)
from seminar_service.availability.ties import ties_of
from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.fetching.addresses import host_of
from seminar_service.fetching.values import Marks
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction

PURPOSE = "calendar-subscription"
"""What the seal of the addresses is for."""


@dataclass(frozen=True)
class Fetched:
    """What a night brought.

    Attributes:
        days: The days that the calendar takes; None where it is as before.
        marks: What the server calls it.
        until: The last day of which `days` say something.
    """

    days: Collection[date] | None
    marks: Marks
    until: date


def subscribe(
    session: Session,
    adviser_id: int,
    address: str,
    days: Collection[date],
    *,
    seal: Seal,
    actor: Actor,
    now: datetime,
) -> Changed:
    """Fetch a calendar every night from now on, in place of one before, and take its days.

    It is an answer, as if the adviser had marked them; what released seminars need is asked.

    Args:
        session: The database.
        adviser_id: Whose calendar it is.
        address: Where it is, normalised; it was fetched just now.
        days: The days that it takes.
        seal: Under which the address is kept.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: There is no such adviser.
    """
    with transaction(session):
        _lock_adviser(session, adviser_id)
        subscription = session.get(
            CalendarSubscription, adviser_id, with_for_update={"key_share": True}
        )
        if subscription is None:
            subscription = CalendarSubscription(adviser_id=adviser_id, tries=0)
            session.add(subscription)
        subscription.address = seal.close(address)
        subscription.host = host_of(address)[:LONGEST_HOST]
        subscription.subscribed_at = now
        subscription.next_at = next_night(adviser_id, now=now)
        _note_good(subscription, Marks(), last_day_read(day_of(now)), now)
        _record(session, HistoryKind.CALENDAR_SUBSCRIBED, adviser_id, actor, now)
        return _put_in(session, subscription, days, actor=actor, now=now)


def unsubscribe(session: Session, adviser_id: int, *, actor: Actor, now: datetime) -> Changed:
    """Fetch it no more, and free the days ahead that it alone has taken.

    Does nothing the second time.

    Raises:
        NotFound: There is no such adviser.
    """
    with transaction(session):
        _lock_adviser(session, adviser_id)
        subscription = session.get(
            CalendarSubscription, adviser_id, with_for_update={"key_share": True}
        )
        if subscription is None:
            return Changed()
        today, freed = day_of(now), 0
        for engagement in locked_engagements(session, adviser_id, today=today):
            changed = take_away(session, engagement, today)
            if changed.freed:
                note_answer(session, engagement, changed, actor=actor, now=now)
            freed += changed.freed
        session.delete(subscription)
        _record(session, HistoryKind.CALENDAR_UNSUBSCRIBED, adviser_id, actor, now)
        return Changed(freed=freed)


def take_fetched(
    session: Session, adviser_id: int, address: str, fetched: Fetched, *, now: datetime
) -> Changed:
    """Keep what a night brought, and put it into the adviser's tours.

    Part of the caller's transaction, which also ends the job. Does nothing where the adviser has
    ended the subscription meanwhile, or named another address.

    Args:
        session: The database.
        adviser_id: Whose calendar it is.
        address: Where it was fetched, as it is kept.
        fetched: What came.
        now: The present instant.
    """
    subscription = locked_subscription(session, adviser_id, address)
    if subscription is None:
        return Changed()
    _note_good(subscription, fetched.marks, fetched.until, now)
    return _put_in(session, subscription, fetched.days, actor=SYSTEM, now=now)


def note_failure(
    session: Session,
    adviser_id: int,
    address: str,
    fault: SubscriptionFault,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Keep that a calendar could not be fetched; its days stay as they are.

    Part of the caller's transaction. After some nights the adviser is written to, once until it
    could be fetched again.
    """
    subscription = locked_subscription(session, adviser_id, address)
    if subscription is None:
        return
    subscription.fault = fault
    subscription.failing_since = subscription.failing_since or now
    subscription.next_at, subscription.tries = after_failure(
        adviser_id, subscription.tries + 1, now=now
    )
    if subscription.told_at is None and now - subscription.failing_since >= TOLD_AFTER:
        subscription.told_at = now
        availability_mails.send_not_fetched(session, subscription, office=office, now=now)


def locked_subscription(
    session: Session, adviser_id: int, address: str
) -> CalendarSubscription | None:
    """An adviser's subscription, locked, if it is still that of an address as it is kept."""
    return session.scalar(
        select(CalendarSubscription)
        .where(
            CalendarSubscription.adviser_id == adviser_id, CalendarSubscription.address == address
        )
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def _put_in(
    session: Session,
    subscription: CalendarSubscription,
    days: Collection[date] | None,
    *,
    actor: Actor,
    now: datetime,
) -> Changed:
    """Put the days into each tour of the adviser; what came of it in all of them."""
    today, adviser_id = day_of(now), subscription.adviser_id
    engagements = locked_engagements(session, adviser_id, today=today)
    if days is not None:
        keep_days(subscription, [day for day in days if day >= today])
    ties = ties_of(session, adviser_id, today=today)
    taken = freed = asked = 0
    for engagement in engagements:
        changed = apply(session, engagement, subscription, ties, today=today, now=now)
        if actor != SYSTEM:
            note_answer(session, engagement, changed, actor=actor, now=now)
        elif changed != Changed():
            _note_night(session, engagement, changed, now)
        taken, freed, asked = taken + changed.taken, freed + changed.freed, asked + changed.asked
    return Changed(taken, freed, asked)


def _note_night(session: Session, engagement: Engagement, changed: Changed, now: datetime) -> None:
    """Note what a night has changed in a tour: no answer, as the adviser has said nothing."""
    asked, said = HistoryKind.AVAILABILITY_WISHED, HistoryKind.AVAILABILITY_FETCHED
    kind = asked if changed.asks else said
    numbers = {"taken": changed.taken, "freed": changed.freed, "asked": changed.asked}
    mark_edited(session, engagement, kind, actor=SYSTEM, now=now, **numbers)


def _note_good(
    subscription: CalendarSubscription, marks: Marks, until: date, now: datetime
) -> None:
    subscription.etag, subscription.last_modified = marks.etag, marks.last_modified
    subscription.read_until, subscription.fetched_at = until, now
    subscription.tries, subscription.fault = 0, None
    subscription.failing_since = subscription.told_at = None


def _record(
    session: Session, kind: HistoryKind, adviser_id: int, actor: Actor, now: datetime
) -> None:
    history.record(session, kind, Subject(SubjectKind.ADVISER, adviser_id), actor, now)


def _lock_adviser(session: Session, adviser_id: int) -> None:
    found = session.get(Adviser, adviser_id, with_for_update={"key_share": True})
    if found is None:
        raise NotFound("adviser")
