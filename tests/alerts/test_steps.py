"""How an alert moves from state to state."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.alerts.states import AlertAction, AlertState
from seminar_service.alerts.steps import move
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.domain.history import HistoryKind
from seminar_service.history.model import HistoryLine
from tests.factories import NOW, make_alert


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def test_a_step_stands_in_the_history_without_the_address(session: Session) -> None:
    alert = make_alert(session, email="hanako@example.jp")
    move(session, alert, AlertAction.TELL, HistoryKind.ALERT_TOLD, actor=SYSTEM, now=NOW)
    session.commit()

    line = session.scalars(select(HistoryLine)).one()
    assert (line.kind, line.subject_id, line.data) == ("alert_told", alert.id, {})
    assert (alert.state, alert.email, alert.email_key) == (AlertState.TOLD, "", "")


def test_a_step_that_its_state_does_not_allow_is_refused(session: Session) -> None:
    alert = make_alert(session, state=AlertState.ASKED)
    with pytest.raises(TransitionNotAllowed):
        move(session, alert, AlertAction.TELL, HistoryKind.ALERT_TOLD, actor=SYSTEM, now=NOW)
    assert alert.email
