"""What moving the seminars of a tour costs now; read what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.planning.moving import PriceOfMoving, price_of_moving
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS, SeminarState
from seminar_service.tours.model import Tour

USUAL_AUDIENCE = 30
"""How many people the example has where no seminar stands yet."""


@dataclass(frozen=True, slots=True)
class MovingExample:
    """The price of moving one seminar; `seminar` is None where none stands yet."""

    price: PriceOfMoving
    seminar: Seminar | None


def moving_prices(session: Session, tour: Tour) -> dict[int, PriceOfMoving]:
    """What moving each seminar that can still move costs now, by the key of its bid. One query."""
    rows = session.execute(
        select(Seminar.bid_id, Seminar.state, Seminar.people).where(
            Seminar.tour_id == tour.id, Seminar.state.in_(MOVABLE_SEMINARS)
        )
    )
    return {bid_id: price_of_moving(tour, state, people) for bid_id, state, people in rows}


def prices_in(document: Mapping[str, Any] | None) -> dict[int, PriceOfMoving]:
    """Read what is kept with a plan of the prices of moving, by the key of the bid."""
    return {int(key): PriceOfMoving.read(each) for key, each in (document or {}).items()}


def moving_example(session: Session, tour: Tour) -> MovingExample:
    """The seminar that concerns most people now, else one that could be. One query."""
    seminar = session.scalar(
        select(Seminar)
        .where(Seminar.tour_id == tour.id, Seminar.state.in_(MOVABLE_SEMINARS))
        .order_by(Seminar.people.desc(), Seminar.id)
        .limit(1)
    )
    if seminar is None:
        return MovingExample(price_of_moving(tour, SeminarState.ANNOUNCED, USUAL_AUDIENCE), None)
    return MovingExample(price_of_moving(tour, seminar.state, seminar.people), seminar)
