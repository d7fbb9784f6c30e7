"""How an alert moves from state to state. Part of the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.alerts.model import Alert
from seminar_service.alerts.states import ALERT_TRANSITIONS, AlertAction
from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history


def move(
    session: Session,
    alert: Alert,
    action: AlertAction | None,
    happened: HistoryKind,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Bring an alert into the state to which an action leads, and write that into the history.

    One that is over forgets whose it was. `action` is None where it has just been asked for.

    Raises:
        TransitionNotAllowed: Its state does not allow the action.
    """
    if action is not None:
        alert.state = ALERT_TRANSITIONS.move(alert.state, action)
    if not alert.is_open:
        alert.email = alert.email_key = ""
    alert.changed_at = now
    history.record(session, happened, Subject(SubjectKind.ALERT, alert.id), actor, now)
