"""Pages of the website, as everybody reads them."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.pages import services
from seminar_service.pages.values import Words
from tests.factories import NOW
from tests.pages.support import STAFF, add, write


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def test_a_page_is_read_in_both_languages(client: FlaskClient, session: Session) -> None:
    add(session)
    japanese, english = client.get("/pages/trade-secrets"), client.get("/en/pages/trade-secrets")
    assert "<strong>秘密</strong>" in japanese.text
    assert "<em>secret</em>" in english.text
    assert "only" not in english.text
    assert '<meta name="description" content="It is secret.">' in english.text


def test_a_page_that_lacks_the_readers_language_says_so(
    client: FlaskClient, session: Session
) -> None:
    add(session, words=Words(title_ja="題", text_ja="文"))
    english = client.get("/en/pages/trade-secrets").text
    assert '<article class="prose" lang="ja">' in english
    assert "This text is in Japanese only." in english


def test_what_was_written_as_html_is_shown_as_a_text(client: FlaskClient, session: Session) -> None:
    add(session, words=Words("<b>題</b>", "<script>alert(1)</script>"))
    page = client.get("/pages/trade-secrets").text
    assert "<script>alert" not in page
    assert "<b>題" not in page


@pytest.mark.parametrize("address", ["/pages/none", "/pages/TRADE-SECRETS", "/pages/%00"])
def test_a_page_that_is_not_there_is_not_found(
    client: FlaskClient, session: Session, address: str
) -> None:
    add(session)
    assert client.get(address).status_code == 404


def test_nothing_is_sent_to_a_page(client: FlaskClient, session: Session) -> None:
    add(session)
    assert client.post("/pages/trade-secrets").status_code == 405


def test_who_has_the_page_gets_it_again_only_when_it_has_changed(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    page_id = add(session)
    tag = client.get("/pages/trade-secrets").headers["ETag"]
    again = client.get("/pages/trade-secrets", headers={"If-None-Match": tag})
    assert again.status_code == 304

    write(session, page_id, Words("新", "文"), live_from=NOW + timedelta(hours=1))
    waiting = client.get("/pages/trade-secrets", headers={"If-None-Match": tag})
    assert waiting.status_code == 304
    app.config["CLOCK"] = lambda: NOW + timedelta(hours=1)
    changed = client.get("/pages/trade-secrets", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert "<h1>新</h1>" in changed.text


def test_a_page_that_is_taken_off_is_gone_at_once(client: FlaskClient, session: Session) -> None:
    page_id = add(session)
    assert client.get("/pages/trade-secrets").status_code == 200
    services.withdraw(session, page_id, version=1, actor=STAFF, now=NOW)
    assert client.get("/pages/trade-secrets").status_code == 404
