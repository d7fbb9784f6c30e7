"""One's own account and where one is logged in."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, StaffSession
from seminar_service.history.model import HistoryLine
from tests.conftest import PASSWORD
from tests.web.accounts.support import SignIn

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PAGE = "/en/organiser/account"
OTHERS = "/organiser/account/sessions/end-others"


@pytest.fixture
def here(sign_in: SignIn) -> FlaskClient:
    return sign_in(RoleName.CLERK)


@pytest.fixture
def elsewhere(app: Flask, here: FlaskClient) -> FlaskClient:
    """The same person on another device."""
    assert here
    client = app.test_client()
    client.post(
        "/organiser/login",
        data={"email": "clerk@example.jp", "password": PASSWORD},
        headers={"User-Agent": FIREFOX},
    )
    return client


def is_in(client: FlaskClient) -> bool:
    return client.get(PAGE).status_code == 200


def newest(session: Session) -> int:
    session.rollback()
    return session.scalars(select(StaffSession.id).order_by(StaffSession.id.desc())).all()[0]


def test_the_page_lists_every_device_and_says_which_is_this(
    here: FlaskClient, elsewhere: FlaskClient
) -> None:
    page = elsewhere.get(PAGE).text

    assert "Firefox on Linux" in page
    assert page.count("(this one)") == 1
    assert "clerk@example.jp" in page
    assert "Clerk" in page
    assert "Log out everywhere else" in here.get(PAGE).text


def test_one_alone_offers_no_others_to_end(here: FlaskClient) -> None:
    assert "Log out everywhere else" not in here.get(PAGE).text


def test_another_session_is_ended(
    here: FlaskClient, elsewhere: FlaskClient, session: Session
) -> None:
    answer = here.post(f"/organiser/account/sessions/{newest(session)}/end")

    assert answer.location.endswith("/organiser/account")
    assert not is_in(elsewhere)
    assert is_in(here)
    session.rollback()
    assert "session_ended" in session.scalars(select(HistoryLine.kind)).all()


def test_the_present_session_can_be_ended_alone(
    here: FlaskClient, elsewhere: FlaskClient, session: Session
) -> None:
    answer = elsewhere.post(f"/organiser/account/sessions/{newest(session)}/end")

    assert "/organiser/login" in answer.location
    assert not is_in(elsewhere)
    assert is_in(here)


def test_all_others_are_ended(here: FlaskClient, elsewhere: FlaskClient) -> None:
    here.post(OTHERS)

    assert is_in(here)
    assert not is_in(elsewhere)
    assert (
        "You are logged in nowhere else." in here.post("/en" + OTHERS, follow_redirects=True).text
    )


def test_a_session_of_somebody_else_is_missing(
    here: FlaskClient, sign_in: SignIn, session: Session
) -> None:
    other = sign_in(RoleName.ADMIN)
    theirs = newest(session)

    assert here.post(f"/organiser/account/sessions/{theirs}/end").status_code == 404
    assert is_in(other)
    assert here.post("/organiser/account/sessions/999/end").status_code == 404


def test_sessions_that_are_over_are_not_listed(
    app: Flask, here: FlaskClient, elsewhere: FlaskClient, now: datetime
) -> None:
    app.config["CLOCK"] = lambda: now + timedelta(minutes=50)
    here.get(PAGE)
    app.config["CLOCK"] = lambda: now + timedelta(minutes=70)

    assert not is_in(elsewhere)
    assert "Firefox" not in here.get(PAGE).text


@pytest.mark.parametrize("address", [OTHERS, "/organiser/account/sessions/1/end"])
def test_ending_takes_a_post_and_an_account(
    client: FlaskClient, here: FlaskClient, address: str
) -> None:
    assert here.get(address).status_code == 405
    assert "/organiser/login" in client.post(address).location


def test_the_page_needs_an_account_and_takes_no_post(
    client: FlaskClient, here: FlaskClient
) -> None:
    assert client.get(PAGE).status_code == 302
    assert here.post(PAGE).status_code == 405
