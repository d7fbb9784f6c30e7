"""What there is to print for a seminar."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour))


def test_the_papers_of_a_seminar_stand_in_its_tabs(clerk: FlaskClient, seminar: Seminar) -> None:
    here = f"/en/organiser/seminars/{seminar.public_id}"
    page = clerk.get(f"{here}/prints").text
    for address in (f"{here}/prints/sign", f"{here}/prints/sign.pdf"):
        assert f'href="{address}"' in page
    assert f'action="{here}/prints/list"' in page
    for other in (here, f"{here}/registrations"):
        assert f'href="{here}/prints"' in clerk.get(other).text


def test_before_it_is_announced_the_page_warns_of_the_flyers_code(
    viewer: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    early = make_seminar(session, make_bid(session, tour), state=SeminarState.TENTATIVE)
    warned = [
        "until then the QR code leads nowhere"
        in viewer.get(f"/en/organiser/seminars/{each.public_id}/prints").text
        for each in (early, seminar)
    ]
    assert warned == [True, False]


def test_who_only_reads_is_offered_no_list_of_people(viewer: FlaskClient, seminar: Seminar) -> None:
    page = viewer.get(f"/en/organiser/seminars/{seminar.public_id}/prints")
    assert page.status_code == 200
    assert "prints/list" not in page.text


def test_what_was_filled_in_stays_when_the_language_changes(
    clerk: FlaskClient, seminar: Seminar
) -> None:
    here = f"/organiser/seminars/{seminar.public_id}/prints?keep"
    page = clerk.post(here, data={"walk_ins": "7", "columns": "number"}).text
    assert 'value="7"' in page


def test_others_and_other_methods_are_refused(
    client: FlaskClient, clerk: FlaskClient, seminar: Seminar
) -> None:
    here = f"/organiser/seminars/{seminar.public_id}/prints"
    assert client.get(here).status_code == 302
    assert clerk.post(here).status_code == 405
    assert clerk.get("/organiser/seminars/nothere1/prints").status_code == 404
