"""Handouts for seminars ahead, at the office."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.handouts import queries
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_handout, make_seminar
from tests.web.accounts.support import SignIn

PAGE = "/en/organiser/handouts/seminars"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def test_what_is_ticked_is_ordered_once(planner: FlaskClient, session: Session, tour: Tour) -> None:
    assert "No seminar ahead" in planner.get(PAGE).text
    seminar = make_seminar(session, make_bid(session, tour, expected_audience=55))
    handout = make_handout(session)
    assert ">55<" in planner.get(PAGE).text
    sent = {"seminar": seminar.public_id, "handout": str(handout.id)}
    for said in ("An order for 1 seminar", "Orders for 0 seminars"):
        assert said in planner.post(PAGE, data=sent, follow_redirects=True).text
    (order,) = queries.orders(session)
    assert order.lines[0].asked == 60
    assert "Ordered" in planner.get(PAGE).text
    assert planner.delete(PAGE).status_code == 405


def test_nothing_ticked_orders_nothing(planner: FlaskClient, session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    answer = planner.post(PAGE, data={"seminar": seminar.public_id}, follow_redirects=True)
    assert "Please choose what is ordered" in answer.text
    assert queries.orders(session) == []


def test_viewers_order_nothing(sign_in: SignIn) -> None:
    viewer = sign_in(RoleName.VIEWER)
    assert viewer.get(PAGE).status_code == 200
    assert viewer.post(PAGE, data={}).status_code == 403
