"""A host reads who comes to its seminar."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.vocabulary import SharedWithHost
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from tests.factories import NOW, make_bid, make_link, make_registration, make_seminar, make_tour


@pytest.fixture
def seminar(session: Session) -> Seminar:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    make_registration(
        session, seminar, name="青木 花子", shared_with_host=SharedWithHost.NAME_AND_COMPANY
    )
    return seminar


@pytest.fixture
def own(session: Session, seminar: Seminar) -> str:
    """Where the host's own page is."""
    return f"/bids/{make_link(session, LinkPurpose.BID, seminar.bid_id, now=NOW)}"


def test_the_page_of_the_bid_leads_to_the_list(client: FlaskClient, own: str) -> None:
    page = client.get(own).text
    assert f'href="{own}/participants"' in page
    assert "キャンセル待ち0名" in page
    assert "青木 花子" in client.get(f"{own}/participants").text
    assert "青木 花子" in client.post(f"{own}/participants/file").data.decode()


def test_a_bid_without_a_seminar_has_no_list(client: FlaskClient, session: Session) -> None:
    bid = make_bid(session, make_tour(session, 2027))
    own = f"/bids/{make_link(session, LinkPurpose.BID, bid.id, now=NOW)}"
    assert client.get(f"{own}/participants").status_code == 404
    assert client.post(f"{own}/participants/file").status_code == 404


def test_a_link_that_was_revoked_opens_nothing(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    with transaction(session):
        links.revoke_all(session, LinkPurpose.BID, seminar.bid_id, now=NOW)
    assert client.get(f"{own}/participants").status_code == 410
    assert client.post(f"{own}/participants/file").status_code == 410


def test_other_links_and_other_methods_open_nothing(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    row = make_registration(session, seminar)
    other = make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    assert client.get(f"/bids/{other}/participants").status_code == 404
    assert client.get("/bids/nothing/participants").status_code == 404
    assert client.post(f"{own}/participants").status_code == 405
    assert client.get(f"{own}/participants/file").status_code == 405
