"""Which seminars take people now, for whom somebody waits."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, load_only, raiseload

from seminar_service.alerts.model import Alert
from seminar_service.alerts.values import Wish
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar, seminar_topic


def takes_people_at_once(now: datetime) -> ColumnElement[bool]:
    """Select the public seminars in which whoever registers has a place.

    Those for members of the host are not meant for whoever waits; where people wait, places that
    come free are theirs.
    """
    return and_(
        Seminar.is_public,
        Seminar.audience != Audience.MEMBERS,
        Seminar.taking_registrations(now),
        or_(
            and_(Seminar.places_left > 0, Seminar.waiting == 0),
            and_(Seminar.online_places_left > 0, Seminar.online_waiting == 0),
        ),
    )


def seminars_for(session: Session, wish: Wish, *, now: datetime, most: int) -> list[Seminar]:
    """The first seminars that fit a wish and take people now, by their days. One query."""
    conditions = [takes_people_at_once(now)]
    if wish.place:
        conditions.append(Seminar.place == wish.place)
    if wish.topic_id is not None:
        conditions.append(Seminar.id.in_(_teaching(wish.topic_id)))
    shown = (
        *(Seminar.public_id, Seminar.day, Seminar.starts_at, Seminar.ends_at, Seminar.place),
        *(Seminar.venue_name, Seminar.title_ja, Seminar.title_en, Seminar.host_name),
    )
    statement = (
        select(Seminar)
        .options(load_only(*shown, raiseload=True), raiseload("*"))
        .where(*conditions)
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
        .limit(most)
    )
    return list(session.scalars(statement))


def is_met(now: datetime) -> ColumnElement[bool]:
    """Select the alerts for which a seminar takes people now."""
    return (
        select(Seminar.id)
        .where(
            takes_people_at_once(now),
            or_(Alert.place == "", Seminar.place == Alert.place),
            or_(Alert.topic_id.is_(None), Seminar.id.in_(_teaching(Alert.topic_id))),
        )
        .correlate(Alert)
        .exists()
    )


def _teaching(topic_id: int | InstrumentedAttribute[int | None]) -> Select[int]:
    return (
        select(seminar_topic.c.seminar_id)
        .where(seminar_topic.c.topic_id == topic_id)
        .correlate(Alert)
    )
