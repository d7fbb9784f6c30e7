"""Reminding counters of reports that are late."""

from datetime import date, datetime
from typing import Final

import structlog
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from seminar_service.counters.links import LOCALE, mint_page, recipient_of
from seminar_service.counters.model import Counter, CounterReport
from seminar_service.counters.months import REMIND_EVERY, late_months
from seminar_service.domain.japan_time import day_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.work import stumbles

REMINDER: Final = "counter:reminder"
"""How what fails here is called among all that fails."""
MAIL: Final = "counter_reminded"

_ONE_RUN: Final = 100

log = structlog.get_logger(__name__)


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether a counter is to be reminded. Two queries."""
    return bool(_due(session, now))


def send_due(session: Session, *, office: Office, now: datetime) -> int:
    """Remind counters whose reports are late, each in a transaction of its own; how many.

    A counter gets one mail that names all its months, and the next one after `REMIND_EVERY`.
    """
    numbers = _due(session, now)[:_ONE_RUN]
    return sum(_tried(session, number, office=office, now=now) for number in numbers)


def _tried(session: Session, number: int, *, office: Office, now: datetime) -> bool:
    try:
        return _remind(session, number, office=office, now=now)
    except Exception as error:
        log.exception("counter_reminder_not_written", counter=number)
        stumbles.note(session, REMINDER, number, error, now=now)
        return False


def _remind(session: Session, number: int, *, office: Office, now: datetime) -> bool:
    """Write to one; another worker that was faster leaves nothing to do."""
    today = day_of(now)
    with transaction(session):
        counter = session.scalar(
            _asked(now).where(Counter.id == number).with_for_update(key_share=True)
        )
        if counter is None:
            return False
        stumbles.forget(session, REMINDER, number)
        reported = session.scalars(
            select(CounterReport.month).where(CounterReport.counter_id == number)
        )
        months = late_months(counter.reports_from, set(reported), today)
        if months:
            counter.reminded_on = today
            _write(session, counter, months, office=office, now=now)
        return bool(months)


def _write(
    session: Session, counter: Counter, months: list[date], *, office: Office, now: datetime
) -> None:
    addresses = office.addresses(LOCALE)
    context: dict[str, object] = {
        "counter_name": counter.name(LOCALE),
        "months": months,
        "own_address": addresses.counter(mint_page(session, counter, now=now)),
        "home_address": addresses.home(),
        "office_name": office.name(LOCALE),
        "office_contact": office.ways_to_ask,
    }
    about = f"counter:{counter.id}"
    outbox.enqueue(session, MAIL, recipient_of(counter), context, about=about, now=now)


def _asked(now: datetime) -> Select[Counter]:
    """Counters that can be written to, and were not reminded lately."""
    today = day_of(now)
    return (
        select(Counter)
        .where(
            Counter.email != "",
            Counter.reports_from <= today,
            or_(Counter.reminded_on.is_(None), Counter.reminded_on <= today - REMIND_EVERY),
            ~stumbles.rests(REMINDER, Counter.id, now=now),
        )
        .order_by(Counter.id)
        .execution_options(populate_existing=True)
    )


def _due(session: Session, now: datetime) -> list[int]:
    """The counters that are to be reminded."""
    counters = session.scalars(_asked(now)).all()
    if not counters:
        return []
    reported: dict[int, set[date]] = {each.id: set() for each in counters}
    for number, month in session.execute(select(CounterReport.counter_id, CounterReport.month)):
        reported.setdefault(number, set()).add(month)
    today = day_of(now)
    return [
        each.id for each in counters if late_months(each.reports_from, reported[each.id], today)
    ]
