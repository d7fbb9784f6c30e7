"""A counter orders handouts on its own page."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.handouts.model import HandoutOrder
from tests.factories import NOW, make_counter, make_handout, make_link, make_order
from tests.web.editing.browsers import form_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def test_an_order_is_sent_once_and_shown(client: FlaskClient, session: Session) -> None:
    counter, handout = make_counter(session), make_handout(session)
    make_order(session, make_counter(session), handout=handout)
    token = make_link(session, LinkPurpose.COUNTER, counter.id, now=NOW)
    address = f"/en/counter/{token}/handouts"
    form = form_of(client.get(address).text, "form_key")
    assert client.post(address, data=form).status_code == 422
    sent = form | {f"pieces_{handout.id}": ["30"]}
    assert client.post(address, data=sent | {"address": [""]}).status_code == 422
    assert client.post(address, data=sent).status_code == 303
    row = session.scalars(select(HandoutOrder).where(HandoutOrder.counter_id == counter.id)).one()
    assert (row.organisation, row.lines[0].asked) == (counter.name_ja, 30)
    page = client.get(address).text
    assert "30" in page
    assert "Asked for" in page
    assert client.delete(address).status_code == 405


def test_where_there_is_nothing_to_order_it_is_said(client: FlaskClient, session: Session) -> None:
    token = make_link(session, LinkPurpose.COUNTER, make_counter(session).id, now=NOW)
    assert "nothing to order" in client.get(f"/en/counter/{token}/handouts").text
    assert client.get("/counter/no-such-link/handouts").status_code == 404
