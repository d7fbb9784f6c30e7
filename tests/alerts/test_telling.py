"""Telling those who wait, once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.alerts import mails as alert_mails
from seminar_service.alerts import telling
from seminar_service.alerts.model import Alert
from seminar_service.alerts.states import AlertState
from seminar_service.alerts.values import LASTS, TIME_TO_CONFIRM
from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox.model import Message
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.work import stumbles
from tests.alerts.support import all_alerts, mails
from tests.factories import NOW, make_alert, make_bid, make_registration, make_seminar
from tests.registrations.proof_support import OFFICE


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    """A seminar in Aichi with one place."""
    return make_seminar(session, make_bid(session, tour, place="23", capacity=1))


def tell(session: Session, now: datetime = NOW) -> int:
    return telling.tell_due(session, office=OFFICE, actor=SYSTEM, now=now)


def test_whoever_waits_is_told_once_and_forgotten(session: Session, seminar: Seminar) -> None:
    make_alert(session, email="waits@example.jp")
    assert telling.any_due(session, now=NOW)

    assert [tell(session), tell(session)] == [1, 0]

    [alert] = all_alerts(session)
    assert (alert.state, alert.email, alert.email_key) == (AlertState.TOLD, "", "")
    assert mails(session) == [("alert_told", "waits@example.jp")]
    body = session.scalars(select(Message.body)).one()
    assert f"https://seminar.example.jp/seminars/{seminar.public_id}" in body
    assert not telling.any_due(session, now=NOW)


def test_nobody_is_told_while_all_places_are_taken_and_everybody_when_one_comes_free(
    session: Session, seminar: Seminar
) -> None:
    person = make_registration(session, seminar)
    for _ in range(2):
        make_alert(session)
    assert (telling.any_due(session, now=NOW), tell(session)) == (False, 0)

    session.delete(person)
    seminar.taken = 0
    session.commit()
    assert (telling.any_due(session, now=NOW), tell(session)) == (True, 2)


@pytest.mark.usefixtures("seminar")
def test_whoever_has_not_pressed_the_button_is_not_told(session: Session) -> None:
    make_alert(session, state=AlertState.ASKED)

    assert (telling.any_due(session, now=NOW), tell(session), mails(session)) == (False, 0, [])


@pytest.mark.parametrize(
    ("state", "lasts"), [(AlertState.ASKED, TIME_TO_CONFIRM), (AlertState.ACTIVE, LASTS)]
)
def test_what_has_waited_too_long_is_over_and_forgotten(
    session: Session, state: AlertState, lasts: timedelta
) -> None:
    alert = make_alert(session, state=state, lapses_at=NOW + lasts)
    assert not telling.any_due(session, now=NOW + lasts - timedelta(minutes=1))
    assert telling.any_due(session, now=NOW + lasts)

    assert tell(session, NOW + lasts) == 0

    assert (alert.state, alert.email) == (AlertState.LAPSED, "")
    assert mails(session) == []


def test_one_mail_names_a_handful_of_seminars(session: Session, tour: Tour) -> None:
    for _ in range(telling.MOST_SEMINARS + 2):
        make_seminar(session, make_bid(session, tour, place="23"))
    make_alert(session)

    assert tell(session) == 1
    body = session.scalars(select(Message.body)).one()
    assert body.count("/seminars/") == telling.MOST_SEMINARS


@pytest.mark.usefixtures("seminar")
def test_an_alert_whose_mail_fails_holds_up_nobody(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_alert(session), make_alert(session)
    send = alert_mails.send_found

    def fails_for_the_first(session: Session, alert: Alert, *rest: Any, **more: Any) -> None:
        if alert is first:
            raise RuntimeError("no mail for this one")
        send(session, alert, *rest, **more)

    monkeypatch.setattr(alert_mails, "send_found", fails_for_the_first)

    assert tell(session) == 1
    session.refresh(first)
    session.refresh(second)
    assert (first.state, second.state) == (AlertState.ACTIVE, AlertState.TOLD)
    assert not telling.any_due(session, now=NOW)
    assert telling.any_due(session, now=NOW + stumbles.PAUSES[0])
    monkeypatch.undo()
    assert tell(session, NOW + stumbles.PAUSES[0]) == 1
