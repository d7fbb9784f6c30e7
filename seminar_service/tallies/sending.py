"""Telling hosts how many people have registered, each time once.

A host with several seminars gets one mail a week that names them all. What an office has switched
off in a tour is not sent; its hours go by.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.bids.model import Bid
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.outbox.office import Office
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun
from seminar_service.storage.transaction import transaction
from seminar_service.tallies import mails as tally_mails
from seminar_service.tallies.model import Tally
from seminar_service.tallies.values import LATEST, is_for_last, next_week
from seminar_service.tours.model import Tour
from seminar_service.work import stumbles

WEEK: Final = "tally:week"
LAST: Final = "tally:last"
"""How what fails here is called among all that fails."""

_ONE_RUN: Final = 200

log = structlog.get_logger(__name__)

Host = tuple[int, str]
"""A tour, and the folded mail address of who is written to."""


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether a host is to be told something. Two queries at most."""
    return any(session.execute(due.limit(1)).first() for due in (_week(now), _last(now)))


def send_due(session: Session, *, office: Office, now: datetime) -> int:
    """Write what is due, each mail in a transaction of its own; how many.

    One that cannot be written keeps no other host from theirs; what one run leaves over, the next
    one takes.
    """
    sent = 0
    for number, _, _ in session.execute(_last(now).limit(_ONE_RUN)).all():
        sent += _tried(session, LAST, ("", [number]), office=office, now=now)
    for (_, key), numbers in _by_host(session, now).items():
        sent += _tried(session, WEEK, (key, numbers), office=office, now=now)
    return sent


def _tried(
    session: Session, kind: str, wanted: tuple[str, list[int]], *, office: Office, now: datetime
) -> bool:
    key, numbers = wanted
    try:
        if kind == LAST:
            return _send_last(session, numbers[0], office=office, now=now)
        return _send_week(session, key, numbers, office=office, now=now)
    except Exception as error:
        log.exception("tally_not_written", kind=kind, seminars=numbers)
        for number in numbers:
            stumbles.note(session, kind, number, error, now=now)
        return False


def _by_host(session: Session, now: datetime) -> dict[Host, list[int]]:
    found = defaultdict[Host, list[int]](list)
    for number, tour_id, address in session.execute(_week(now)).all():
        found[tour_id, mail_key(address)].append(number)
    return found


def _send_week(
    session: Session, key: str, numbers: Sequence[int], *, office: Office, now: datetime
) -> bool:
    """Write one host's mail of a week; another worker that was faster has left nothing to tell."""
    with transaction(session):
        due = [
            row
            for row in _locked(session, numbers, Tally.week_due_at <= now)
            # Whose contact has become another since waits for the next run.
            if mail_key(row.seminar.bid.contact_email) == key
        ]
        told = [row.seminar for row in due if _is_of_week(row, now)]
        for row in due:
            row.week_due_at = next_week(now)
            stumbles.forget(session, WEEK, row.seminar_id)
        if told:
            tally_mails.send_week(session, told, office=office, now=now)
        return bool(told)


def _is_of_week(row: Tally, now: datetime) -> bool:
    """Whether a weekly mail tells of a seminar: not where it comes too late, or another one does.

    Of a seminar of tomorrow the mail of the day before tells, and on its day nobody reads it.
    """
    seminar = row.seminar
    return (
        now - row.week_due_at <= LATEST
        and seminar.day > day_of(now)
        and not (seminar.tour.tells_hosts_last and is_for_last(seminar.day, now))
    )


def _send_last(session: Session, number: int, *, office: Office, now: datetime) -> bool:
    """Write the mail of the day before, unless the seminar has begun or is on another day now."""
    with transaction(session):
        for row in _locked(session, [number], Tally.last_due_at <= now):
            seminar = row.seminar
            row.last_due_at = None
            stumbles.forget(session, LAST, number)
            if seminar.day == row.day and not has_begun(seminar.day, seminar.starts_at, now):
                tally_mails.send_last(session, seminar, office=office, now=now)
                return True
        return False


def _locked(
    session: Session, numbers: Sequence[int], is_due: ColumnElement[bool]
) -> Sequence[Tally]:
    """Rows that are still due, locked in their order, with seminars, bids and tours."""
    seminar = joinedload(Tally.seminar, innerjoin=True)
    return session.scalars(
        select(Tally)
        .join(Tally.seminar)
        .where(Tally.seminar_id.in_(numbers), is_due)
        .options(
            seminar.joinedload(Seminar.bid, innerjoin=True),
            seminar.joinedload(Seminar.tour, innerjoin=True),
        )
        .order_by(Tally.seminar_id)
        .with_for_update(key_share=True, of=Tally)
    ).all()


def _week(now: datetime) -> Select[int, int, str]:
    """Seminars whose weekly mail is due, with their tours and the addresses of their hosts."""
    return _due(WEEK, and_(Tally.week_due_at <= now, Tour.tells_hosts_weekly), now)


def _last(now: datetime) -> Select[int, int, str]:
    """The same for the mail of the day before."""
    due = and_(Tally.last_due_at <= now, Tally.day == Seminar.day, Tour.tells_hosts_last)
    return _due(LAST, due, now)


def _due(kind: str, condition: ColumnElement[bool], now: datetime) -> Select[int, int, str]:
    return (
        select(Tally.seminar_id, Seminar.tour_id, Bid.contact_email)
        .join(Seminar, Seminar.id == Tally.seminar_id)
        .join(Tour, Tour.id == Seminar.tour_id)
        .join(Bid, Bid.id == Seminar.bid_id)
        .where(
            condition,
            Seminar.to_come(now),
            Bid.contact_email != "",
            ~stumbles.rests(kind, Tally.seminar_id, now=now),
        )
        .order_by(Tally.seminar_id)
    )
