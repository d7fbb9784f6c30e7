"""Forgotten passwords, and passwords chosen behind a link."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from seminar_service.outbox.model import Message
from tests.web.accounts.support import MakeAccount, is_signed_in

PAGE = "/organiser/password"
NEW = "three small green umbrellas"


@pytest.fixture
def clerk(make_account: MakeAccount) -> User:
    """Somebody who has forgotten the password."""
    return make_account(RoleName.CLERK, "sato@example.jp")


def link(client: FlaskClient, session: Session, user: User) -> str:
    """The address in the mail that comes to who asks."""
    assert client.post(PAGE, data={"email": user.email}).status_code == 200
    session.rollback()
    body = session.scalars(select(Message.body).order_by(Message.id.desc())).first() or ""
    found = re.search(r"https?://[^/]+(/organiser/password/\S+)", body)
    assert found is not None
    return found[1]


def test_the_answer_never_says_whether_there_is_such_an_account(
    client: FlaskClient, clerk: User
) -> None:
    known = client.post(PAGE, data={"email": clerk.email}).text.split("<main")[1]
    unknown = client.post(PAGE, data={"email": "nobody@example.jp"}).text.split("<main")[1]

    assert known.replace(clerk.email, "") == unknown.replace("nobody@example.jp", "")


@pytest.mark.parametrize("typed", ["", "sato", "@", "a" * 300 + "@example.jp"])
def test_what_is_no_address_comes_back_with_the_reason(client: FlaskClient, typed: str) -> None:
    answer = client.post(PAGE, data={"email": typed})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_one_mailbox_gets_three_links_an_hour_and_nobody_sees_it(
    client: FlaskClient, clerk: User, session: Session
) -> None:
    answers = {
        client.post(PAGE, data={"email": clerk.email}).text.split("<main")[1] for _ in range(5)
    }

    assert len(answers) == 1
    session.rollback()
    assert len(session.scalars(select(Message)).all()) == 3


def test_the_page_behind_the_link_is_kept_by_nobody(
    client: FlaskClient, clerk: User, session: Session
) -> None:
    answer = client.get(link(client, session, clerk))

    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_chosen_password_lets_in_and_the_link_is_used_up(
    client: FlaskClient, clerk: User, session: Session
) -> None:
    address = link(client, session, clerk)
    assert client.post(address, data={"password": NEW, "again": NEW}).status_code == 303

    client.post("/organiser/login", data={"email": clerk.email, "password": NEW})
    assert is_signed_in(client)
    assert client.get(address).status_code == 410


@pytest.mark.parametrize(
    ("password", "again"),
    [("", ""), ("short", "short"), (NEW, "other"), ("a" * 201, "a" * 201)],
)
def test_a_password_that_breaks_a_rule_comes_back_with_the_reason(
    client: FlaskClient, clerk: User, session: Session, password: str, again: str
) -> None:
    address, before = link(client, session, clerk), clerk.password

    answer = client.post(address, data={"password": password, "again": again})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert f'value="{password}"' not in answer.text or not password
    session.rollback()
    assert clerk.password == before


def test_an_invented_link_is_unknown(client: FlaskClient) -> None:
    assert client.get(f"{PAGE}/nothing").status_code == 404
    assert client.post(f"{PAGE}/nothing", data={"password": NEW}).status_code == 404
    assert client.put(f"{PAGE}/nothing").status_code == 405
