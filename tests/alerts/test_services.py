"""Asking for an alert, confirming it, ending it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.alerts import services as alerts
from seminar_service.alerts.states import AlertState
from seminar_service.alerts.values import LASTS, MOST_OPEN, TIME_TO_CONFIRM, TooManyAlerts, Wish
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import NotFound, TooManyMails
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from tests.alerts.support import ADDRESS, AICHI, all_alerts, ask, confirm, mails
from tests.factories import NOW, make_alert, make_topic
from tests.registrations.proof_support import CAUTION, OFFICE


def kinds(session: Session) -> list[str]:
    return list(session.scalars(select(HistoryLine.kind).order_by(HistoryLine.id)))


def test_whoever_asks_gets_a_mail_with_a_link_and_nothing_else_until_the_button_is_pressed(
    session: Session,
) -> None:
    ask(session)

    [alert] = all_alerts(session)
    assert (alert.state, alert.place, alert.email) == (AlertState.ASKED, "23", ADDRESS)
    assert alert.lapses_at == NOW + TIME_TO_CONFIRM
    assert mails(session) == [("alert_asked", ADDRESS)]
    body = session.scalars(select(Message.body)).one()
    assert "https://seminar.example.jp/alerts/" in body
    assert "愛知県" in body
    assert kinds(session) == ["alert_asked"]


def test_whoever_asks_again_gets_the_mail_again_and_waits_once(session: Session) -> None:
    ask(session)
    ask(session, address="Hanako@EXAMPLE.jp")

    assert len(all_alerts(session)) == 1
    assert [kind for kind, _ in mails(session)] == ["alert_asked"] * 2
    assert kinds(session) == ["alert_asked"]


def test_one_address_may_wait_for_several_things(session: Session) -> None:
    topic = make_topic(session, "patents")
    for wish in (AICHI, Wish("13"), Wish("23", topic.id)):
        ask(session, wish)

    assert len(all_alerts(session)) == 3


def test_one_mailbox_waits_for_so_much_and_no_more(session: Session) -> None:
    for number in range(1, MOST_OPEN + 1):
        make_alert(session, email=ADDRESS, place=f"{number:02}")
    with pytest.raises(TooManyAlerts):
        ask(session, Wish("40"))
    ask(session, Wish("01"))  # what it waits for already may be asked for again

    assert len(all_alerts(session)) == MOST_OPEN


def test_strangers_cause_a_few_mails_and_no_more(session: Session) -> None:
    for number in range(1, CAUTION.mails_per_hour + 1):
        ask(session, Wish(f"{number:02}"))
    with pytest.raises(TooManyMails):
        ask(session, Wish("40"))

    assert len(all_alerts(session)) == len(mails(session)) == CAUTION.mails_per_hour


def test_the_button_makes_an_alert_of_it_and_proves_the_mailbox(session: Session) -> None:
    ask(session)
    [alert] = all_alerts(session)
    for _ in range(2):
        confirm(session, alert, now=NOW + timedelta(days=1))

    assert alert.state is AlertState.ACTIVE
    assert alert.lapses_at == NOW + timedelta(days=1) + LASTS
    assert mailboxes.is_proven(session, ADDRESS, caution=CAUTION, now=NOW + timedelta(days=1))
    assert kinds(session) == ["alert_asked", "alert_confirmed"]


def test_a_button_that_is_pressed_too_late_ends_it(session: Session) -> None:
    ask(session)
    [alert] = all_alerts(session)
    confirm(session, alert, now=NOW + TIME_TO_CONFIRM)

    assert (alert.state, alert.email, alert.email_key) == (AlertState.LAPSED, "", "")


@pytest.mark.parametrize("confirmed", [False, True])
def test_its_owner_ends_it_and_the_address_is_forgotten(session: Session, confirmed: bool) -> None:
    ask(session)
    [alert] = all_alerts(session)
    if confirmed:
        confirm(session, alert)
    for _ in range(2):
        alerts.end(session, alert.id, actor=PARTICIPANT, now=NOW)

    assert (alert.state, alert.email, alert.email_key) == (AlertState.ENDED, "", "")
    assert kinds(session)[-1] == "alert_ended"
    assert kinds(session).count("alert_ended") == 1
    ask(session)
    assert len(all_alerts(session)) == 2


def test_a_button_after_the_end_changes_nothing(session: Session) -> None:
    ask(session)
    [alert] = all_alerts(session)
    alerts.end(session, alert.id, actor=PARTICIPANT, now=NOW)
    confirm(session, alert)

    assert alert.state is AlertState.ENDED


def test_what_is_not_there_is_neither_confirmed_nor_ended(session: Session) -> None:
    with pytest.raises(NotFound):
        alerts.confirm(session, 99, office=OFFICE, actor=PARTICIPANT, now=NOW)
    with pytest.raises(NotFound):
        alerts.end(session, 99, actor=PARTICIPANT, now=NOW)
