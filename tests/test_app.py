"""What lies around the application: sizes, proxies, files, and errors that nobody foresaw."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.app import LARGEST_FORM_BYTES, create_app
from seminar_service.extensions import db
from seminar_service.work import wakeups
from tests.conftest import make_settings
from tests.factories import make_tour

SECRET = "what nobody may read"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the database."""
    return sqlite_url


@pytest.mark.parametrize("path", ["/bids/new", "/organiser/login", "/en/bids/new"])
def test_a_form_larger_than_any_of_ours_is_refused(
    session: Session, client: FlaskClient, path: str
) -> None:
    make_tour(session)
    answer = client.post(path, data={"remarks": "x" * LARGEST_FORM_BYTES})
    assert answer.status_code == 413
    assert "<html" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/css/",
        "/static/../config.py",
        "/static/%2e%2e/config.py",
        "/static/..%2f..%2fpyproject.toml",
        "/static//etc/passwd",
        "/.git/config",
        "/static/.git/config",
        "/settings.toml",
        "/seminar.db",
        "/secret_key",
    ],
)
def test_no_file_beside_the_static_ones_is_served(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {308, 404}
    assert "Index of" not in answer.text


def test_a_static_file_is_served(client: FlaskClient) -> None:
    """A control for the test above."""
    with client.get("/static/css/base.css") as answer:
        assert answer.status_code == 200


def test_what_a_visitor_says_about_proxies_counts_for_nothing_without_one(app: Flask) -> None:
    assert seen_by(app, proxies=0) == ("127.0.0.1", "http", "127.0.0.1")


def test_the_address_that_a_trusted_proxy_names_is_the_visitors(app: Flask) -> None:
    address, scheme, _ = seen_by(app, proxies=1)
    assert (address, scheme) == ("198.51.100.7", "https")


def seen_by(app: Flask, proxies: int) -> tuple[str | None, str, str]:
    """What the application takes for the visitor's address, scheme and host name."""
    found: list[tuple[str | None, str, str]] = []
    settings = app.config["SETTINGS"]
    other = create_app(
        replace(settings, proxies=proxies),
        {"TESTING": True},
    )

    @other.before_request
    def _look() -> None:
        found.append((request.remote_addr, request.scheme, request.host))

    headers = {
        "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
        "X-Forwarded-Proto": "https",
        "X-Real-IP": "203.0.113.9",
    }
    other.test_client().get("/healthz", headers=headers, base_url="http://127.0.0.1")
    with other.app_context():
        wakeups.detach(db.engine)
        db.engine.dispose()
    return found[0]


@pytest.mark.parametrize("path", ["/broken", "/en/broken"])
def test_an_error_tells_nobody_anything_whatever_the_environment_says(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    other = create_app(make_settings(tmp_path, app.config["SETTINGS"].database_url))

    @other.get("/broken")
    def _broken() -> str:
        raise RuntimeError(SECRET)

    answer = other.test_client().get(path, base_url="http://127.0.0.1:8000")
    assert answer.status_code == 500
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text
    assert "RuntimeError" not in answer.text
    with other.app_context():
        wakeups.detach(db.engine)
        db.engine.dispose()
