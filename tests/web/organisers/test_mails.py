"""The outbox as the staff sees it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.config import Settings
from seminar_service.outbox.message import file_name
from seminar_service.outbox.model import Message, MessageState
from tests.factories import NOW

SignIn = Callable[[RoleName], FlaskClient]
EML = """From: office@example.jp
To: host@example.jp
Subject: Hello
Content-Type: text/plain; charset=utf-8

See http://127.0.0.1:8000/bids/secret
"""


@pytest.fixture
def message(session: Session) -> Message:
    row = Message(
        message_id="<1@example>",
        kind="bid_received",
        about="bid:1",
        locale="ja",
        recipient="host@example.jp",
        recipient_name="窓口 花子",
        subject="開催希望を受け付けました",
        body="",
        state=MessageState.SENT,
        due_at=NOW,
        created_at=NOW,
        sent_at=NOW,
    )
    session.add(row)
    session.commit()
    return row


@pytest.fixture
def landed(message: Message, settings: Settings) -> Path:
    settings.mail_folder.mkdir()
    file = settings.mail_folder / f"{file_name(message)}.eml"
    file.write_text(EML, encoding="utf-8")
    return file


def test_the_list_names_recipient_and_subject(sign_in: SignIn, message: Message) -> None:
    page = sign_in(RoleName.VIEWER).get("/organiser/mail").text
    assert message.subject in page
    assert message.recipient in page


def test_a_mail_that_landed_in_the_folder_can_be_read(
    sign_in: SignIn, message: Message, landed: Path
) -> None:
    client = sign_in(RoleName.CLERK)
    assert "/bids/secret" in client.get(f"/organiser/mail/{message.id}").text
    assert client.get(f"/organiser/mail/{message.id}.eml").data == landed.read_bytes()


def test_viewers_do_not_read_mails_because_of_their_secret_links(
    sign_in: SignIn, message: Message, landed: Path
) -> None:
    assert landed.is_file()
    client = sign_in(RoleName.VIEWER)
    assert client.get(f"/organiser/mail/{message.id}").status_code == 403
    assert client.get(f"/organiser/mail/{message.id}.eml").status_code == 403


def test_a_mail_that_is_not_there_is_missing(sign_in: SignIn) -> None:
    client = sign_in(RoleName.CLERK)
    assert client.get("/organiser/mail/99").status_code == 404
    assert client.get("/organiser/mail/99.eml").status_code == 404


def test_the_list_cannot_be_posted_to(sign_in: SignIn) -> None:
    assert sign_in(RoleName.CLERK).post("/organiser/mail").status_code == 405


def test_the_list_needs_an_account(client: FlaskClient) -> None:
    assert client.get("/organiser/mail").status_code == 302
