"""The office has a mail sent again."""

import re

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.message import Sender, build_mail
from seminar_service.outbox.model import Message, MessageState
from seminar_service.registrations.model import Registration
from seminar_service.resending import services
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.outbox.conftest import make_message
from tests.registrations.proof_support import OFFICE

FIRST = 4711
SENDER = Sender("office@example.jp", "試験", "Test", "office@example.jp")


@pytest.fixture
def person(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


@pytest.fixture
def first(session: Session, person: Registration) -> Message:
    row = make_message(
        FIRST, NOW, kind="registration_confirmed", about=f"registration:{person.id}", state="sent"
    )
    session.add(row)
    session.commit()
    return row


def resend(session: Session, number: int = FIRST, seen: int = 0) -> Message:
    return services.resend(session, number, seen=seen, office=OFFICE, actor=SYSTEM, now=NOW)


def test_the_new_mail_is_one_of_its_own_that_refers_to_the_first(
    session: Session, first: Message, person: Registration
) -> None:
    again = resend(session)

    assert again.message_id != first.message_id
    assert again.state is MessageState.PENDING
    headers = build_mail(again, SENDER).content.decode()
    assert re.search(rf"^References: {re.escape(first.message_id)}\r$", headers, re.MULTILINE)
    (line,) = histories.lines(session, HistoryKind.MAIL_RESENT)
    assert (line.subject_kind, line.subject_id) == ("registration", person.id)
    assert line.data == {"message": first.id}


@pytest.mark.usefixtures("first")
def test_two_who_press_at_once_send_one(session: Session) -> None:
    resend(session)
    with pytest.raises(ChangedMeanwhile):
        resend(session)
    assert resend(session, seen=1)
    assert len(histories.lines(session, HistoryKind.MAIL_RESENT)) == 2


@pytest.mark.parametrize(
    "state", sorted(set(MessageState) - {MessageState.SENT, MessageState.RETURNED})
)
def test_what_was_not_sent_is_not_sent_again(
    session: Session, first: Message, state: MessageState
) -> None:
    first.state = state
    session.commit()
    with pytest.raises(services.MailNotResent):
        resend(session)


def test_what_is_of_no_kind_that_is_sent_again_is_refused(session: Session, first: Message) -> None:
    first.kind = "seminar_proposed"
    session.commit()
    with pytest.raises(services.MailNotResent):
        resend(session)
    with pytest.raises(NotFound):
        resend(session, number=99)
    assert histories.lines(session, HistoryKind.MAIL_RESENT) == []
