"""What one reads of one's own alert, and the office of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.alerts.model import Alert
from seminar_service.alerts.states import AlertState
from seminar_service.domain.errors import NotFound
from seminar_service.tours.model import Topic


@dataclass(frozen=True)
class WishCount:
    """How many people wait for the same, and how many were told within a time.

    Attributes:
        place: Code of a prefecture; empty for all of Japan.
        topic: A topic; None for any.
        waiting: Alerts that are active.
        told: Alerts that were told.
    """

    place: str
    topic: Topic | None
    waiting: int
    told: int


def own_alert(session: Session, alert_id: int) -> Alert:
    """An alert with its topic. One query.

    Raises:
        NotFound: there is no such alert.
    """
    alert = session.scalar(
        select(Alert).options(joinedload(Alert.topic)).where(Alert.id == alert_id)
    )
    if alert is None:
        raise NotFound("alert")
    return alert


def wish_counts(session: Session, *, told_since: datetime) -> Sequence[WishCount]:
    """How many wait for what, by prefecture and topic, most people first in a prefecture.

    Two queries. Nothing in it says who.
    """
    is_waiting = Alert.state == AlertState.ACTIVE
    was_told = (Alert.state == AlertState.TOLD) & (Alert.changed_at >= told_since)
    waiting = func.sum(case((is_waiting, 1), else_=0))
    told = func.sum(case((was_told, 1), else_=0))
    rows = session.execute(
        select(Alert.place, Alert.topic_id, waiting, told)
        .where(is_waiting | was_told)
        .group_by(Alert.place, Alert.topic_id)
        .order_by(Alert.place, waiting.desc(), Alert.topic_id)
    ).all()
    topics = {topic.id: topic for topic in session.scalars(select(Topic))} if rows else {}
    return [
        WishCount(place, topics.get(topic_id) if topic_id else None, int(waits), int(were_told))
        for place, topic_id, waits, were_told in rows
    ]
