"""The page that says where people wait for a seminar."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import make_alert
from tests.web.hosts.forms import words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def test_it_says_how_many_wait_where_and_for_nobody_who(
    viewer: FlaskClient, session: Session
) -> None:
    for name in ("a", "b"):
        make_alert(session, email=f"{name}@example.jp")
    page = viewer.get("/organiser/alerts").text

    assert "愛知県 すべてのテーマ 2 0" in words(page)
    assert "example.jp" not in words(page).replace("office@example.jp", "")


def test_without_anybody_it_says_where_one_asks(viewer: FlaskClient) -> None:
    assert "お待ちの方はいません" in words(viewer.get("/organiser/alerts").text)


def test_strangers_are_led_to_the_log_in_and_nothing_is_sent_to_it(
    client: FlaskClient, viewer: FlaskClient
) -> None:
    assert viewer.post("/organiser/alerts").status_code == 405
    client.delete_cookie("session")
    assert client.get("/organiser/alerts").status_code == 302
