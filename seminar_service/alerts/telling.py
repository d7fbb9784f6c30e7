"""Telling those who wait that a seminar takes people, and letting old alerts lapse."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from seminar_service.alerts import mails as alert_mails
from seminar_service.alerts.matching import is_met, seminars_for
from seminar_service.alerts.model import Alert
from seminar_service.alerts.states import OPEN_ALERTS, AlertAction, AlertState
from seminar_service.alerts.steps import move
from seminar_service.alerts.values import Wish
from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.work import stumbles

MOST_SEMINARS: Final = 10
"""How many seminars one mail names."""

STUMBLE: Final = "alert"
"""How what fails here is called among all that fails."""

_ONE_RUN: Final = 500

log = structlog.get_logger(__name__)


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether somebody is to be told, or an alert is over. One query."""
    return bool(_due(session, now, limit=1))


def tell_due(session: Session, *, office: Office, actor: Actor, now: datetime) -> int:
    """Write to whom a seminar takes people now, and end what has waited too long; how many.

    One transaction for each alert, so that one that fails holds up nobody; what one run leaves
    over, the next one takes.
    """
    told = 0
    for alert_id in _due(session, now, limit=_ONE_RUN):
        try:
            told += _settle(session, alert_id, office=office, actor=actor, now=now)
        except Exception as error:
            log.exception("alert_not_told", alert=alert_id)
            stumbles.note(session, STUMBLE, alert_id, error, now=now)
    return told


def _due(session: Session, now: datetime, *, limit: int) -> Sequence[int]:
    return session.scalars(
        select(Alert.id)
        .where(
            or_(_has_lapsed(now), and_(Alert.state == AlertState.ACTIVE, is_met(now))),
            ~stumbles.rests(STUMBLE, Alert.id, now=now),
        )
        .order_by(Alert.id)
        .limit(limit)
    ).all()


def _has_lapsed(now: datetime) -> ColumnElement[bool]:
    return and_(Alert.state.in_(OPEN_ALERTS), Alert.lapses_at <= now)


def _settle(
    session: Session, alert_id: int, *, office: Office, actor: Actor, now: datetime
) -> bool:
    with transaction(session):
        alert = session.get(Alert, alert_id, with_for_update={"key_share": True})
        if alert is None or not alert.is_open:
            return False
        if alert.lapses_at <= now:
            lapsed = HistoryKind.ALERT_LAPSED
            move(session, alert, AlertAction.LAPSE, lapsed, actor=actor, now=now)
            return False
        wish = Wish(alert.place, alert.topic_id)
        found = seminars_for(session, wish, now=now, most=MOST_SEMINARS)
        if not found:  # the last place was taken in between
            return False
        alert_mails.send_found(session, alert, found, office=office, now=now)
        move(session, alert, AlertAction.TELL, HistoryKind.ALERT_TOLD, actor=actor, now=now)
        stumbles.forget(session, STUMBLE, alert_id)
        return True
