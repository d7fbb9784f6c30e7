"""The page on which a participant attends in the other way: GET asks, POST acts."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, make_registration
from tests.web.public.conftest import page, text_of

ONLINE = AttendanceMode.ONLINE
WAITING = RegistrationState.WAITING


@pytest.fixture
def row(session: Session, seminar: Seminar) -> Registration:
    """Somebody with a place at the venue of a seminar with one place online."""
    seminar.online_capacity = 1
    return make_registration(session, seminar)


@pytest.fixture
def own(session: Session, row: Registration) -> str:
    """Where the registration's own page is."""
    token = links.mint(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    session.commit()
    return f"/registrations/{token}"


def test_looking_changes_nothing_and_pressing_does(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    shown = page(client.get(f"{own}/mode"))
    assert "1" in shown.get_text()
    session.refresh(row)
    assert row.mode is AttendanceMode.ON_SITE

    answer = client.post(f"{own}/mode", data={"mode": "online"})

    assert (answer.status_code, answer.location) == (303, own)
    session.refresh(row)
    assert row.mode is ONLINE


def test_pressed_twice_it_is_done_once(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    for _ in range(2):
        client.post(f"{own}/mode", data={"mode": "online"})

    session.refresh(row)
    assert (row.mode, row.calendar_sequence) == (ONLINE, 1)


def test_where_no_place_is_free_the_page_says_so_and_has_no_button(
    client: FlaskClient, session: Session, seminar: Seminar, row: Registration, own: str
) -> None:
    make_registration(session, seminar, mode=ONLINE)

    shown = page(client.get(f"{own}/mode"))
    assert "変更先は現在満席です" in shown.get_text()
    assert shown.select_one("main form button") is None

    client.post(f"{own}/mode", data={"mode": "online"})
    session.refresh(row)
    assert row.mode is AttendanceMode.ON_SITE


def test_the_own_page_leads_there_and_says_how_one_attends(client: FlaskClient, own: str) -> None:
    shown = page(client.get(own))

    assert shown.select_one(f"a[href='{own}/mode']") is not None
    assert "会場で参加" in shown.get_text()


def test_the_own_page_has_the_online_address_for_a_place_online_alone(
    client: FlaskClient, session: Session, seminar: Seminar, row: Registration, own: str
) -> None:
    seminar.online_url, seminar.online_words = "https://meet.example.jp/1", "番号 77"
    session.commit()
    assert "meet.example.jp" not in client.get(own).text

    client.post(f"{own}/mode", data={"mode": "online"})

    said = text_of(client.get(own))
    assert "https://meet.example.jp/1" in said
    assert "番号 77" in said
    row.state = WAITING
    session.commit()
    assert "meet.example.jp" not in client.get(own).text


@pytest.mark.parametrize("mode", ["", "elsewhere"])
def test_what_is_no_way_of_attending_changes_nothing(
    client: FlaskClient, session: Session, row: Registration, own: str, mode: str
) -> None:
    assert client.post(f"{own}/mode", data={"mode": mode}).status_code == 200
    session.refresh(row)
    assert row.mode is AttendanceMode.ON_SITE


def test_where_there_is_no_choice_the_page_leads_back(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    seminar.online_capacity = 0
    session.commit()

    assert client.get(f"{own}/mode").status_code == 303


def test_a_link_that_nobody_made_opens_nothing(client: FlaskClient) -> None:
    assert client.get("/registrations/nothing/mode").status_code == 404
