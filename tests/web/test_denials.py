"""What is refused is logged, with the account and without secrets."""

from collections.abc import Iterator

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.guesses import GUESSES_PER_WINDOW
from seminar_service.accounts.model import RoleName, User
from tests.factories import NOW, make_bid, make_link, make_tour
from tests.web.accounts.support import SignIn

Line = dict[str, object]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the database."""
    return sqlite_url


@pytest.fixture
def lines() -> Iterator[list[Line]]:
    """What is logged as refused."""
    structlog.reset_defaults()
    with capture_logs() as logged:
        yield logged  # type: ignore[misc]  # lines are dictionaries


def refused(lines: list[Line]) -> list[tuple[object, object, object]]:
    return [
        (line["status"], line["page"], line["account"])
        for line in lines
        if line["event"] == "refused"
    ]


def test_a_role_that_is_too_low_is_logged_with_its_account(
    sign_in: SignIn, session: Session, lines: list[Line]
) -> None:
    client = sign_in(RoleName.VIEWER)
    assert client.get("/organiser/topics/new").status_code == 403
    user = session.query(User).one()
    assert refused(lines) == [(403, "organisers.new_topic", user.id)]


def test_a_form_without_its_token_against_forgery_is_logged(
    app: Flask, client: FlaskClient, lines: list[Line]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/organiser/login", data={"email": "x@example.jp"}).status_code == 400
    assert refused(lines) == [(400, "security.login", None)]


def test_too_many_attempts_are_logged(client: FlaskClient, lines: list[Line]) -> None:
    for _ in range(GUESSES_PER_WINDOW + 1):
        client.post("/organiser/login", data={"email": "x@example.jp", "password": "guess"})
    assert refused(lines) == [(429, "security.login", None)]
    assert "x@example.jp" not in str(lines)
    assert "127.0.0.1" not in str(lines)


def test_a_revoked_link_is_logged_without_its_token(
    session: Session, client: FlaskClient, lines: list[Line]
) -> None:
    bid = make_bid(session, make_tour(session))
    token = make_link(session, LinkPurpose.BID, bid.id, now=NOW)
    links.revoke_all(session, LinkPurpose.BID, bid.id, now=NOW)
    session.commit()
    assert client.get(f"/bids/{token}").status_code == 410
    assert refused(lines) == [(410, "hosts.bid", None)]
    assert token not in str(lines)


def test_what_is_let_in_is_no_refusal(client: FlaskClient, lines: list[Line]) -> None:
    assert client.get("/organiser/login").status_code == 200
    assert client.get("/organiser/").status_code == 302
    assert refused(lines) == []
