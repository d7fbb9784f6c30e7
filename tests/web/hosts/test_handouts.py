"""A host orders handouts behind its link."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.handouts import queries
from seminar_service.handouts.values import ReceiverKind
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_handout, make_link
from tests.web.editing.browsers import form_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def test_a_host_orders_and_sees_its_order(
    client: FlaskClient, session: Session, tour: Tour
) -> None:
    bid, handout = make_bid(session, tour), make_handout(session)
    token = make_link(session, LinkPurpose.BID, bid.id, now=NOW)
    address = f"/en/bids/{token}/handouts"
    form = form_of(client.get(address).text, "form_key")
    assert client.post(address, data=form).status_code == 422
    sent = form | {f"pieces_{handout.id}": ["20"]}
    assert client.post(address, data=sent).status_code == 303
    (order,) = queries.orders(session, bid_id=bid.id)
    assert (order.receiver, order.organisation) == (ReceiverKind.HOST, bid.host_name)
    assert "Asked for" in client.get(address).text
    assert address in client.get(f"/en/bids/{token}").text
    assert client.delete(address).status_code == 405
    assert client.get("/bids/no-such-link/handouts").status_code == 404
