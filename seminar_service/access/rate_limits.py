"""How often a stranger may do a thing: counters per action, source and window of time."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from seminar_service.access.model import RateCount
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.storage.transaction import transaction

IPV6_PREFIX = 64  # what one household or office is given; single addresses in it are free to make
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def source_of(address: str, secret_key: str) -> str:
    """Name a client without keeping its address: a keyed hash in 64 hexadecimal digits.

    All IPv6 addresses of one /64 network share a name. Anything that is not an address is
    hashed as it stands.
    """
    key = hmac.new(secret_key.encode(), b"rate-limit-source", hashlib.sha256).digest()
    return hmac.new(key, _network(address).encode(), hashlib.sha256).hexdigest()


def check(
    session: Session,
    action: str,
    source: str,
    *,
    limit: int,
    window: timedelta,
    now: datetime,
) -> None:
    """Count one attempt, and refuse it when there were too many in the present window.

    A transaction of its own: an attempt counts even if the use case behind it fails. Windows
    have fixed edges, so at most twice `limit` attempts pass within any stretch of one window.

    Args:
        session: The database; it must hold no pending changes.
        action: What is tried, such as `bid`; up to 40 characters.
        source: Who tries, as `source_of` names it.
        limit: How many attempts one window allows.
        window: How long a window is; at least a second.
        now: The present instant.

    Raises:
        TooManyAttempts: More than `limit` attempts fell into the window.
    """
    start = _start(now, window)
    with transaction(session):
        count = _counted(session, action, source, start)
        if count == 1:
            _forget_before(session, action, start)
    if count > limit:
        wait = ceil((start + window - now).total_seconds())
        raise TooManyAttempts(wait, is_first=count == limit + 1)


def give_back(
    session: Session, action: str, source: str, *, window: timedelta, now: datetime
) -> None:
    """Take one attempt back, because it was none to be limited; part of a transaction."""
    session.execute(
        update(RateCount)
        .where(
            RateCount.action == action,
            RateCount.source == source,
            RateCount.window_start == _start(now, window),
            RateCount.count > 0,
        )
        .values(count=RateCount.count - 1)
    )


def take_back(
    session: Session, action: str, source: str, *, window: timedelta, now: datetime
) -> None:
    """Take one attempt back, in a transaction of its own as `check` counts it."""
    with transaction(session):
        give_back(session, action, source, window=window, now=now)


def _start(now: datetime, window: timedelta) -> datetime:
    return now - (now - EPOCH) % window


@dataclass(frozen=True)
class Tally:
    """How often something was done within the time asked for, and when the count falls again."""

    count: int
    falls_at: datetime


def tally(
    session: Session,
    action: str,
    source: str,
    *,
    within: timedelta,
    grain: timedelta,
    now: datetime,
) -> Tally:
    """Count one more and say how many there were lately. Part of the caller's transaction.

    The time before `now` slides in steps of `grain`: what is counted covers all of `within` and
    less than a grain more. Transactions that count for the same action and source at once wait
    for one another, so that each knows what the others have counted.
    """
    _counted(session, action, source, now - (now - EPOCH) % grain)
    lately = (
        RateCount.action == action,
        RateCount.source == source,
        RateCount.window_start > now - within - grain,
    )
    count, oldest = session.execute(
        select(func.sum(RateCount.count), func.min(RateCount.window_start)).where(*lately)
    ).one()
    return Tally(count, oldest + grain + within)


def _counted(session: Session, action: str, source: str, start: datetime) -> int:
    """Raise the counter and return it; the database adds, so that no attempt is lost."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    statement = (
        insert(RateCount)
        .values(action=action, source=source, window_start=start, count=1)
        .on_conflict_do_update(
            index_elements=[RateCount.action, RateCount.source, RateCount.window_start],
            set_={"count": RateCount.count + 1},
        )
        .returning(RateCount.count)
    )
    return session.execute(statement).scalar_one()


def _forget_before(session: Session, action: str, start: datetime) -> None:
    """Delete counters of windows that are over: nobody's visits are kept longer than needed."""
    session.execute(
        delete(RateCount).where(RateCount.action == action, RateCount.window_start < start)
    )


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, IPV6_PREFIX), strict=False))
