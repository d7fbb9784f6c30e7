"""What was handed out in a year."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.handouts.orders import act, approve
from seminar_service.handouts.states import OrderAction
from tests.bids.support import NOW, STAFF
from tests.factories import make_counter, make_handout, make_order, make_stock

PAGE = "/en/organiser/handouts/report"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the queries."""
    return sqlite_url


def test_a_year_shows_its_sums_and_is_a_file(planner: FlaskClient, session: Session) -> None:
    assert "Nothing was handed out" in planner.get(PAGE).text
    handout = make_handout(session)
    store = make_stock(session, handout, 60_000)
    order = make_order(session, make_counter(session), handout=handout)
    approve(session, order.id, store.id, {handout.id: 59_321}, version=1, actor=STAFF, now=NOW)
    act(session, order.id, OrderAction.SHIP, version=2, actor=STAFF, now=NOW)
    page = planner.get(f"{PAGE}?year=2026").text
    assert page.count("59321") == 2
    assert "Aichi" in page
    assert "59321" not in planner.get(f"{PAGE}?year=2025").text
    for kind in ("csv", "xlsx"):
        assert planner.get(f"{PAGE}/{kind}").status_code == 200
    assert "59321" in planner.get(f"{PAGE}/csv").get_data(as_text=True)
    assert planner.get(f"{PAGE}/exe").status_code == 404
    assert planner.post(PAGE).status_code == 405
