"""Fetches the calendars of advisers: each by a job of its own, one after the other.

What is wrong with one keeps no other from being fetched. While a calendar is fetched and read no
connection to the database is held.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

import structlog
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from seminar_service.access.sealing import Seal, SealBroken
from seminar_service.advisers.subscription_model import CalendarSubscription, SubscriptionFault
from seminar_service.availability import subscriptions
from seminar_service.availability.queries import own_uids
from seminar_service.availability.subscribed_days import last_day_read
from seminar_service.availability.subscription_queries import subscription_of
from seminar_service.availability.subscription_times import next_night
from seminar_service.availability.subscriptions import Fetched
from seminar_service.busy.errors import CalendarTooLarge, CalendarUnreadable
from seminar_service.busy.reader import read_busy
from seminar_service.busy.values import Asked
from seminar_service.domain.japan_time import day_of
from seminar_service.fetching.fetcher import fetch as fetch_address
from seminar_service.fetching.values import Answer, FetchFailed, Marks, Wanted
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.work import queue
from seminar_service.work.context import JobContext

KIND: Final = "fetch_calendars"
FETCH: Final = "fetch_calendar"
LANE: Final = "calendars"
"""One after the other: a slow server holds up one thread of a worker and not all."""
MOST_AT_ONCE: Final = 200
"""Calendars that one run puts down; the next one goes on from there."""

Fetch: TypeAlias = Callable[[Wanted], Answer]
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Due:
    """What is to be fetched: the address as it is kept, and what the server called its answer.

    `ours` is what the adviser's seminars are called in calendars.
    """

    address: str
    marks: Marks
    ours: frozenset[str]


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether the time of some calendar has come. One query."""
    return bool(session.scalar(select(exists(_due(now)))))


def put_down(context: JobContext) -> None:
    """Put down a job for each calendar whose time has come.

    Each is due again in the next night, whatever becomes of its job.
    """
    now = context.now()
    with context.session_factory() as session, transaction(session):
        rows = select(CalendarSubscription).where(CalendarSubscription.next_at <= now)
        oldest = rows.order_by(CalendarSubscription.next_at).limit(MOST_AT_ONCE)
        for row in session.scalars(oldest.with_for_update(skip_locked=True, key_share=True)):
            key = f"{FETCH}:{row.adviser_id}:{row.next_at:%Y-%m-%dT%H:%M}"
            arguments = {"adviser": row.adviser_id}
            queue.enqueue(session, FETCH, arguments, key=key, lane=LANE, now=now)
            row.next_at = next_night(row.adviser_id, now=now)
        context.finish(session)


def fetch_one(
    context: JobContext, *, office: Office, seal: Seal | None, fetch: Fetch = fetch_address
) -> None:
    """Fetch one calendar, and keep what came or that nothing came.

    `seal` opens the address; None where the operator wants nothing fetched any more.
    """
    adviser_id = int(context.arguments["adviser"])
    due = _read(context, adviser_id)
    if due is None or seal is None:
        return
    result = _tried(context, due, seal, fetch)
    now = context.now()
    with context.session_factory() as session, transaction(session):
        if isinstance(result, Fetched):
            subscriptions.take_fetched(session, adviser_id, due.address, result, now=now)
        else:
            log.info("calendar_failed", adviser=adviser_id, fault=result.value)
            subscriptions.note_failure(
                session, adviser_id, due.address, result, office=office, now=now
            )
        context.finish(session)


def _read(context: JobContext, adviser_id: int) -> _Due | None:
    """What is to be fetched; None where the adviser has ended it meanwhile."""
    with context.session_factory() as session:
        row = subscription_of(session, adviser_id)
        if row is None:
            return None
        # What came before says nothing of days that nobody asked for then.
        reaches = row.read_until >= last_day_read(day_of(context.now()))
        marks = Marks(row.etag, row.last_modified) if reaches else Marks()
        return _Due(row.address, marks, own_uids(session, adviser_id))


def _tried(context: JobContext, due: _Due, seal: Seal, fetch: Fetch) -> Fetched | SubscriptionFault:
    try:
        return _fetched(context, due, seal, fetch)
    except SealBroken:
        return SubscriptionFault.LOCKED
    except FetchFailed as failure:
        return SubscriptionFault(failure.fault.value)
    except CalendarTooLarge:
        return SubscriptionFault.TOO_LARGE
    except CalendarUnreadable:
        return SubscriptionFault.UNREADABLE
    except Exception:  # whatever strangers send, it is tried again like all that fails
        log.exception("calendar_not_taken")
        return SubscriptionFault.UNREACHABLE


def _fetched(context: JobContext, due: _Due, seal: Seal, fetch: Fetch) -> Fetched:
    today = day_of(context.now())
    until = last_day_read(today)
    answer = fetch(Wanted(seal.open(due.address), due.marks))
    if answer.content is None:
        return Fetched(None, answer.marks, until)
    busy = read_busy(Asked(answer.content, today, until, due.ours))
    return Fetched(busy.days, answer.marks, until)


def _due(now: datetime) -> Select[int]:
    return select(CalendarSubscription.adviser_id).where(CalendarSubscription.next_at <= now)
