"""The daily digest: for each seminar how many registered, withdrew, lapsed, and how it stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.accounts.administrators import locked_account
from seminar_service.accounts.model import User
from seminar_service.bulletins import digest_mails
from seminar_service.bulletins.digest_mails import Counted
from seminar_service.bulletins.queries import digest_before, reads_bulletins
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.office import Office
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction

SETTLES: Final = timedelta(minutes=10)
"""So long after its hour the digest is written: by then what happened before is committed."""

_COUNTED_AS: Final[Mapping[str, str]] = {
    HistoryKind.REGISTERED.value: "registered",
    HistoryKind.REGISTRATION_WITHDRAWN.value: "withdrew",
    HistoryKind.OFFER_DECLINED.value: "withdrew",
    HistoryKind.REGISTRATION_LAPSED.value: "lapsed",
    HistoryKind.OFFER_LAPSED.value: "lapsed",
}

log = structlog.get_logger(__name__)


def digest_until(now: datetime) -> datetime:
    """Up to when the newest digest that is due tells."""
    return digest_before(now - SETTLES)


def accounts_due(session: Session, *, now: datetime, limit: int | None = None) -> Sequence[int]:
    """The accounts that wait for a digest, if there is anything to tell. One query."""
    waits = (reads_bulletins(), User.digest_since < digest_until(now))
    return session.scalars(select(User.id).where(*waits).order_by(User.id).limit(limit)).all()


def send_due(session: Session, *, office: Office, now: datetime) -> int:
    """Write the digests that are due, each in a transaction of its own; how many.

    One that cannot be written keeps nobody else from theirs.
    """
    sent = 0
    for account_id in accounts_due(session, now=now):
        try:
            sent += _send(session, account_id, office=office, now=now)
        except Exception:
            log.exception("digest_not_written", account=account_id)
            session.rollback()
    return sent


def _send(session: Session, account_id: int, *, office: Office, now: datetime) -> bool:
    """Write one; another worker that was faster has moved the time up to which it was told."""
    with transaction(session):
        user, until = locked_account(session, account_id), digest_until(now)
        if user.digest_since is None or user.digest_since >= until:
            return False
        found = counted(session, since=user.digest_since, until=until)
        user.digest_since = until
        if found:
            digest_mails.send(session, user, found, office=office, now=now)
        return bool(found)


def counted(session: Session, *, since: datetime, until: datetime) -> list[Counted]:
    """How often what happened between two instants, the second not among them, by seminar.

    The next seminar comes first. Cancelled ones are left out, and those where nothing happened.
    Who was moved to another seminar is counted there. Two queries.
    """
    numbers: dict[int, dict[str, int]] = {}
    for seminar_id, kind, number in _rows(session, since, until):
        of_seminar = numbers.setdefault(seminar_id, dict.fromkeys(_COUNTED_AS.values(), 0))
        of_seminar[_COUNTED_AS[kind]] += number
    seminars = session.scalars(
        select(Seminar)
        .where(Seminar.id.in_(numbers), Seminar.stands)
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
        .execution_options(populate_existing=True)
    )
    return [Counted(seminar, **numbers[seminar.id]) for seminar in seminars]


def _rows(session: Session, since: datetime, until: datetime) -> list[tuple[int, str, int]]:
    """Of two registrations of one person that became one, nobody has withdrawn."""
    rows = session.execute(
        select(Registration.seminar_id, HistoryLine.kind, func.count())
        .join(Registration, Registration.id == HistoryLine.subject_id)
        .where(
            HistoryLine.subject_kind == SubjectKind.REGISTRATION.value,
            HistoryLine.kind.in_(_COUNTED_AS),
            HistoryLine.at >= since,
            HistoryLine.at < until,
            HistoryLine.data["into"].as_integer().is_(None),
        )
        .group_by(Registration.seminar_id, HistoryLine.kind)
    )
    return [(row[0], row[1], row[2]) for row in rows]
