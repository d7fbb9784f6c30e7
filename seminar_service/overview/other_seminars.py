"""Other seminars of a tour, for somebody who is registered for one of them."""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only, raiseload

from seminar_service.alerts.matching import takes_people_at_once
from seminar_service.domain.prefectures import nearest_to
from seminar_service.seminars.model import Seminar

MOST_SHOWN: Final = 4
NEAR_PLACES: Final = 8
"""How many of the nearest prefectures count as near, beside the seminar's own."""


def others_near(session: Session, seminar: Seminar, *, now: datetime) -> list[Seminar]:
    """Seminars of the same tour in or near the same prefecture, with places now; the nearest first.

    Nothing depends on who asks: whoever else somebody is, does not show. One query.
    """
    near = [seminar.place, *(each.code for each in nearest_to(seminar.place)[:NEAR_PLACES])]
    shown = (
        *(Seminar.public_id, Seminar.day, Seminar.starts_at, Seminar.ends_at, Seminar.place),
        *(Seminar.venue_name, Seminar.title_ja, Seminar.title_en),
    )
    found = session.scalars(
        select(Seminar)
        .options(load_only(*shown, raiseload=True), raiseload("*"))
        .where(
            takes_people_at_once(now),
            Seminar.tour_id == seminar.tour_id,
            Seminar.id != seminar.id,
            Seminar.place.in_(near),
        )
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
    )
    return sorted(found, key=lambda each: near.index(each.place))[:MOST_SHOWN]
