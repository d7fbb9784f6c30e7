"""What seminars ahead need of handouts, by the audience that is expected."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.actors import Actor
from seminar_service.handouts.model import Handout, HandoutOrder
from seminar_service.handouts.orders import ask
from seminar_service.handouts.states import OrderState
from seminar_service.handouts.values import Receiver, ReceiverKind, proposed
from seminar_service.seminars.model import Seminar

MOST_SEMINARS = 200
"""Seminars of one list, the next ones."""
_VOID = (OrderState.REFUSED, OrderState.WITHDRAWN)


@dataclass(frozen=True)
class Need:
    """A seminar ahead, how many people are expected, and whether it has an order.

    `void` is how many earlier orders were refused or withdrawn.
    """

    seminar: Seminar
    audience: int
    is_ordered: bool
    void: int = 0

    def pieces(self, handout: Handout) -> int:
        """How many of a handout are proposed."""
        return proposed(handout.kind, self.audience)


def needs(session: Session, *, today: date) -> list[Need]:
    """The seminars ahead that stand. Two queries."""
    seminars: Sequence[Seminar] = session.scalars(
        select(Seminar)
        .where(Seminar.stands, Seminar.day >= today)
        .options(joinedload(Seminar.bid))
        .order_by(Seminar.day, Seminar.id)
        .limit(MOST_SEMINARS)
    ).all()
    standing, void = _orders_of(session)
    return [
        Need(each, _audience(each), bool(standing[each.id]), void[each.id]) for each in seminars
    ]


def order_for(
    session: Session,
    seminars: Collection[str],
    handouts: Sequence[Handout],
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> int:
    """Order what is proposed of some handouts for seminars (by their public names); how many.

    A seminar that has an order gets no second one.
    """
    chosen = [
        each
        for each in needs(session, today=today)
        if each.seminar.public_id in seminars and not each.is_ordered
    ]
    # What is read here holds no more once the first order is written.
    wanted = [
        (_key(each), _receiver(each.seminar), {item.id: each.pieces(item) for item in handouts})
        for each in chosen
    ]
    for key, receiver, pieces in wanted:
        ask(session, receiver, pieces, form_key=key, actor=actor, now=now)
    return len(wanted)


def _orders_of(session: Session) -> tuple[Counter[int], Counter[int]]:
    """How many orders each seminar has that stand, and how many that came to nothing. One query."""
    standing, void = Counter[int](), Counter[int]()
    rows = session.execute(
        select(HandoutOrder.seminar_id, HandoutOrder.state, func.count())
        .where(HandoutOrder.seminar_id.is_not(None))
        .group_by(HandoutOrder.seminar_id, HandoutOrder.state)
    )
    for seminar_id, state, number in rows:
        if seminar_id is None:
            continue
        (void if state in _VOID else standing)[seminar_id] += number
    return standing, void


def _audience(seminar: Seminar) -> int:
    """Whoever is expected, and nobody less than who has registered."""
    return max(seminar.bid.expected_audience or seminar.capacity, seminar.taken)


def _key(need: Need) -> str:
    """One order for each seminar; another one only where the earlier ones came to nothing."""
    return f"seminar-{need.seminar.public_id}-{need.void}"


def _receiver(seminar: Seminar) -> Receiver:
    return Receiver(
        ReceiverKind.SEMINAR,
        organisation=seminar.host_name,
        prefecture=seminar.place,
        address=seminar.venue_address,
        postal_code=seminar.venue_postal_code,
        person=seminar.bid.contact_name,
        seminar_id=seminar.id,
        bid_id=seminar.bid_id,
    )
