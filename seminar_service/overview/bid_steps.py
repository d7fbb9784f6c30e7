"""What happened to a bid and its seminars, as the page of the bid tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.bids.model import BidNote
from seminar_service.domain.bilingual import Written, written_for
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.seminars.model import Seminar

OF_BIDS: Final = (
    HistoryKind.BID_SUBMITTED,
    HistoryKind.BID_ASKED_BACK,
    HistoryKind.BID_ANSWERED,
    HistoryKind.BID_ACCEPTED,
    HistoryKind.BID_REJECTED,
    HistoryKind.BID_REOPENED,
    HistoryKind.BID_WITHDRAWN,
    HistoryKind.BID_CLOSED,
    HistoryKind.BID_DECLINED,
    HistoryKind.EDITED,
)
OF_SEMINARS: Final = (
    HistoryKind.SEMINAR_PLANNED,
    HistoryKind.SEMINAR_MOVED,
    HistoryKind.SEMINAR_TEAM_CHANGED,
    HistoryKind.SEMINAR_ANNOUNCED,
    HistoryKind.SEMINAR_CANCELLED,
    HistoryKind.HOST_CONFIRMED,
    HistoryKind.HOST_DECLINED,
)
"""What a bid's page tells of its seminars; what their advisers say is for the office alone."""


@dataclass(frozen=True)
class BidStep:
    """One line of the history of a bid or one of its seminars.

    Attributes:
        kind: What happened, one of `OF_BIDS` and `OF_SEMINARS`.
        at: When.
        person: How the account is called that acted, if one did; for the staff alone.
        note: What was written with it; empty where nothing was.
        reason_ja: Why a seminar was cancelled, in Japanese; empty where that was not said.
        reason_en: The same in English.
    """

    kind: str
    at: datetime
    person: str
    note: str
    reason_ja: str = ""
    reason_en: str = ""

    def reason(self, locale: str) -> Written | None:
        """Why a seminar was cancelled, for readers of `locale`; None where nobody said why."""
        return written_for(locale, ja=self.reason_ja, en=self.reason_en)


def bid_steps(session: Session, bid_id: int) -> list[BidStep]:
    """What happened to a bid and its seminars, the oldest first. One query."""
    things = union_all(
        select(literal(SubjectKind.BID.value).label("kind"), literal(bid_id).label("id")),
        select(literal(SubjectKind.SEMINAR.value), Seminar.id).where(Seminar.bid_id == bid_id),
    ).subquery()
    of_bid = HistoryLine.subject_kind == SubjectKind.BID.value
    cancelled = HistoryLine.kind == HistoryKind.SEMINAR_CANCELLED.value
    reasons = (
        func.coalesce(Seminar.cancellation_note_ja, ""),
        func.coalesce(Seminar.cancellation_note_en, ""),
    )
    rows = session.execute(
        select(HistoryLine.kind, HistoryLine.at, User.name, User.email, BidNote.text, *reasons)
        .join(
            things,
            (HistoryLine.subject_kind == things.c.kind) & (HistoryLine.subject_id == things.c.id),
        )
        .outerjoin(User, User.id == HistoryLine.user_id)
        .outerjoin(BidNote, BidNote.history_id == HistoryLine.id)
        .outerjoin(Seminar, cancelled & (Seminar.id == HistoryLine.subject_id))
        .where(
            or_(of_bid & HistoryLine.kind.in_(OF_BIDS), HistoryLine.kind.in_(OF_SEMINARS)),
        )
        .order_by(HistoryLine.at, HistoryLine.id)
    )
    return [
        BidStep(kind, at, name or email or "", note or "", reason_ja, reason_en)
        for kind, at, name, email, note, reason_ja, reason_en in rows
    ]
