"""Advisers of a tour from a file: sent, looked at, and brought in."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_tour
from tests.web.accounts.support import SignIn
from tests.web.organisers.sheets.support import ADVISER_HEAD, sent

ADDRESS = "/en/organiser/tours/2026/advisers/import"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


LINE = "見本 太郎,taro@example.jp,東京,,5,2026-10-06"


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


def test_a_file_is_looked_at_and_then_brought_in_once(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    make_adviser(session, tour, email="there@example.jp")
    there = LINE.replace("taro@", "there@")
    shown = sent(planner, ADDRESS, f"{ADVISER_HEAD}\n{LINE}\n{there}")
    assert "is added to the list of advisers and to this tour" in shown.text
    assert "is on this tour already" in shown.text
    assert len(session.scalars(select(Adviser)).all()) == 1

    for _ in range(2):
        done = planner.post(shown.request.path, data={}, follow_redirects=True)
        assert "The file is brought in" in done.text
    assert len(session.scalars(select(Engagement)).all()) == 2


def test_a_line_that_is_wrong_is_told_and_nobody_is_added(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    assert tour
    shown = sent(planner, ADDRESS, f"{ADVISER_HEAD}\n{LINE}\n{LINE}")
    assert "Line 2 has the same email address." in shown.text
    assert planner.post(shown.request.path, data={}).status_code == 422
    assert session.scalars(select(Adviser)).all() == []


def test_no_file_is_told_and_templates_are_files(planner: FlaskClient, tour: Tour) -> None:
    assert tour
    assert planner.post(ADDRESS, data={}).status_code == 422
    for kind in ("csv", "xlsx"):
        answer = planner.get(f"/organiser/tours/2026/advisers/template/{kind}")
        assert f'"advisers-2026.{kind}"' in answer.headers["Content-Disposition"]
    assert planner.get("/organiser/tours/2026/advisers/template/exe").status_code == 404


def test_clerks_other_methods_and_what_is_missing_are_refused(
    planner: FlaskClient, sign_in: SignIn, tour: Tour
) -> None:
    assert tour
    assert planner.delete(ADDRESS).status_code == 405
    assert planner.get("/organiser/tours/1999/advisers/import").status_code == 404
    assert planner.get("/organiser/tours/2026/advisers/imports/99").status_code == 404
    assert sign_in(RoleName.CLERK).get(ADDRESS).status_code == 403
