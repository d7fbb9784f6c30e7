"""Released tours whose hosts and advisers have been asked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.japan_time import day_of
from seminar_service.outbox.model import Message
from seminar_service.releases.services import release
from seminar_service.rounds.model import Asking
from seminar_service.rounds.queries import Reader, readers_of_tour
from seminar_service.rounds.values import Who
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_plan, make_tour

ORGANISER = Actor(ActorKind.ORGANISER)
HOST = Actor(ActorKind.HOST)
DAY = date(2026, 10, 6)
NEXT = DAY + timedelta(days=1)
DUE = date(2026, 6, 15)
"""Two weeks after the release."""

Held = Mapping[Bid, tuple[date, Sequence[Adviser]]]


def wide_tour(session: Session) -> Tour:
    """A tour in which nothing forbids two seminars beside each other."""
    return make_tour(session, same_place_gap_days=0, max_seminars_per_day=9)


def released(
    session: Session,
    tour: Tour,
    held: Held,
    *,
    due_on: date | None = DUE,
    now: datetime = NOW,
    declined: Sequence[Bid] = (),
) -> None:
    plan = make_plan(session, tour, held, declined)
    release(session, plan.id, office=OFFICE, actor=ORGANISER, now=now, due_on=due_on)


def one_asked(session: Session, **values: object) -> tuple[Tour, Bid, Adviser]:
    """A tour with one released seminar: its host and its adviser have been asked."""
    tour = wide_tour(session)
    bid, adviser = make_bid(session, tour, **values), make_adviser(session, tour)
    released(session, tour, {bid: (DAY, [adviser])})
    return tour, bid, adviser


def readers(session: Session, tour: Tour, now: datetime = NOW) -> dict[Who, Reader]:
    found = readers_of_tour(session, tour.id, today=day_of(now))
    return {reader.who: reader for reader in found}


def host_of(session: Session, bid: Bid, now: datetime = NOW) -> Reader:
    return readers(session, bid.tour, now)[Who.host(bid.contact_email)]


def seminar_of(session: Session, bid: Bid) -> Seminar:
    return session.scalars(select(Seminar).where(Seminar.bid_id == bid.id, Seminar.stands)).one()


def askings(session: Session) -> list[Asking]:
    return list(session.scalars(select(Asking).order_by(Asking.id)))


def mails(session: Session, kind: str = "") -> list[Message]:
    rows = session.scalars(select(Message).order_by(Message.id))
    return [each for each in rows if kind in {"", each.kind}]
