"""The pages of the website at the office: the list, adding one, writing one anew."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.pages.model import Page, PageText
from tests.factories import NOW
from tests.pages.support import WORDS as SAMPLE
from tests.pages.support import add, write
from tests.web.hosts.forms import words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def form(**changes: str) -> dict[str, str]:
    """The form of a page, filled in without mistakes."""
    values = {
        "name": "trade-secrets",
        "title_ja": "営業秘密とは",
        "text_ja": "**秘密**です。",
        "title_en": "What is a trade secret?",
        "text_en": "It is secret.",
        "placement": "learn",
        "position": "1",
        "when": "at_once",
        "version": "1",
    }
    return values | changes


def test_a_planner_adds_a_page_and_everybody_reads_it(
    planner: FlaskClient, client: FlaskClient, session: Session
) -> None:
    assert planner.get("/organiser/pages/new").status_code == 200
    assert planner.post("/en/organiser/pages/new", data=form()).status_code == 303
    assert "<strong>秘密</strong>" in client.get("/pages/trade-secrets").text
    text = session.scalars(select(PageText)).one()
    assert text.user is not None
    assert text.user.email == "planner@example.jp"
    assert "営業秘密とは" in planner.get("/organiser/pages").text


def test_a_page_is_looked_at_before_it_is_kept(planner: FlaskClient, session: Session) -> None:
    shown = planner.post("/en/organiser/pages/new", data=form(preview="1"))
    assert shown.status_code == 200
    assert "<strong>秘密</strong>" in shown.text
    assert "Not saved yet." in shown.text
    assert session.scalars(select(Page)).all() == []

    page_id = add(session)
    shown = planner.post(
        f"/en/organiser/pages/{page_id}/edit", data=form(preview="1", text_ja="_新_")
    )
    assert "<em>新</em>" in shown.text
    assert (
        planner.post("/en/organiser/pages/new", data=form(preview="1", text_en="")).status_code
        == 422
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "Trade Secrets"}, "such as trade-secrets"),
        ({"name": ""}, "Please fill in this field"),
        ({"name": "taken"}, "Another page has this name"),
        ({"text_ja": ""}, "both title and text"),
        (
            {"title_ja": "", "text_ja": "", "title_en": "", "text_en": ""},
            "in Japanese or in English",
        ),
        ({"position": "x"}, "whole number"),
        ({"position": "1000"}, "from 0 to 999"),
        ({"placement": "elsewhere"}, "Led to from"),
        ({"when": "later"}, "when it is to be published"),
        ({"when": "later", "day": "2026-06-01", "clock": "11:00"}, "This time has passed"),
        ({"when": "never"}, "Publish"),
        ({"text_en": "x" * 20_001}, "at most 20000 characters"),
        ({"title_en": "x" * 121}, "at most 120 characters"),
    ],
)
def test_a_mistake_loses_nothing(
    planner: FlaskClient, session: Session, changes: dict[str, str], said: str
) -> None:
    add(session, "taken")
    answer = planner.post("/en/organiser/pages/new", data=form(**changes))
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert len(session.scalars(select(Page)).all()) == 1


def test_a_page_is_written_anew_and_scheduled(planner: FlaskClient, session: Session) -> None:
    page_id = add(session)
    address = f"/en/organiser/pages/{page_id}/edit"
    assert SAMPLE.text_ja in planner.get(address).text
    later = form(text_ja="新", when="later", day="2026-06-02", clock="9:00")
    assert planner.post(address, data=later).status_code == 303
    page = planner.get(f"/en/organiser/pages/{page_id}").text
    assert "Waits for its time" in page
    assert "Tue 2 Jun 2026 09:00" in page
    assert "Tue 2 Jun 2026 09:00" in planner.get("/en/organiser/pages").text


def test_who_comes_second_sees_both(planner: FlaskClient, session: Session) -> None:
    page_id = add(session)
    write(session, page_id, SAMPLE.__class__("他の題", "他の文"), live_from=NOW)
    answer = planner.post(
        f"/en/organiser/pages/{page_id}/edit", data=form(text_ja="私の文", when="draft")
    )
    assert answer.status_code == 409
    assert "私の文" in answer.text
    assert "他の文" in answer.text
    assert len(session.scalars(select(PageText)).all()) == 2


def test_a_page_is_written_by_planners_and_read_by_the_staff(
    viewer: FlaskClient, clerk: FlaskClient, client: FlaskClient, session: Session
) -> None:
    page_id = add(session)
    for address in ("/organiser/pages", f"/organiser/pages/{page_id}"):
        assert viewer.get(address).status_code == 200
        assert client.get(address).status_code == 302
    for address in ("/organiser/pages/new", f"/organiser/pages/{page_id}/edit"):
        assert clerk.get(address).status_code == 403
        assert clerk.post(address, data=form()).status_code == 403


def test_what_is_not_there_is_not_found(planner: FlaskClient) -> None:
    assert planner.get("/organiser/pages/9").status_code == 404
    assert planner.get("/organiser/pages/9/edit").status_code == 404
    assert "ページはまだありません" in planner.get("/organiser/pages").text
