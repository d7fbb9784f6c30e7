"""The directory of support counters at the office."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.counters.model import Counter
from seminar_service.counters.staffing import counter_of
from tests.factories import make_counter
from tests.web.accounts.support import MakeAccount, SignIn
from tests.web.organisers.test_forms_counters import FILLED

NEW = "/en/organiser/counters/new"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def test_a_planner_adds_a_counter_and_changes_it(planner: FlaskClient, session: Session) -> None:
    assert planner.get(NEW).status_code == 200
    assert planner.post(NEW, data=FILLED).status_code == 303
    row = session.scalars(select(Counter)).one()
    address = f"/en/organiser/counters/{row.id}"
    assert "東京窓口" in planner.get("/en/organiser/counters").text
    changed = FILLED | {"hours_ja": "毎日", "version": "1"}
    assert planner.post(address, data=changed).status_code == 303
    session.refresh(row)
    assert row.hours_ja == "毎日"


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(
    planner: FlaskClient, session: Session
) -> None:
    make_counter(session, prefecture="13", name_ja="東京窓口")
    other = make_counter(session, prefecture="13")
    for address, more in ((NEW, {}), (f"/en/organiser/counters/{other.id}", {"version": "1"})):
        answer = planner.post(address, data=FILLED | more)
        assert answer.status_code == 422
        assert "has a counter of this name already" in answer.text
        assert "千代田区1-1" in answer.text


def test_what_is_missing_is_said(planner: FlaskClient) -> None:
    assert planner.post(NEW, data={}).status_code == 422
    assert planner.get("/organiser/counters/99").status_code == 404
    assert planner.delete(NEW).status_code == 405


def test_viewers_read_the_list_and_change_nothing(sign_in: SignIn, session: Session) -> None:
    row = make_counter(session, is_sample=True, is_listed=False)
    viewer = sign_in(RoleName.VIEWER)
    page = viewer.get("/en/organiser/counters").text
    assert "Sample" in page
    assert "Not listed" in page
    assert NEW not in page
    assert viewer.get(f"/organiser/counters/{row.id}").status_code == 403


def test_a_link_is_mailed_where_there_is_an_address(planner: FlaskClient, session: Session) -> None:
    known, unknown = make_counter(session), make_counter(session, email="")
    for row, said in ((known, "A new link is on its way"), (unknown, "email address first")):
        answer = planner.post(
            f"/en/organiser/counters/{row.id}/links",
            data={"links": "page", "deed": "renew"},
            follow_redirects=True,
        )
        assert said in answer.text


def test_an_administrator_binds_an_account_and_lets_it_go(
    sign_in: SignIn, session: Session, make_account: MakeAccount
) -> None:
    user = make_account(RoleName.COUNTER_STAFF, "c@example.jp")
    row, admin = make_counter(session), sign_in(RoleName.ADMIN)
    address = f"/en/organiser/counters/{row.id}"
    assert f"Bind {user.name or user.email}" in admin.get(address).text
    assert admin.post(f"{address}/staff", data={"account": user.id}).status_code == 303
    assert counter_of(session, user.id) == row.id
    assert "Let go" in admin.get(address).text
    sent = {"account": user.id, "let_go": "1"}
    assert admin.post(f"{address}/staff", data=sent).status_code == 303
    assert counter_of(session, user.id) is None
    assert admin.post(f"{address}/staff", data={"account": "x"}).status_code == 400
    assert admin.post(f"{address}/staff", data={"account": "99"}).status_code == 404
    assert sign_in(RoleName.PLANNER).post(f"{address}/staff", data=sent).status_code == 403
