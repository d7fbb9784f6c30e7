"""A tour whose call is open, and hosts of earlier years."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.inviting.model import Invitation
from seminar_service.inviting.services import Invited, invite
from seminar_service.outbox.model import Message
from seminar_service.tours.model import Tour
from tests.factories import NOW, OFFICE, make_bid, make_tour

PLANNER = Actor(ActorKind.ORGANISER)
NOTES = {"ja": "今年は{link}が<b>増えました", "en": "More of {専用リンク} <b>this year"}


def lay(session: Session, *hosts: dict[str, object]) -> tuple[Tour, list[Bid]]:
    """The tour of 2026 and the bids of 2025."""
    last = make_tour(session, 2025)
    bids = [make_bid(session, last, **values) for values in hosts or ({},)]
    return make_tour(session), bids


def invited(
    session: Session,
    tour: Tour,
    bids: Collection[Bid],
    *,
    notes: dict[str, str] | None = None,
    now: datetime = NOW,
) -> Invited:
    numbers = [bid.id for bid in bids]
    return invite(session, tour.id, numbers, notes or {}, office=OFFICE, actor=PLANNER, now=now)


def mails(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).order_by(Message.id)))


def invitations(session: Session) -> list[Invitation]:
    return list(session.scalars(select(Invitation).order_by(Invitation.id)))
