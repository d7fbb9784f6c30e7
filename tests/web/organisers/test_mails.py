"""The outbox as the staff sees it."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.config import Settings
from seminar_service.outbox.message import file_name
from seminar_service.outbox.model import Attempt, Message, MessageState
from tests.factories import NOW
from tests.web.accounts.support import SignIn

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


def test_outside_a_demo_a_mails_page_masks_its_links_and_there_is_no_file(
    sign_in: SignIn, session: Session, message: Message
) -> None:
    message.body = f"こちらです：https://x.example/bids/{'k' * 43}"
    message.ended_at = f"https://x.example/alerts/{'k' * 43}/end"
    message.subject = "開催希望を受け付けました" * 3
    session.add(Attempt(message_id=message.id, at=NOW, error="450 greylisted"))
    session.commit()
    client = sign_in(RoleName.CLERK)

    page = client.get(f"/organiser/mail/{message.id}").text

    assert "https://x.example/bids/XXXXXXXX" in page
    assert "k" * 43 not in page
    assert "List-Unsubscribe: &lt;https://x.example/alerts/XXXXXXXX/end&gt;" in page
    assert page.count("XXXXXXXX") == 3  # the two links, and what it says of them
    assert "450 greylisted" in page
    assert "Message-ID: &lt;1@example&gt;" in page
    assert "/organiser/bids/1" in page
    assert client.get(f"/organiser/mail/{message.id}.eml").status_code == 404


def test_of_a_mail_that_cannot_be_written_the_page_says_why(
    sign_in: SignIn, session: Session, message: Message
) -> None:
    message.recipient = "nowhere"
    session.commit()
    page = sign_in(RoleName.CLERK).get(f"/organiser/mail/{message.id}")
    assert page.status_code == 200
    assert "malformed" in page.text


def test_what_is_for_administrators_alone_no_clerk_reads(
    sign_in: SignIn, session: Session, message: Message
) -> None:
    message.about = "account:1"
    session.commit()
    address = f"/organiser/mail/{message.id}"
    clerk = sign_in(RoleName.CLERK)
    assert clerk.get(address).status_code == 403
    assert f'"{address}"' not in clerk.get("/organiser/mail").text


def test_the_list_cannot_be_posted_to(sign_in: SignIn) -> None:
    assert sign_in(RoleName.CLERK).post("/organiser/mail").status_code == 405


def test_the_list_needs_an_account(client: FlaskClient) -> None:
    assert client.get("/organiser/mail").status_code == 302


def test_the_list_is_searched_and_filtered(sign_in: SignIn, message: Message) -> None:
    client = sign_in(RoleName.VIEWER)
    for query, found in (
        ("q=HOST@", True),
        ("q=nobody", False),
        ("state=failed", False),
        ("kind=bid_received", True),
        ("kind=notice", False),
        ("year=2026", False),
    ):
        assert (message.recipient in client.get(f"/organiser/mail?{query}").text) is found
    assert message.recipient in client.get("/organiser/mail?state=nonsense").text


def test_a_mail_is_shown_as_html_masked_and_in_a_sandbox(
    sign_in: SignIn, session: Session, message: Message
) -> None:
    address = f"/organiser/mail/{message.id}/html"
    client = sign_in(RoleName.CLERK)
    assert client.get(address).status_code == 404
    message.body = message.html = f"<p>https://x.example/bids/{'k' * 43}</p>"
    session.commit()

    assert address in client.get(f"/organiser/mail/{message.id}").text
    answer = client.get(address)

    assert answer.text == "<p>https://x.example/bids/XXXXXXXX</p>"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "allow" not in policy
    assert client.post(address).status_code == 405
    message.about = "account:1"
    session.commit()
    assert client.get(address).status_code == 403
    assert sign_in(RoleName.VIEWER).get(address).status_code == 403
