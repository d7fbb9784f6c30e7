"""Sessions in cookies: signed, so that nobody makes or changes one."""

import pytest
from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the database."""
    return sqlite_url


@pytest.fixture
def name(app: Flask) -> str:
    """What the cookie is called."""
    return str(app.config["SESSION_COOKIE_NAME"])


def content(client: FlaskClient) -> dict[str, object]:
    """What the application finds in the session that a browser sends."""
    with client:
        client.get("/bids/new")
        return {key: value for key, value in session.items() if key == "mark"}


def signed(app: Flask, key: str | None = None) -> str:
    """A session with a mark, signed with the application's key or another one."""
    right = app.secret_key
    try:
        app.secret_key = key or right
        serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    finally:
        app.secret_key = right
    assert serializer is not None
    return str(serializer.dumps({"mark": "ours"}))


def test_a_session_that_the_service_signed_is_read(app: Flask, name: str) -> None:
    client = app.test_client()
    client.set_cookie(name, signed(app))
    assert content(client) == {"mark": "ours"}


def test_a_cookie_that_somebody_changed_is_an_empty_session(app: Flask, name: str) -> None:
    good = signed(app)
    payload, time, signature = good.rsplit(".", 2)
    changed = [
        f"{payload}.{time}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}",
        f"{payload[:-1]}x.{time}.{signature}",
        f"{payload}.{time}.",
        payload,
        f"{payload}.{time}",
        signed(app, "another key of somebody who guesses at it"),
        "eyJhbGciOiJub25lIn0.eyJtYXJrIjoib3VycyJ9.",
        "",
        "x" * 4000,
    ]
    for cookie in changed:
        client = app.test_client()
        client.set_cookie(name, cookie)
        assert content(client) == {}, cookie
