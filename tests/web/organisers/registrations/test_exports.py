"""Registrations as a file."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from seminar_service.domain.history import HistoryKind
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.web.organisers.registrations import exports
from tests import histories
from tests.factories import make_bid, make_registration, make_seminar

HERE = "/en/organiser/tours/2026/registrations/export"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    seminar = make_seminar(session, make_bid(session, tour))
    make_registration(session, seminar, name="山田", name_kana="ヤマダ", company="=1+1")
    make_registration(session, seminar, name="青木", name_kana="アオキ")
    make_registration(session, seminar, name="渡辺", state=RegistrationState.CANCELLED)
    return seminar


def test_the_list_is_taken_out_as_it_is_asked_for(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    address = f"{HERE}?state=confirmed&column=company&column=day&q=a"
    answer = clerk.post(address, data={"kind_of_file": "csv"})

    assert answer.headers["Content-Disposition"].endswith('"registrations-2026.csv"')
    assert "no-store" in answer.headers["Cache-Control"]
    rows = list(csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert rows[0] == [
        "Number",
        "State",
        "Name",
        "Furigana",
        "Seminar date",
        "Company or organisation",
    ]
    assert [row[2] for row in rows[1:]] == ["青木", "山田"]
    assert rows[2][4:] == [seminar.day.isoformat(), "'=1+1"]
    (line,) = histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED)
    assert line.data == {
        "file_kind": "csv",
        "rows": 2,
        "columns": ["number", "state", "name", "reading", "day", "company"],
        "filters": ["q", "state"],
    }
    assert line.user_id is not None


def test_a_seminar_is_taken_out_for_excel_and_for_programs(
    clerk: FlaskClient, seminar: Seminar
) -> None:
    address = f"/en/organiser/seminars/{seminar.public_id}/registrations/export"
    book = load_workbook(BytesIO(clerk.post(address, data={"kind_of_file": "xlsx"}).data))
    assert book.active is not None
    assert [row[2].value for row in book.active.iter_rows(min_row=2)] == ["青木", "渡辺", "山田"]

    found = json.loads(clerk.post(address, data={"kind_of_file": "json"}).data)
    assert [each["name"] for each in found] == ["青木", "渡辺", "山田"]
    assert found[2]["company"] == "=1+1"


def test_the_history_says_in_words_who_took_what(planner: FlaskClient, seminar: Seminar) -> None:
    assert seminar.public_id
    planner.post(HERE, data={"kind_of_file": "csv"})
    page = planner.get("/en/organiser/history").text
    assert "Registrations exported" in page
    assert "CSV, 3 registrations" in page


@pytest.mark.usefixtures("seminar")
@pytest.mark.parametrize("sent", [{}, {"kind_of_file": "pdf"}])
def test_another_kind_of_file_leads_back(
    clerk: FlaskClient, session: Session, sent: dict[str, str]
) -> None:
    answer = clerk.post(f"{HERE}?q=x", data=sent)
    assert (answer.status_code, answer.location) == (
        303,
        "/en/organiser/tours/2026/registrations?q=x",
    )
    assert histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED) == []


@pytest.mark.usefixtures("seminar")
def test_more_than_a_file_takes_is_refused(
    clerk: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 2)
    assert clerk.post(HERE, data={"kind_of_file": "csv"}).status_code == 303
    assert clerk.post(f"{HERE}?q=山田", data={"kind_of_file": "csv"}).status_code == 200
    assert len(histories.lines(session, HistoryKind.REGISTRATIONS_EXPORTED)) == 1


def test_the_form_says_that_a_file_answers_it_so_that_it_can_be_sent_again(
    clerk: FlaskClient, seminar: Seminar
) -> None:
    list_of = f"/organiser/seminars/{seminar.public_id}/registrations"
    for page, address in ((list_of, f"{list_of}/export"), (HERE.removesuffix("/export"), HERE)):
        form = f'data-answers-with-file action="{address}'
        assert form in clerk.get(page).text


def test_who_only_reads_takes_nothing_out(viewer: FlaskClient, seminar: Seminar) -> None:
    assert seminar.public_id
    assert viewer.post(HERE, data={"kind_of_file": "csv"}).status_code == 403
    assert "kind_of_file" not in viewer.get("/organiser/tours/2026/registrations").text


@pytest.mark.usefixtures("tour")
def test_what_is_not_there_is_missing_and_a_look_takes_nothing_out(clerk: FlaskClient) -> None:
    sent = {"kind_of_file": "csv"}
    assert clerk.post("/organiser/tours/1999/registrations/export", data=sent).status_code == 404
    missing = "/organiser/seminars/nothere1/registrations/export"
    assert clerk.post(missing, data=sent).status_code == 404
    assert clerk.get(HERE).status_code == 405
