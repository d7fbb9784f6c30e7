"""How a mail is written anew that was sent once: what it said is gone, so it says how it is now.

Each way is part of the caller's transaction, and gives None where there is nothing sensible to say
any more: a place that was given up, a bid that was decided since.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids import mails as bid_mails
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.notices import mails as notice_mails
from seminar_service.notices.model import Notice, NoticeRecipient
from seminar_service.outbox.about import About
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations.by_hand.chosen import Deed, obstacles
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar

Way = Callable[..., Message | None]

_STANDS: Final = {
    "bid_received": BidState.SUBMITTED,
    "bid_accepted": BidState.ACCEPTED,
}
"""Mails to hosts that say how a bid stands, each as long as it stands so."""

_REGISTRATIONS: Final = (
    "registration_provisional",
    "registration_waiting",
    "registration_offered",
    "registration_confirmed",
    "registration_moved_up",
    "registration_moved",
    "registration_changed",
    "registration_edited",
    "registration_switched",
    "registration_online_address",
    "registration_transferred",
    "registration_reminder",
)
"""Mails about a place or a wait: sent again, each says how the registration stands now."""


def can_be_resent(session: Session, message: Message, *, now: datetime) -> bool:
    """Whether a mail of this kind is sent again at all, and there is still something to say."""
    if message.kind in _REGISTRATIONS:
        return _standing(session, message, lock=False, now=now) is not None
    if message.kind in _STANDS:
        return _bid(session, message, lock=False) is not None
    return message.kind == "notice" and _recipient(session, message) is not None


def write_anew(
    session: Session, message: Message, *, office: Office, now: datetime
) -> Message | None:
    """Put into the outbox what says the same today, with links of its own."""
    way = WAYS.get(message.kind)
    return way(session, message, office=office, now=now) if way else None


def _write_registration(
    session: Session, message: Message, *, office: Office, now: datetime
) -> Message | None:
    row = _standing(session, message, lock=True, now=now)
    if row is None:
        return None
    return registration_mails.send_state(session, row, office=office, now=now)


def _write_bid(
    session: Session, message: Message, *, office: Office, now: datetime
) -> Message | None:
    bid = _bid(session, message, lock=True)
    if bid is None:
        return None
    return bid_mails.send(session, message.kind, bid, office=office, now=now)


def _write_notice(
    session: Session, message: Message, *, office: Office, now: datetime
) -> Message | None:
    recipient = _recipient(session, message)
    if recipient is None:
        return None
    notice = session.get_one(Notice, recipient.notice_id, with_for_update={"key_share": True})
    person = recipient.registration
    recipient.message = notice_mails.send(session, notice, person, office=office, now=now)
    return recipient.message


def _standing(
    session: Session, message: Message, *, lock: bool, now: datetime
) -> Registration | None:
    row = session.get(Registration, About.of(message).number)
    if row is None:
        return None
    if lock:
        # As everybody does who decides on a place: the seminar's row first.
        session.get_one(
            Seminar,
            row.seminar_id,
            with_for_update={"key_share": True},
            populate_existing=True,
        )
        session.refresh(row)
    return None if obstacles(session, Deed.RESEND, [row], now=now) else row


def _bid(session: Session, message: Message, *, lock: bool) -> Bid | None:
    wanted = select(Bid).where(Bid.id == About.of(message).number)
    bid = session.scalar(wanted.with_for_update(key_share=True) if lock else wanted)
    return bid if bid is not None and bid.state is _STANDS[message.kind] else None


def _recipient(session: Session, message: Message) -> NoticeRecipient | None:
    return session.scalar(select(NoticeRecipient).where(NoticeRecipient.message_id == message.id))


WAYS: Final[Mapping[str, Way]] = {
    **dict.fromkeys(_REGISTRATIONS, _write_registration),
    **dict.fromkeys(_STANDS, _write_bid),
    "notice": _write_notice,
}
"""How each kind is written anew; what is not named here is not sent again."""
