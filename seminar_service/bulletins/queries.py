"""Who is to be told of what, and what there is to say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.accounts.model import BulletinChoice, User, user_role
from seminar_service.advisers.model import Engagement
from seminar_service.bids.model import Bid, BidSlot
from seminar_service.bulletins.model import ToldLine
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.japan_time import day_of, instant_of
from seminar_service.history.model import HistoryLine
from seminar_service.seminars.model import Seminar

Wanted = TypeVar("Wanted")

TOLD: Final = (
    HistoryKind.BID_SUBMITTED,
    HistoryKind.BID_ANSWERED,
    HistoryKind.BID_WITHDRAWN,
    HistoryKind.HOST_CONFIRMED,
    HistoryKind.HOST_DECLINED,
    HistoryKind.ADVISER_CONFIRMED,
    HistoryKind.ADVISER_DECLINED,
    HistoryKind.AVAILABILITY_SAID,
    HistoryKind.AVAILABILITY_WISHED,
)
"""What the office is told of: new bids, answers, declines, withdrawals, and days of advisers."""

PAUSE: Final = timedelta(minutes=10)
"""What happens so soon after a bulletin is told together in the next one."""

DIGEST_AT: Final = time(8, 0)
"""When the daily one is written, on the clock of Japan."""


@dataclass(frozen=True)
class Happening:
    """What somebody is told of.

    `seminar` is the one that was answered for; None where it is about the bid alone.
    """

    line: HistoryLine
    bid: Bid
    seminar: Seminar | None

    @property
    def day(self) -> date | None:
        """The day for which an answer was given."""
        return self.seminar.day if self.seminar else None


@dataclass(frozen=True)
class DaysSaid:
    """Also something of which somebody is told: what an adviser has said of the own days."""

    line: HistoryLine
    engagement: Engagement


def digest_before(now: datetime) -> datetime:
    """When the newest daily bulletin that is due was to be written."""
    today = instant_of(day_of(now), DIGEST_AT)
    return today if today <= now else today - timedelta(days=1)


def accounts_due(session: Session, *, now: datetime, limit: int | None = None) -> Sequence[int]:
    """The accounts for which there is something to tell now. One query."""
    ids = _due(select(User.id), now).distinct().order_by(User.id)
    return session.scalars(ids.limit(limit)).all()


def lines_due(session: Session, account_id: int, *, now: datetime) -> list[HistoryLine]:
    """What an account is to be told of now, the oldest first. One query."""
    lines = _due(select(HistoryLine), now).where(User.id == account_id)
    return list(session.scalars(lines.order_by(HistoryLine.at, HistoryLine.id)))


def _due(wanted: Select[Wanted], now: datetime) -> Select[Wanted]:
    return (
        wanted.select_from(User)
        .join(HistoryLine, HistoryLine.at >= func.coalesce(User.bulletin_since, User.created_at))
        .where(reads_bulletins(), _is_due(now), HistoryLine.kind.in_(TOLD), is_new_to_them())
    )


def has_rested(now: datetime) -> ColumnElement[bool]:
    """Whether the last bulletin is long enough ago for another one at once."""
    return or_(User.bulletin_told_at.is_(None), User.bulletin_told_at <= now - PAUSE)


def reads_bulletins() -> ColumnElement[bool]:
    """Whether somebody may log in and see what a bulletin leads to."""
    has_role = exists().where(user_role.c.user_id == User.id)
    return and_(User.active, User.password.is_not(None), has_role)


def is_new_to_them() -> ColumnElement[bool]:
    """Neither told before, nor done by themselves."""
    told = exists().where(ToldLine.account_id == User.id, ToldLine.line_id == HistoryLine.id)
    by_others = or_(HistoryLine.user_id.is_(None), HistoryLine.user_id != User.id)
    return and_(~told, by_others)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(User.bulletin == BulletinChoice.AT_ONCE, has_rested(now)),
        and_(User.bulletin == BulletinChoice.DAILY, HistoryLine.at < digest_before(now)),
    )


def happenings(session: Session, lines: Sequence[HistoryLine]) -> list[Happening]:
    """What there is to say of some lines; of what is gone, nothing. Six queries at most."""
    seminars = {
        row.id: row
        for row in session.scalars(
            select(Seminar).where(Seminar.id.in_(_subjects(lines, SubjectKind.SEMINAR)))
        )
    }
    wanted = {row.bid_id for row in seminars.values()} | _subjects(lines, SubjectKind.BID)
    bids = {
        row.id: row
        for row in session.scalars(
            select(Bid)
            .where(Bid.id.in_(wanted))
            .options(joinedload(Bid.tour), selectinload(Bid.slots).selectinload(BidSlot.topics))
        )
    }
    found = []
    for line in lines:
        of_seminar = line.subject_kind == SubjectKind.SEMINAR
        seminar = seminars.get(line.subject_id or 0) if of_seminar else None
        bid = bids.get(seminar.bid_id if seminar else line.subject_id or 0)
        if bid is not None and of_seminar is (seminar is not None):
            found.append(Happening(line, bid, seminar))
    return found


def days_said(session: Session, lines: Sequence[HistoryLine]) -> list[DaysSaid]:
    """What some lines tell of the days of advisers who still take part. One query at most."""
    ids = _subjects(lines, SubjectKind.ENGAGEMENT)
    if not ids:
        return []
    found = select(Engagement).where(Engagement.id.in_(ids)).options(joinedload(Engagement.tour))
    rows = {row.id: row for row in session.scalars(found)}
    about = [line for line in lines if line.subject_kind == SubjectKind.ENGAGEMENT]
    return [DaysSaid(line, rows[line.subject_id]) for line in about if line.subject_id in rows]


def _subjects(lines: Sequence[HistoryLine], kind: SubjectKind) -> set[int]:
    return {line.subject_id for line in lines if line.subject_kind == kind and line.subject_id}
