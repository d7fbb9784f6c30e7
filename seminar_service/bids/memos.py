"""Internal notes about bids, for the staff alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.bids.model import Bid, BidMemo
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.storage.transaction import transaction

LONGEST_MEMO: Final = 2_000
"""Letters of one internal note."""


@dataclass(frozen=True)
class ShownMemo:
    """An internal note, when it was written, and how the account of its writer is called."""

    text: str
    at: datetime
    person: str


def add_memo(session: Session, bid_id: int, text: str, *, actor: Actor, now: datetime) -> None:
    """Write something down about a bid, whatever its state. Nobody is written to.

    The text stands beside the line of the history, which holds nothing that somebody wrote.

    Raises:
        NotFound: There is no such bid.
    """
    with transaction(session):
        if session.get(Bid, bid_id) is None:
            raise NotFound("bid")
        subject = Subject(SubjectKind.BID, bid_id)
        line = history.record(session, HistoryKind.BID_NOTED, subject, actor, now)
        session.add(BidMemo(bid_id=bid_id, line=line, text=text))


def memos_of(session: Session, bid_id: int) -> list[ShownMemo]:
    """The internal notes about a bid, the oldest first. One query."""
    rows = session.execute(
        select(BidMemo.text, HistoryLine.at, User.name, User.email)
        .join(HistoryLine, HistoryLine.id == BidMemo.history_id)
        .outerjoin(User, User.id == HistoryLine.user_id)
        .where(BidMemo.bid_id == bid_id)
        .order_by(HistoryLine.at, HistoryLine.id)
    )
    return [ShownMemo(text, at, name or email or "") for text, at, name, email in rows]
