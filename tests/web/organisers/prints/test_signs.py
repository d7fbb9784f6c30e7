"""The sign for the door."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.printing import printer
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests import papers
from tests.factories import make_bid, make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), venue_name="商工会館 大会議室")


def address(seminar: Seminar) -> str:
    return f"/organiser/seminars/{seminar.public_id}/prints/sign"


def test_the_page_has_title_times_room_and_the_code(viewer: FlaskClient, seminar: Seminar) -> None:
    for prefix, title in (("", seminar.title_ja), ("/en", seminar.title_en)):
        page = viewer.get(prefix + address(seminar)).text
        assert f"<h1>{title}</h1>" in page
        assert "商工会館 大会議室" in page
        assert '<svg class="qr-code" viewBox="0 0 ' in page
        assert f"{prefix}/seminars/{seminar.public_id}" in page


def test_the_file_has_one_tagged_page(viewer: FlaskClient, seminar: Seminar) -> None:
    answer = viewer.get(f"{address(seminar)}.pdf")
    assert answer.content_type == "application/pdf"
    (text,) = papers.pages(answer.data)
    assert seminar.title_ja in text.replace("\n", "")
    assert papers.catalogue(answer.data)["/Lang"] == "ja"
    assert {"H1", "P", "Figure"} <= set(papers.tags(answer.data))


def test_the_longest_words_stay_on_one_page(
    viewer: FlaskClient, session: Session, tour: Tour
) -> None:
    longest = make_seminar(
        session,
        make_bid(session, tour),
        title_ja="龘" * 200,
        title_en="W" * 200,
        venue_name="鬱" * 120,
        host_name="M" * 120,
    )
    for prefix in ("", "/en"):
        answer = viewer.get(f"{prefix}{address(longest)}.pdf")
        assert answer.status_code == 200
        assert len(papers.pages(answer.data)) == 1


def test_before_it_is_announced_there_is_no_code(
    viewer: FlaskClient, session: Session, tour: Tour
) -> None:
    early = make_seminar(session, make_bid(session, tour), state=SeminarState.TENTATIVE)
    page = viewer.get(f"/en{address(early)}").text
    assert "The QR code comes once the seminar is announced." in page
    assert "<svg" not in page
    answer = viewer.get(f"/en{address(early)}.pdf")
    assert "announced" not in papers.pages(answer.data)[0]
    assert f"/seminars/{early.public_id}" not in papers.pages(answer.data)[0]


def test_where_no_file_can_be_made_the_page_is_named(
    viewer: FlaskClient, seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "_COMMAND", ("python3", "-c", "import sys; sys.exit(66)"))
    answer = viewer.get(f"/en{address(seminar)}.pdf")
    assert answer.status_code == 503
    assert "no Japanese font" in answer.text
    assert f'href="/en{address(seminar)}"' in answer.text


def test_others_and_other_methods_are_refused(
    client: FlaskClient, viewer: FlaskClient, seminar: Seminar
) -> None:
    for here in (address(seminar), f"{address(seminar)}.pdf"):
        assert client.get(here).status_code == 302
        assert viewer.post(here).status_code == 405
        missing = here.replace(seminar.public_id, "nothere1")
        assert viewer.get(missing).status_code == 404
