"""The outbox: what a use case decides to send, in its own transaction."""

from datetime import timedelta

import pytest
from jinja2 import TemplateNotFound
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox import services as outbox
from seminar_service.outbox.model import Message, MessageState
from seminar_service.outbox.services import CalendarPart, Recipient
from tests.factories import NOW
from tests.outbox.conftest import make_message

HANAKO = Recipient("hanako@example.jp", "山田 花子", "ja")
CONTEXT: dict[str, object] = {
    "news": "closed",
    "role": "",
    "login_address": "https://seminar.example.jp/organiser/login",
    "office_name": "事務局",
    "office_contact": "office@example.jp",
    "home_address": "https://seminar.example.jp/",
}


def enqueue(session: Session, calendar: CalendarPart | None = None) -> Message:
    return outbox.enqueue(
        session, "account_changed", HANAKO, CONTEXT, about="account:7", now=NOW, calendar=calendar
    )


def test_a_mail_waits_rendered_for_its_recipient_and_is_due_at_once(
    sqlite_session: Session,
) -> None:
    message = enqueue(sqlite_session)
    sqlite_session.commit()

    assert (message.kind, message.about, message.locale) == ("account_changed", "account:7", "ja")
    assert (message.recipient, message.recipient_name) == ("hanako@example.jp", "山田 花子")
    assert message.body.startswith("山田 花子 様")
    assert "https://seminar.example.jp/organiser/login" in message.body
    assert (message.state, message.due_at, message.created_at) == (MessageState.PENDING, NOW, NOW)
    assert (message.calendar, message.calendar_method) == (None, None)


def test_an_invitation_travels_with_its_mail(sqlite_session: Session) -> None:
    message = enqueue(sqlite_session, CalendarPart("BEGIN:営業秘密".encode(), "REQUEST"))
    sqlite_session.commit()

    assert (message.calendar, message.calendar_method) == ("BEGIN:営業秘密", "REQUEST")


def test_identifiers_are_different_and_tell_nothing_about_the_host(
    sqlite_session: Session,
) -> None:
    found = {enqueue(sqlite_session).message_id for _ in range(20)}

    assert len(found) == 20
    assert {each.rpartition("@")[2] for each in found} == {"seminar-service.invalid>"}


def test_nothing_is_sent_where_the_callers_transaction_fails(sqlite_session: Session) -> None:
    enqueue(sqlite_session)
    sqlite_session.rollback()

    assert sqlite_session.scalars(select(Message)).all() == []


def test_a_mail_of_an_unknown_kind_is_a_fault_of_ours(sqlite_session: Session) -> None:
    with pytest.raises(TemplateNotFound):
        outbox.enqueue(sqlite_session, "unheard", HANAKO, CONTEXT, about="x:1", now=NOW)


def test_only_what_was_given_up_is_tried_again_from_the_beginning(
    sqlite_session: Session,
) -> None:
    states = [*MessageState, MessageState.FAILED]
    sqlite_session.add_all(
        make_message(number, NOW, state=state, attempt=5)
        for number, state in enumerate(states, start=1)
    )
    sqlite_session.commit()
    later = NOW + timedelta(hours=1)

    assert outbox.retry_failed(sqlite_session, actor=SYSTEM, now=later) == 2

    rows = sqlite_session.scalars(select(Message).order_by(Message.id)).all()
    again = [row for row in rows if row.due_at == later]
    assert [row.id for row in again] == [4, len(states)]
    assert {(row.state, row.attempt) for row in again} == {(MessageState.PENDING, 0)}
    assert [(row.state, row.attempt) for row in rows[:3]] == [(state, 5) for state in states[:3]]
