"""Deciding on orders of handouts."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.handouts.states import OrderState
from tests.factories import make_counter, make_handout, make_order, make_stock
from tests.web.accounts.support import SignIn
from tests.web.editing.browsers import form_of

PAGE = "/en/organiser/handouts/orders"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def test_an_order_is_approved_sent_and_delivered(planner: FlaskClient, session: Session) -> None:
    handout = make_handout(session)
    make_stock(session, handout, 100)
    row = make_order(session, make_counter(session), handout=handout)
    address = f"{PAGE}/{row.id}"
    assert row.organisation in planner.get(PAGE).text
    form = form_of(planner.get(address).text) | {"deed": ["approve"]}
    nothing = form | {f"pieces_{handout.id}": ["x"]}
    assert planner.post(address, data=nothing).status_code == 422
    too_many = form | {f"pieces_{handout.id}": ["101"]}
    assert planner.post(address, data=too_many).status_code == 409
    assert planner.post(address, data=form).status_code == 303
    again = planner.post(address, data=form)
    assert again.status_code == 409
    assert "decided on this order in the meantime" in again.text
    for deed, state in (("ship", OrderState.SHIPPED), ("deliver", OrderState.DELIVERED)):
        sent = form_of(planner.get(address).text) | {"deed": [deed]}
        assert planner.post(address, data=sent).status_code == 303
        session.refresh(row)
        assert row.state is state


def test_what_is_missing_or_no_deed_is_refused(planner: FlaskClient, session: Session) -> None:
    assert "No orders yet" in planner.get(PAGE).text
    row = make_order(session, make_counter(session))
    assert planner.post(f"{PAGE}/{row.id}", data={"deed": "x"}).status_code == 400
    assert planner.get(f"{PAGE}/99").status_code == 404
    assert planner.delete(f"{PAGE}/{row.id}").status_code == 405


def test_viewers_decide_nothing(sign_in: SignIn, session: Session) -> None:
    row = make_order(session, make_counter(session))
    viewer = sign_in(RoleName.VIEWER)
    assert "Approve the order" not in viewer.get(f"{PAGE}/{row.id}").text
    sent = {"deed": "refuse", "version": "1"}
    assert viewer.post(f"{PAGE}/{row.id}", data=sent).status_code == 403
