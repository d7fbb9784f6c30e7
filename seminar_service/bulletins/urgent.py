"""What is told at once about registrations to who wants it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.accounts.model import User
from seminar_service.bids.model import Bid, BidSlot
from seminar_service.bulletins.queries import (
    Happening,
    has_rested,
    is_new_to_them,
    reads_bulletins,
)
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history.model import HistoryLine
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import HOLDING_REGISTRATIONS
from seminar_service.seminars.model import Seminar

Wanted = TypeVar("Wanted")

URGENT: Final = (
    HistoryKind.REGISTRATION_WITHDRAWN,
    HistoryKind.SEMINAR_FULL,
    HistoryKind.FEW_REGISTRATIONS,
)
"""What the office may be told of at once; of withdrawals those near the day alone."""


def accounts_due(session: Session, *, now: datetime, limit: int | None = None) -> Sequence[int]:
    """The accounts for which there may be something urgent to tell. One query."""
    ids = _due(select(User.id), now).distinct().order_by(User.id)
    return session.scalars(ids.limit(limit)).all()


def lines_due(session: Session, account_id: int, *, now: datetime) -> list[HistoryLine]:
    """What an account may have to be told of at once, the oldest first. One query."""
    lines = _due(select(HistoryLine), now).where(User.id == account_id)
    return list(session.scalars(lines.order_by(HistoryLine.at, HistoryLine.id)))


def _due(wanted: Select[Wanted], now: datetime) -> Select[Wanted]:
    return (
        wanted.select_from(User)
        .join(HistoryLine, HistoryLine.at >= User.urgent_since)
        .where(reads_bulletins(), has_rested(now), HistoryLine.kind.in_(URGENT), is_new_to_them())
    )


def happenings(session: Session, lines: Sequence[HistoryLine]) -> list[Happening]:
    """What there is to say of some lines: nothing of what is gone, cancelled or far off.

    Six queries at most.
    """
    places = _seminars_of(session, lines)
    seminars = _standing(session, set(places.values()))
    found = []
    for line in lines:
        seminar = seminars.get(places.get(line.id, 0))
        if seminar is not None and _is_worth_telling(line, seminar):
            found.append(Happening(line, seminar.bid, seminar))
    return found


def _seminars_of(session: Session, lines: Sequence[HistoryLine]) -> dict[int, int]:
    """The number of the seminar with which each line has to do, by the line's."""
    ids = {line.subject_id for line in lines if line.subject_kind == SubjectKind.REGISTRATION}
    rows = session.execute(
        select(Registration.id, Registration.seminar_id).where(Registration.id.in_(ids))
    )
    of_registrations: dict[int, int] = {row.id: row.seminar_id for row in rows}
    found = {}
    for line in lines:
        of_seminar, subject = line.subject_kind == SubjectKind.SEMINAR, line.subject_id or 0
        found[line.id] = subject if of_seminar else of_registrations.get(subject, 0)
    return found


def _standing(session: Session, ids: set[int]) -> dict[int, Seminar]:
    bid = joinedload(Seminar.bid)
    found = session.scalars(
        select(Seminar)
        .where(Seminar.id.in_(ids), Seminar.stands)
        .options(bid.joinedload(Bid.tour), bid.selectinload(Bid.slots).selectinload(BidSlot.topics))
        .execution_options(populate_existing=True)
    )
    return {seminar.id: seminar for seminar in found}


def _is_worth_telling(line: HistoryLine, seminar: Seminar) -> bool:
    """Whether it is no withdrawal, or that of a place so near the day as its tour says.

    Of two registrations of one person that became one, nobody has withdrawn.
    """
    if line.kind != HistoryKind.REGISTRATION_WITHDRAWN:
        return True
    held = line.data.get("before") in HOLDING_REGISTRATIONS and "into" not in line.data
    return held and 0 <= (seminar.day - day_of(line.at)).days <= seminar.bid.tour.near_days
