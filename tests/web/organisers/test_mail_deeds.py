"""What the staff does with mails."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox import addresses
from seminar_service.outbox.model import Message, MessageState
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.outbox.conftest import make_message
from tests.web.accounts.support import SignIn

DEEDS = ("retry", "stop", "let-go", "resend", "address")


@pytest.fixture
def message(session: Session) -> Message:
    row = make_message(4711, NOW, state=MessageState.SENT, sent_at=NOW)
    session.add(row)
    session.commit()
    return row


def state(session: Session, message: Message) -> MessageState:
    session.refresh(message)
    return message.state


def test_a_clerk_has_a_mail_that_failed_tried_again_once(
    sign_in: SignIn, session: Session, message: Message
) -> None:
    address = f"/organiser/mail/{message.id}/retry"
    message.state = MessageState.FAILED
    session.commit()
    client = sign_in(RoleName.CLERK)
    assert address in client.get("/organiser/mail").text
    assert client.post(address).status_code == 303
    session.refresh(message)
    assert (message.state, message.attempt) == (MessageState.PENDING, 0)
    assert client.post(address).status_code == 303
    assert len(histories.lines(session, HistoryKind.MAILS_RETRIED)) == 1


def test_who_may_not_read_a_mail_does_not_send_it_either(
    sign_in: SignIn, session: Session, message: Message
) -> None:
    address = f"/organiser/mail/{message.id}/retry"
    message.state = MessageState.FAILED
    message.about = "account:1"
    session.commit()
    assert sign_in(RoleName.VIEWER).post(address).status_code == 403
    clerk = sign_in(RoleName.CLERK)
    assert clerk.post(address).status_code == 403
    assert address not in clerk.get("/organiser/mail").text
    assert clerk.get(address).status_code == 405
    for deed in DEEDS:
        assert clerk.post(f"/organiser/mail/{message.id}/{deed}").status_code == 403
        assert clerk.get(f"/organiser/mail/{message.id}/{deed}").status_code == 405
        assert clerk.post(f"/organiser/mail/99/{deed}").status_code == 404


def test_a_mail_that_waits_is_stopped_and_let_go_again(
    sign_in: SignIn, session: Session, message: Message
) -> None:
    message.state = MessageState.PENDING
    session.commit()
    client, address = sign_in(RoleName.CLERK), f"/organiser/mail/{message.id}"

    assert f"{address}/stop" in client.get(address).text
    assert client.post(f"{address}/stop").location == address
    assert state(session, message) is MessageState.STOPPED
    assert "止められませんでした" in client.post(f"{address}/stop", follow_redirects=True).text
    assert f"{address}/let-go" in client.get(address).text
    client.post(f"{address}/let-go")
    assert state(session, message) is MessageState.PENDING
    assert "止められていません" in client.post(f"{address}/let-go", follow_redirects=True).text


def test_all_that_a_filter_shows_are_stopped_and_let_go(sign_in: SignIn, session: Session) -> None:
    kinds = ("notice", "notice", "bid_received")
    session.add_all(make_message(number, NOW, kind=kind) for number, kind in enumerate(kinds, 1))
    session.add(make_message(4, NOW, kind="notice", about="account:1"))
    session.commit()
    client, meant = sign_in(RoleName.CLERK), {"kind": "notice", "q": "", "year": ""}
    every = select(Message.state).order_by(Message.id)
    stopped, pending = MessageState.STOPPED, MessageState.PENDING

    answer = client.post("/organiser/mail/stop", data=meant)
    assert answer.location == "/organiser/mail?kind=notice"
    assert session.scalars(every).all() == [stopped, stopped, pending, pending]
    assert "/organiser/mail/let-go" in client.get("/organiser/mail").text
    session.rollback()
    client.post("/organiser/mail/let-go", data=meant)
    assert session.scalars(every).all() == [pending] * 4
    session.rollback()
    client.post("/organiser/mail/let-go", data=meant)
    assert len(histories.lines(session, HistoryKind.MAILS_LET_GO)) == 1


def test_viewers_stop_nothing(sign_in: SignIn, session: Session) -> None:
    session.add(make_message(1, NOW))
    session.commit()
    viewer = sign_in(RoleName.VIEWER)
    for deed in ("stop", "let-go"):
        assert viewer.post(f"/organiser/mail/{deed}").status_code == 403
        assert f"/organiser/mail/{deed}" not in viewer.get("/organiser/mail").text
        assert viewer.get(f"/organiser/mail/{deed}").status_code in {404, 405}


def test_a_sent_mail_is_sent_again_once_for_each_look_at_it(
    sign_in: SignIn, session: Session, tour: Tour, message: Message
) -> None:
    person = make_registration(session, make_seminar(session, make_bid(session, tour)))
    message.kind, message.about = "registration_confirmed", f"registration:{person.id}"
    session.commit()
    client, address = sign_in(RoleName.CLERK), f"/organiser/mail/{message.id}"
    assert f"{address}/resend" in client.get(address).text

    assert client.post(f"{address}/resend", data={"seen": "0"}).location != address
    answer = client.post(f"{address}/resend", data={"seen": "0"}, follow_redirects=True)

    assert "ほかの方が再送" in answer.text
    again = select(Message).where(Message.refers_to == message.message_id)
    assert len(session.scalars(again).all()) == 1


def test_what_has_nothing_to_say_any_more_is_not_sent_again(
    sign_in: SignIn, message: Message
) -> None:
    client, address = sign_in(RoleName.CLERK), f"/organiser/mail/{message.id}"
    assert f"{address}/resend" not in client.get(address).text
    answer = client.post(f"{address}/resend", data={"seen": "0"}, follow_redirects=True)
    assert "現在の状況に合いません" in answer.text


def test_an_address_is_said_to_fail_and_to_work_again_on_a_mails_page(
    sign_in: SignIn, session: Session, message: Message
) -> None:
    client, address = sign_in(RoleName.CLERK), f"/organiser/mail/{message.id}"
    page = client.post(f"{address}/address", data={"works": "no"}, follow_redirects=True).text
    assert "このメールアドレスにはメールが届きません" in page
    assert "事務局が記録" in page
    assert addresses.failing(session, message.recipient) is not None
    session.rollback()
    client.post(f"{address}/address", data={"works": "yes"})
    assert addresses.failing(session, message.recipient) is None
