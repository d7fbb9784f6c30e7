"""Telling the office: each happening once to each who wants to hear of it."""

from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from seminar_service.accounts.administrators import locked_account
from seminar_service.accounts.model import BulletinChoice, User
from seminar_service.bulletins import mails as bulletin_mails
from seminar_service.bulletins import queries, urgent
from seminar_service.bulletins.model import ToldLine
from seminar_service.bulletins.queries import DaysSaid, Happening
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction

LATEST_COMMIT: Final = timedelta(days=1)
"""By then whatever happened at an instant is committed, so that nothing older is looked for."""

log = structlog.get_logger(__name__)


def send_due(session: Session, *, office: Office, now: datetime) -> int:
    """Write the bulletins that are due, each in a transaction of its own; how many.

    One that cannot be written keeps nobody else from theirs.
    """
    sent = 0
    for account_id in _accounts_due(session, now):
        try:
            sent += _send(session, account_id, office=office, now=now)
        except Exception:
            log.exception("bulletin_not_written", account=account_id)
            session.rollback()
    return sent


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether there may be something to tell. Two queries at most."""
    found = queries.accounts_due(session, now=now, limit=1)
    return bool(found or urgent.accounts_due(session, now=now, limit=1))


def _accounts_due(session: Session, now: datetime) -> list[int]:
    usual, at_once = (each.accounts_due(session, now=now) for each in (queries, urgent))
    return sorted({*usual, *at_once})


def _send(session: Session, account_id: int, *, office: Office, now: datetime) -> bool:
    """Write one; another worker that was faster has left nothing to tell."""
    with transaction(session):
        user = locked_account(session, account_id)
        usual = queries.lines_due(session, account_id, now=now)
        at_once = urgent.lines_due(session, account_id, now=now)
        told: list[Happening | DaysSaid] = [*queries.happenings(session, usual)]
        told += queries.days_said(session, usual)
        told.sort(key=_when)
        told += urgent.happenings(session, at_once)
        lines = usual + at_once
        session.add_all(ToldLine(account_id=account_id, line_id=line.id) for line in lines)
        session.flush()
        _look_no_further_back(session, user, now)
        if told:
            user.bulletin_told_at = now
            bulletin_mails.send(session, user, told, office=office, now=now)
        return bool(told)


def _when(told: Happening | DaysSaid) -> tuple[datetime, int]:
    return told.line.at, told.line.id


def _look_no_further_back(session: Session, user: User, now: datetime) -> None:
    """Forget what was told so long ago that nothing older can turn up any more."""
    if user.urgent_since is not None:
        user.urgent_since = max(user.urgent_since, now - LATEST_COMMIT)
    until = queries.digest_before(now) if user.bulletin is BulletinChoice.DAILY else now
    since = max(user.bulletin_since or user.created_at, until - LATEST_COMMIT)
    user.bulletin_since = since
    old = select(HistoryLine.id).where(
        or_(
            and_(HistoryLine.kind.not_in(urgent.URGENT), HistoryLine.at < since),
            and_(HistoryLine.kind.in_(urgent.URGENT), HistoryLine.at < (user.urgent_since or now)),
        )
    )
    session.execute(
        delete(ToldLine).where(ToldLine.account_id == user.id, ToldLine.line_id.in_(old)),
        execution_options={"synchronize_session": False},
    )
