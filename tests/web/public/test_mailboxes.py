"""The button in a mail by which somebody tells that a mailbox is theirs."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.access.model import Mailbox
from seminar_service.outbox.office import Office
from tests.factories import NOW
from tests.web.public.conftest import text_of


@pytest.fixture
def address(app: Flask, session: Session) -> str:
    caution = Office.of(app.config["SETTINGS"]).caution
    token = mailboxes.ask(session, "host@example.jp", caution=caution, now=NOW)
    session.commit()
    return f"/mailboxes/{token}"


def proven_at(session: Session) -> datetime | None:
    session.expire_all()
    return session.scalars(select(Mailbox.proven_at)).one()


def test_get_asks_and_post_acts(client: FlaskClient, session: Session, address: str) -> None:
    assert "これは自分のメールアドレスです" in text_of(client.get(address))
    assert proven_at(session) is None
    assert "メールアドレスを確認しました" in text_of(client.post(address))
    assert proven_at(session) == NOW
    assert "Confirm your email address" in text_of(client.get(f"/en{address}"))


def test_unknown_forged_and_other_methods_are_refused(
    app: Flask, client: FlaskClient, session: Session, address: str
) -> None:
    assert client.post("/mailboxes/nobody").status_code == 404
    assert client.put(address).status_code == 405
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(address).status_code == 400
    assert proven_at(session) is None
