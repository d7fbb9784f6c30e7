"""The list of participants as its readers see it."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import AttendanceMode, SharedWithHost
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests import histories
from tests.factories import NOW, make_bid, make_link, make_registration, make_seminar, make_tour


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session) -> Seminar:
    seminar = make_seminar(session, make_bid(session, make_tour(session)), capacity=9)
    for number, agreed in enumerate(SharedWithHost):
        make_registration(
            session,
            seminar,
            name=f"name-{agreed.value}",
            name_kana=f"{number}",
            company=f"=company-{agreed.value}",
            email=f"{agreed.value}@example.jp",
            shared_with_host=agreed,
        )
    return seminar


@pytest.fixture
def here(session: Session, seminar: Seminar) -> str:
    token = make_link(session, LinkPurpose.BID, seminar.bid_id, now=NOW)
    return f"/en/bids/{token}/participants"


def test_the_page_shows_of_each_what_they_agreed_to(client: FlaskClient, here: str) -> None:
    page = client.get(here)

    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert "name-name_and_company" in page.text
    assert "company-name_and_company" in page.text
    assert "name-with_mail" in page.text
    assert "with_mail@example.jp" in page.text
    assert "name_and_company@example.jp" not in page.text
    assert "number_only" not in page.text
    assert "Further people with a place: 1" in page.text
    assert "With a place: 3, waiting: 0" in page.text


def test_the_file_says_no_more_than_the_page(
    client: FlaskClient, session: Session, here: str
) -> None:
    answer = client.post(f"{here}/file")

    assert answer.data.startswith("\ufeff".encode())
    assert "no-store" in answer.headers["Cache-Control"]
    rows = list(csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["Name", "Furigana", "Company or organisation", "Email address"],
        ["name-name_and_company", "1", "'=company-name_and_company", ""],
        ["name-with_mail", "2", "'=company-with_mail", "with_mail@example.jp"],
    ]
    (line,) = histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED)
    assert (line.actor_kind, line.data) == (
        "host",
        {
            "file_kind": "csv",
            "rows": 2,
            "columns": ["name", "reading", "company", "email"],
            "filters": [],
        },
    )


def test_where_there_are_two_ways_the_list_says_how_each_attends(
    client: FlaskClient, session: Session, seminar: Seminar, here: str
) -> None:
    seminar.online_capacity = 5
    make_registration(
        session,
        seminar,
        mode=AttendanceMode.ONLINE,
        shared_with_host=SharedWithHost.NAME_AND_COMPANY,
    )
    assert "How they attend" in client.get(here).text
    rows = client.post(f"{here}/file").data.decode("utf-8-sig").splitlines()
    assert sorted(row.rpartition(",")[2] for row in rows[1:]) == [
        "At the venue",
        "At the venue",
        "Online",
    ]


def test_a_list_without_names_has_no_file_to_offer(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    other = make_seminar(session, make_bid(session, seminar.tour))
    make_registration(session, other)
    token = make_link(session, LinkPurpose.BID, other.bid_id, now=NOW)
    page = client.get(f"/en/bids/{token}/participants").text
    assert "Nobody is named here yet" in page
    assert "Download" not in page


@pytest.mark.parametrize("state", [SeminarState.CANCELLED, SeminarState.TENTATIVE])
def test_a_seminar_that_is_not_held_leads_back(
    client: FlaskClient, session: Session, seminar: Seminar, here: str, state: SeminarState
) -> None:
    seminar.state = state
    session.commit()
    for answer in (client.get(here), client.post(f"{here}/file")):
        assert (answer.status_code, answer.location) == (303, here.removesuffix("/participants"))
    assert histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED) == []


def test_after_thirty_days_there_is_no_list(
    client: FlaskClient, session: Session, seminar: Seminar, here: str
) -> None:
    seminar.state = SeminarState.HELD
    seminar.day = NOW.date() - timedelta(days=40)
    session.commit()
    assert client.get(here).status_code == 303
    assert "/participants" not in client.get(here.removesuffix("/participants")).text
