"""Which bids had a seminar that was cancelled: when, and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.seminars.model import Seminar


@dataclass(frozen=True, slots=True)
class CancelledSeminar:
    """A cancelled seminar, and when it was cancelled; the reason stands with it."""

    seminar: Seminar
    at: datetime


def cancelled_seminars(session: Session, tour_id: int) -> dict[int, CancelledSeminar]:
    """Return what was cancelled last of each bid that has no seminar now, by its key. One query."""
    cancelled_at = (
        select(func.max(HistoryLine.at))
        .where(
            and_(
                HistoryLine.subject_kind == SubjectKind.SEMINAR.value,
                HistoryLine.subject_id == Seminar.id,
                HistoryLine.kind == HistoryKind.SEMINAR_CANCELLED.value,
            )
        )
        .scalar_subquery()
    )
    standing = select(Seminar.bid_id).where(Seminar.tour_id == tour_id, Seminar.stands)
    rows = session.execute(
        select(Seminar, cancelled_at)
        .where(Seminar.tour_id == tour_id, ~Seminar.stands, Seminar.bid_id.not_in(standing))
        .order_by(Seminar.id)
    )
    return {row.bid_id: CancelledSeminar(row, at or row.changed_at) for row, at in rows}
