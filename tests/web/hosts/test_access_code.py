"""The host reads and sets the code that its members enter."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, make_bid, make_link, make_seminar, make_tour
from tests.web.editing.browsers import form_of


@pytest.fixture
def seminar(session: Session) -> Seminar:
    bid = make_bid(session, make_tour(session), audience=Audience.MEMBERS)
    return make_seminar(session, bid)


@pytest.fixture
def own(session: Session, seminar: Seminar) -> str:
    """Where the host's own page is."""
    return f"/bids/{make_link(session, LinkPurpose.BID, seminar.bid_id, now=NOW)}"


def filled_in(client: FlaskClient, own: str, **changes: str) -> dict[str, str]:
    fields = form_of(client.get(f"{own}/access-code").text, "access_code")
    return {name: values[0] for name, values in fields.items()} | changes


def test_the_host_sets_a_code_and_reads_it_on_its_page(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    assert "だれでも申し込めます" in client.get(own).text

    answer = client.post(f"{own}/access-code", data=filled_in(client, own, access_code="kaiin26"))

    assert (answer.status_code, answer.location) == (303, own)
    assert "kaiin26" in client.get(own).text
    client.post(f"{own}/access-code", data=filled_in(client, own, step="draw"))
    session.refresh(seminar)
    assert seminar.access_code not in ("", "kaiin26")


def test_what_is_no_code_comes_back(client: FlaskClient, own: str) -> None:
    answer = client.post(f"{own}/access-code", data=filled_in(client, own, access_code="abc"))

    assert answer.status_code == 422
    assert 'value="abc"' in answer.text


def test_what_the_office_changed_meanwhile_is_asked_about(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    late = filled_in(client, own, access_code="late-one")
    seminar.access_code = "office-one"
    seminar.version += 1
    session.commit()

    assert client.post(f"{own}/access-code", data=late).status_code == 409
    session.refresh(seminar)
    assert seminar.access_code == "office-one"


def test_a_seminar_for_everybody_leads_back(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    seminar.audience = Audience.PUBLIC
    session.commit()

    assert client.get(f"{own}/access-code").status_code == 303
    assert "access-code" not in client.get(own).text


def test_a_link_that_nobody_made_opens_nothing(client: FlaskClient, own: str) -> None:
    assert client.get("/bids/nothing/access-code").status_code == 404
    assert client.delete(f"{own}/access-code").status_code == 405
