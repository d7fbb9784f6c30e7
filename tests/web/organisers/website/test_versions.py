"""The versions of a page at the office."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.pages.model import PageText
from seminar_service.pages.values import Words
from tests.factories import NOW
from tests.pages.support import add, write


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def page_id(session: Session) -> int:
    """A page with a version that is live, and one that waits."""
    found = add(session)
    waits = NOW + timedelta(days=1)
    write(session, found, Words("新しい題", "新しい文\n二行目"), live_from=waits)
    return found


def test_a_version_is_shown_with_what_differs(planner: FlaskClient, page_id: int) -> None:
    page = planner.get(f"/en/organiser/pages/{page_id}/versions/2").text
    assert "<ins>新しい文</ins>" in page
    assert "<del>**秘密**です。</del>" in page
    assert "Nothing is written in this language" in page
    first = planner.get(f"/en/organiser/pages/{page_id}/versions/1").text
    assert "What differs" not in first


def test_a_version_is_published_called_off_and_taken_up_again(
    planner: FlaskClient, client: FlaskClient, session: Session, page_id: int
) -> None:
    base = f"/en/organiser/pages/{page_id}"
    called_off = planner.post(f"{base}/versions/2/call-off", data={"version": "2"})
    assert called_off.status_code == 303
    assert planner.post(f"{base}/versions/2/publish", data={"version": "3"}).status_code == 303
    assert "新しい題" in client.get("/pages/trade-secrets").text
    assert planner.post(f"{base}/versions/1/restore", data={"version": "4"}).status_code == 303
    assert session.scalars(select(PageText.number).order_by(PageText.number)).all() == [1, 2, 3]
    assert "new draft" in planner.get(base).text


def test_a_page_is_taken_off(planner: FlaskClient, client: FlaskClient, page_id: int) -> None:
    base = f"/en/organiser/pages/{page_id}"
    assert planner.post(f"{base}/withdraw", data={"version": "2"}).status_code == 303
    assert client.get("/pages/trade-secrets").status_code == 404
    assert "Taken off" in planner.get(base).text


@pytest.mark.parametrize("step", ["versions/2/publish", "versions/1/restore", "withdraw"])
@pytest.mark.parametrize("version", ["1", "x", ""])
def test_a_step_with_what_is_no_longer_so_does_nothing(
    planner: FlaskClient, session: Session, page_id: int, step: str, version: str
) -> None:
    base = f"/en/organiser/pages/{page_id}"
    answer = planner.post(f"{base}/{step}", data={"version": version}, follow_redirects=True)
    assert "somebody has changed the page in the meantime" in answer.text
    assert len(session.scalars(select(PageText)).all()) == 2


def test_steps_are_those_of_planners_and_of_versions_that_are_there(
    planner: FlaskClient, clerk: FlaskClient, page_id: int
) -> None:
    base = f"/organiser/pages/{page_id}"
    for step in ("versions/2/publish", "versions/2/restore", "versions/2/call-off", "withdraw"):
        assert clerk.post(f"{base}/{step}").status_code == 403
        assert planner.get(f"{base}/{step}").status_code == 405
    assert planner.post(f"{base}/versions/9/publish", data={"version": "2"}).status_code == 404
    assert planner.get(f"{base}/versions/9").status_code == 404
    assert clerk.get(f"{base}/versions/2").status_code == 200
