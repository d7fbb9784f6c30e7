"""Internal notes on the page of a bid, and the undoing of a refusal."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.bids.memos import LONGEST_MEMO
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from tests.factories import make_link
from tests.web.accounts.support import SignIn


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def test_a_note_stands_on_the_page_with_its_writer_and_never_on_the_hosts(
    clerk: FlaskClient, client: FlaskClient, session: Session, bid: Bid
) -> None:
    answer = clerk.post(f"/organiser/bids/{bid.id}/notes", data={"text": "<b>電話済み</b>"})

    assert answer.location == f"/organiser/bids/{bid.id}#notes"
    page = clerk.get(f"/organiser/bids/{bid.id}").text
    assert "&lt;b&gt;電話済み&lt;/b&gt;" in page
    assert "clerk" in page.split('id="notes"')[1]
    token = make_link(session, LinkPurpose.BID, bid.id, now=datetime.now(UTC))
    assert "電話済み" not in client.get(f"/bids/{token}").text


@pytest.mark.parametrize("text", ["", "  ", "あ" * (LONGEST_MEMO + 1)])
def test_a_note_has_words_and_not_too_many(clerk: FlaskClient, bid: Bid, text: str) -> None:
    answer = clerk.post(f"/organiser/bids/{bid.id}/notes", data={"text": text})
    assert answer.status_code == 422
    assert "メモはまだありません" in clerk.get(f"/organiser/bids/{bid.id}").text


def test_a_viewer_reads_notes_and_writes_none(
    sign_in: SignIn, clerk: FlaskClient, bid: Bid
) -> None:
    clerk.post(f"/organiser/bids/{bid.id}/notes", data={"text": "電話済み"})
    viewer = sign_in(RoleName.VIEWER)
    assert "電話済み" in viewer.get(f"/organiser/bids/{bid.id}").text
    assert viewer.post(f"/organiser/bids/{bid.id}/notes", data={"text": "x"}).status_code == 403


def test_a_note_about_no_bid_is_not_found_and_other_methods_are_refused(
    clerk: FlaskClient, bid: Bid
) -> None:
    assert clerk.post("/organiser/bids/99/notes", data={"text": "x"}).status_code == 404
    assert clerk.get(f"/organiser/bids/{bid.id}/notes").status_code == 405


def test_a_refusal_is_undone_on_the_page(clerk: FlaskClient, session: Session, bid: Bid) -> None:
    address = f"/organiser/bids/{bid.id}"
    clerk.post(f"{address}/reject", data={"words": "理由", "version": "1"})
    assert f"{address}/reopen" in clerk.get(address).text
    assert "見送りを取り消す" in clerk.get(f"{address}/reopen").text

    answer = clerk.post(f"{address}/reopen", data={"words": "", "version": "2"})

    assert answer.status_code == 303
    session.refresh(bid)
    assert bid.state is BidState.SUBMITTED
    assert f"{address}/reopen" not in clerk.get(address).text
