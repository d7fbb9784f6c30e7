"""News on the site, and its feed."""

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.pages import news
from seminar_service.pages.values import Words
from tests.factories import NOW
from tests.pages.support import STAFF, WORDS

ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = Words("<b>&題]]>", "[一覧](/seminars) <script>alert(1)</script>", "T", "t")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def add(session: Session, words: Words = WORDS) -> int:
    return news.add_news(session, words, NOW - timedelta(days=1), actor=STAFF, now=NOW)


def public_id(session: Session, news_id: int) -> str:
    return news.news_of(session, news_id).public_id


def test_news_is_listed_and_read_in_both_languages(client: FlaskClient, session: Session) -> None:
    address = f"/news/{public_id(session, add(session))}"
    assert "営業秘密とは" in client.get("/news").text
    assert f'href="/en{address}"' in client.get("/en/news").text
    assert "<strong>秘密</strong>" in client.get(address).text
    assert "Published on Sun 31 May 2026" in client.get(f"/en{address}").text


def test_news_in_one_language_says_so_in_the_other(client: FlaskClient, session: Session) -> None:
    address = f"/en/news/{public_id(session, add(session, Words('題', '文')))}"
    assert "This text is in Japanese only." in client.get(address).text
    assert 'lang="ja">題' in client.get("/en/news").text


def test_without_news_the_list_says_so(client: FlaskClient) -> None:
    assert "No news yet" in client.get("/en/news").text
    assert client.get("/en/news.atom").status_code == 200


@pytest.mark.parametrize("address", ["/news/none", "/news/%00", "/news/1"])
def test_what_is_not_there_is_not_found(
    client: FlaskClient, session: Session, address: str
) -> None:
    add(session)
    assert client.get(address).status_code == 404
    assert client.post("/news").status_code == 405


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_feed_is_a_valid_one_of_each_language(
    client: FlaskClient, session: Session, prefix: str
) -> None:
    name = public_id(session, add(session, HOSTILE))
    answer = client.get(f"{prefix}/news.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.data)  # noqa: S314 (our own)

    def said(path: str) -> str:
        found = feed.find(path, ATOM)
        assert found is not None
        return found.text or ""

    assert len(feed.findall("a:entry", ATOM)) == 1
    assert said("a:entry/a:id").startswith("urn:uuid:")
    assert said("a:title")
    assert said("a:author/a:name")
    assert datetime.fromisoformat(said("a:updated")) == NOW
    assert datetime.fromisoformat(said("a:entry/a:updated")) == NOW
    link = feed.find("a:entry/a:link", ATOM)
    assert link is not None
    assert link.get("href") == f"http://127.0.0.1:8000{prefix}/news/{name}"
    if not prefix:
        assert said("a:entry/a:title") == HOSTILE.title_ja
        html = said("a:entry/a:content")
        assert 'href="http://127.0.0.1:8000/seminars"' in html
        assert "<script" not in html


def test_who_has_the_feed_gets_it_again_only_when_it_has_changed(
    client: FlaskClient, session: Session
) -> None:
    news_id = add(session)
    tag = client.get("/news.atom").headers["ETag"]
    assert client.get("/news.atom", headers={"If-None-Match": tag}).status_code == 304
    news.withdraw_news(session, news_id, version=1, actor=STAFF, now=NOW)
    assert client.get("/news.atom", headers={"If-None-Match": tag}).status_code == 200
