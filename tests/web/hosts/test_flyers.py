"""The flyer behind a host's link."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.flyers.model import Flyer
from seminar_service.printing import printer
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.web.flyers import _made
from tests import papers
from tests.factories import NOW, make_bid, make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite."""
    return sqlite_url


@pytest.fixture(autouse=True)
def _forget() -> None:
    _made.cache_clear()


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour))


@pytest.fixture
def here(session: Session, seminar: Seminar) -> str:
    bid_id = seminar.bid_id
    with transaction(session):
        token = links.mint(session, LinkPurpose.BID, bid_id, now=NOW)
    return f"/en/bids/{token}"


def test_a_host_finds_and_takes_the_flyer_in_both_languages(
    client: FlaskClient, session: Session, seminar: Seminar, here: str
) -> None:
    session.add(Flyer(seminar_id=seminar.id, lead_en="In the office's words."))
    session.commit()
    own = client.get(here).text
    for language, title in (("ja", seminar.title_ja), ("en", seminar.title_en)):
        assert f'href="{here}/flyer/{language}"' in own
        page = client.get(f"{here}/flyer/{language}")
        assert f'<html lang="{language}"' in page.text
        assert "no-store" in page.headers["Cache-Control"]
        answer = client.get(f"{here}/flyer/{language}.pdf")
        assert answer.content_type == "application/pdf"
        assert title in papers.pages(answer.data)[0].replace("\n", "")
    assert "In the office" in client.get(f"{here}/flyer/en").text


@pytest.mark.parametrize("state", [SeminarState.TENTATIVE, SeminarState.CANCELLED])
def test_before_it_is_public_and_after_it_was_cancelled_there_is_none(
    client: FlaskClient, session: Session, seminar: Seminar, here: str, state: SeminarState
) -> None:
    seminar.state = state
    seminar.announced_at = NOW if state is SeminarState.CANCELLED else None
    session.commit()
    assert "/flyer/" not in client.get(here).text
    for one in ("ja", "ja.pdf"):
        assert client.get(f"{here}/flyer/{one}").status_code == 404


def test_a_bid_without_a_seminar_has_none(
    client: FlaskClient, session: Session, tour: Tour
) -> None:
    bid_id = make_bid(session, tour).id
    with transaction(session):
        token = links.mint(session, LinkPurpose.BID, bid_id, now=NOW)
    assert client.get(f"/bids/{token}/flyer/ja").status_code == 404


def test_where_no_file_can_be_made_the_page_is_named(
    client: FlaskClient, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "_COMMAND", ("python3", "-c", "import sys; sys.exit(65)"))
    answer = client.get(f"{here}/flyer/ja.pdf")
    assert answer.status_code == 503
    assert f'href="{here}/flyer/ja"' in answer.text


def test_other_links_and_methods_are_refused(client: FlaskClient, here: str) -> None:
    for one in ("ja", "ja.pdf"):
        assert client.get(f"/bids/unknown/flyer/{one}").status_code == 404
        assert client.post(f"{here}/flyer/{one}").status_code == 405
