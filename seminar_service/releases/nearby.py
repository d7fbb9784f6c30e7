"""Where else people can go whose seminar is cancelled."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import Session, load_only, raiseload

from seminar_service.alerts.matching import takes_people_at_once
from seminar_service.domain.prefectures import nearest_to
from seminar_service.seminars.model import Seminar, seminar_topic

MOST_NEARBY: Final = 5
"""How many seminars the mail names."""
NEAR_PLACES: Final = 4
"""How many of the nearest prefectures count as near."""


def others_near(session: Session, seminar: Seminar, *, now: datetime) -> list[Seminar]:
    """Other seminars with places now: in the same prefecture, one near it, or on the same topics.

    The nearest come first, and of those as near the earliest. One query.
    """
    shown = (
        *(Seminar.public_id, Seminar.day, Seminar.starts_at, Seminar.ends_at, Seminar.place),
        *(Seminar.venue_name, Seminar.title_ja, Seminar.title_en),
    )
    near = [each.code for each in nearest_to(seminar.place)[:NEAR_PLACES]]
    here = case((Seminar.place == seminar.place, 0), (Seminar.place.in_(near), 1), else_=2)
    statement = (
        select(Seminar)
        .options(load_only(*shown, raiseload=True), raiseload("*"))
        .where(
            takes_people_at_once(now),
            Seminar.id != seminar.id,
            or_(Seminar.place.in_([seminar.place, *near]), _on_the_topics_of(seminar)),
        )
        .order_by(here, Seminar.day, Seminar.starts_at, Seminar.id)
        .limit(MOST_NEARBY)
    )
    return list(session.scalars(statement))


def _on_the_topics_of(seminar: Seminar) -> ColumnElement[bool]:
    own = select(seminar_topic.c.topic_id).where(seminar_topic.c.seminar_id == seminar.id)
    sharing = select(seminar_topic.c.seminar_id).where(seminar_topic.c.topic_id.in_(own))
    return Seminar.id.in_(sharing)
