"""Advisers read who comes to their seminars."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Adviser
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import SharedWithHost
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_link,
    make_registration,
    make_seminar,
    make_tour,
)


@pytest.fixture
def adviser(session: Session) -> Adviser:
    return make_adviser(session)


@pytest.fixture
def seminar(session: Session, adviser: Adviser) -> Seminar:
    seminar = make_seminar(session, make_bid(session, make_tour(session)), team=[adviser])
    make_registration(
        session, seminar, name="青木 花子", shared_with_host=SharedWithHost.NAME_AND_COMPANY
    )
    return seminar


@pytest.fixture
def own(session: Session, adviser: Adviser) -> str:
    """Where the adviser's own page is."""
    return f"/adviser/{make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)}"


@pytest.fixture
def here(seminar: Seminar, own: str) -> str:
    return f"{own}/seminars/{seminar.public_id}/participants"


def test_the_own_page_leads_to_the_list(
    client: FlaskClient, session: Session, own: str, here: str
) -> None:
    page = client.get(own).text
    assert f'href="{here}"' in page
    assert "キャンセル待ち0名" in page
    assert "青木 花子" in client.get(here).text
    assert "青木 花子" in client.post(f"{here}/file").data.decode()
    (line,) = histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED)
    assert line.actor_kind == "adviser"


def test_seminars_of_others_are_not_there(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    other = make_seminar(session, make_bid(session, seminar.tour), team=[make_adviser(session)])
    for public_id in (other.public_id, "nobodys1"):
        there = f"{own}/seminars/{public_id}/participants"
        assert client.get(there).status_code == 404
        assert client.post(f"{there}/file").status_code == 404


def test_a_link_that_was_revoked_opens_nothing(
    client: FlaskClient, session: Session, adviser: Adviser, here: str
) -> None:
    with transaction(session):
        links.revoke_all(session, LinkPurpose.ADVISER, adviser.id, now=NOW)
    assert client.get(here).status_code == 410
    assert client.post(f"{here}/file").status_code == 410


def test_other_methods_open_nothing(client: FlaskClient, here: str) -> None:
    assert client.post(here).status_code == 405
    assert client.get(f"{here}/file").status_code == 405
