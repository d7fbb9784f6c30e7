"""News at the office."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.pages import news
from seminar_service.pages.news_model import NewsItem
from seminar_service.pages.values import Words
from tests.factories import NOW
from tests.pages.support import STAFF, WORDS
from tests.web.hosts.forms import words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def form(**changes: str) -> dict[str, str]:
    """The form of news, filled in without mistakes."""
    values = {"title_ja": "お知らせ", "text_ja": "**本文**", "title_en": "", "text_en": ""}
    return values | {"when": "at_once", "version": "1"} | changes


def add(session: Session) -> int:
    return news.add_news(session, WORDS, NOW, actor=STAFF, now=NOW)


def test_a_planner_writes_news_looks_at_it_and_publishes_it(
    planner: FlaskClient, client: FlaskClient, session: Session
) -> None:
    assert "Write news" in planner.get("/en/organiser/news").text
    assert planner.get("/organiser/news/new").status_code == 200
    shown = planner.post("/en/organiser/news/new", data=form(preview="1"))
    assert "<strong>本文</strong>" in shown.text
    assert session.scalars(select(NewsItem)).all() == []
    assert planner.post("/en/organiser/news/new", data=form()).status_code == 303
    assert "お知らせ" in client.get("/news").text
    assert "お知らせ" in planner.get("/organiser/news").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title_ja": "", "text_ja": ""}, "in Japanese or in English"),
        ({"text_ja": ""}, "both title and text"),
        ({"when": "later"}, "when it is to be published"),
        ({"when": "later", "day": "2026-05-31", "clock": "9:00"}, "This time has passed"),
    ],
)
def test_a_mistake_loses_nothing(
    planner: FlaskClient, session: Session, changes: dict[str, str], said: str
) -> None:
    for extra in ({}, {"preview": "1"}):
        answer = planner.post("/en/organiser/news/new", data=form(**changes, **extra))
        assert answer.status_code == 422
        assert said in words(answer.text)
    assert session.scalars(select(NewsItem)).all() == []


def test_news_is_written_anew_withdrawn_and_published_again(
    planner: FlaskClient, client: FlaskClient, session: Session
) -> None:
    base = f"/en/organiser/news/{add(session)}"
    page = planner.get(f"{base}/edit").text
    assert 'name="when"' not in page  # everybody sees it
    assert planner.post(f"{base}/edit", data=form(title_ja="訂正")).status_code == 303
    assert "訂正" in client.get("/news").text
    assert planner.post(f"{base}/withdraw", data={"version": "2"}).status_code == 303
    assert "訂正" not in client.get("/news").text
    assert "Taken off" in planner.get(base).text
    later = form(when="later", day="2026-06-02", clock="9:00", version="3")
    assert planner.post(f"{base}/edit", data=later).status_code == 303
    assert 'value="2026-06-02"' in planner.get(f"{base}/edit").text
    assert planner.post(f"{base}/publish", data={"version": "4"}).status_code == 303
    assert "お知らせ" in client.get("/news").text


def test_who_comes_second_sees_both(planner: FlaskClient, session: Session) -> None:
    news_id = add(session)
    theirs = Words("他の題", "他の文")
    news.write_news(session, news_id, theirs, None, version=1, actor=STAFF, now=NOW)
    base = f"/en/organiser/news/{news_id}"
    answer = planner.post(f"{base}/edit", data=form(text_ja="私の文"))
    assert answer.status_code == 409
    assert "私の文" in answer.text
    assert "他の文" in answer.text
    late = planner.post(f"{base}/withdraw", data={"version": "1"}, follow_redirects=True)
    assert "Nothing was done" in late.text


def test_news_is_written_by_planners_and_read_by_the_staff(
    viewer: FlaskClient, client: FlaskClient, session: Session
) -> None:
    base = f"/organiser/news/{add(session)}"
    assert viewer.get(base).status_code == 200
    assert client.get(base).status_code == 302
    for address in ("/organiser/news/new", f"{base}/edit", f"{base}/publish", f"{base}/withdraw"):
        assert viewer.post(address, data=form()).status_code == 403
    assert viewer.get(f"{base}/publish").status_code == 405
    assert viewer.get("/organiser/news/99").status_code == 404
