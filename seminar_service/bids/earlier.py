"""Whether a bid may have been sent before, by another form than this one."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid, BidSlot
from seminar_service.bids.states import OVER, BidState
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.tours.model import Topic

LATELY: Final = timedelta(days=14)
"""For how long a bid is likely to be sent once more by mistake."""


def earlier_bid(
    session: Session,
    tour_id: int,
    email: str,
    topic_ids: Collection[int],
    *,
    form_key: str,
    now: datetime,
) -> Bid | None:
    """The newest bid of a tour that came lately from a mail address, about one of the topics.

    Those that are over do not count, nor the one that the form with this key has become. One query.
    """
    return session.scalar(
        select(Bid)
        .where(
            Bid.tour_id == tour_id,
            func.lower(Bid.contact_email) == mail_key(email),
            Bid.created_at > now - LATELY,
            or_(Bid.idempotency_key.is_(None), Bid.idempotency_key != form_key),
            Bid.state.not_in({*OVER, BidState.DRAFT}),
            Bid.slots.any(BidSlot.topics.any(Topic.id.in_(topic_ids))),
        )
        .order_by(Bid.created_at.desc(), Bid.id.desc())
        .limit(1)
    )
