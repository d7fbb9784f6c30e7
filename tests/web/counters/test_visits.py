"""Who gets in at a counter's pages, and to which counter."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName, User
from seminar_service.counters.staffing import bind
from tests.bids.support import NOW, STAFF
from tests.factories import make_counter, make_link
from tests.web.accounts.support import SignIn


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def test_an_account_sees_its_own_counter_alone(sign_in: SignIn, session: Session) -> None:
    own, other = make_counter(session), make_counter(session)
    browser = sign_in(RoleName.COUNTER_STAFF)
    assert browser.get("/en/counter/").status_code == 409
    user = session.query(User).one()
    bind(session, own.id, user.id, actor=STAFF, now=NOW)
    page = browser.get("/en/organiser/", follow_redirects=True).text
    assert own.name_en in page
    assert other.name_en not in page
    assert "Log out" in page
    assert browser.get("/organiser/counters").status_code == 403


def test_a_link_opens_its_counter_until_it_is_revoked(
    client: FlaskClient, session: Session
) -> None:
    own, other = make_counter(session), make_counter(session)
    token = make_link(session, LinkPurpose.COUNTER, own.id, now=NOW)
    page = client.get(f"/en/counter/{token}").text
    assert own.name_en in page
    assert other.name_en not in page
    links.revoke_all(session, LinkPurpose.COUNTER, own.id, now=NOW)
    session.commit()
    assert client.get(f"/counter/{token}").status_code == 410
    assert client.get("/counter/nobody-ever-made-this").status_code == 404
    assert client.get("/counter/").status_code == 302


def test_a_planner_is_no_counter(sign_in: SignIn) -> None:
    assert sign_in(RoleName.PLANNER).get("/counter/").status_code == 403
