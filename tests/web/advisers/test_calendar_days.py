"""An adviser takes the days out of a calendar of their own."""

from datetime import date
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Adviser, DaySource, UnavailableDay
from seminar_service.busy import reader
from seminar_service.history.model import HistoryLine
from seminar_service.tours.model import Tour
from seminar_service.web.advisers import calendar_days
from tests.busy.files import ALL_DAY, EVERY_SECOND, calendar
from tests.factories import NOW, make_adviser, make_bid, make_link, make_seminar, make_tour
from tests.web.editing.browsers import form_of

TWO_DAYS = [date(2026, 9, 7), date(2026, 9, 8)]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour)


@pytest.fixture
def own(session: Session, adviser: Adviser) -> str:
    """Where the adviser's days are."""
    token = make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)
    return f"/en/adviser/{token}/days/2026"


def send(client: FlaskClient, own: str, content: bytes) -> Any:
    file = BytesIO(content), "own.ics"
    return client.post(f"{own}/calendar", data={"file": file}, content_type="multipart/form-data")


def taken(session: Session) -> list[date]:
    session.rollback()
    rows = select(UnavailableDay).order_by(UnavailableDay.day)
    return [each.day for each in session.scalars(rows) if each.source is DaySource.CALENDAR]


def test_the_days_are_shown_first_and_then_taken(
    client: FlaskClient, session: Session, own: str
) -> None:
    assert f'href="{own}/calendar"' in client.get(own).text
    assert 'type="file"' in client.get(f"{own}/calendar").text

    shown = send(client, own, calendar(ALL_DAY))

    assert shown.status_code == 200
    assert "Nothing has been changed yet" in shown.text
    assert "7 Sep 2026" in shown.text
    assert "Secret trip" not in shown.text
    assert taken(session) == []
    answer = client.post(f"{own}/calendar/take", data=form_of(shown.text))
    assert (answer.status_code, answer.location) == (303, own)
    assert taken(session) == TWO_DAYS
    assert all("Secret" not in str(each.data) for each in session.scalars(select(HistoryLine)))


def test_what_a_released_seminar_needs_is_said_before(
    client: FlaskClient, session: Session, tour: Tour, adviser: Adviser, own: str
) -> None:
    make_seminar(session, make_bid(session, tour), team=[adviser], day=TWO_DAYS[0])
    shown = send(client, own, calendar(ALL_DAY))
    assert "Will be asked of the office" in shown.text
    client.post(f"{own}/calendar/take", data=form_of(shown.text))
    assert taken(session) == TWO_DAYS[1:]
    assert "The office has been asked" in client.get(own).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Please choose a file."),
        (b"hello", "no calendar file"),
        (calendar(EVERY_SECOND), "repeats too often"),
    ],
    ids=["nothing", "no calendar", "every second"],
)
def test_files_that_cannot_be_read_are_refused(
    client: FlaskClient, session: Session, own: str, content: bytes, said: str
) -> None:
    answer = send(client, own, content)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert taken(session) == []


def test_a_file_that_is_too_large_is_refused(
    client: FlaskClient, session: Session, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (calendar_days, reader):
        monkeypatch.setattr(module, "LARGEST_FILE", 100)
    answer = send(client, own, calendar(ALL_DAY))
    assert (answer.status_code, "too large" in answer.text) == (422, True)
    assert taken(session) == []


def test_while_others_are_read_one_is_asked_to_wait(
    client: FlaskClient, session: Session, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_turns", BoundedSemaphore(1))
    monkeypatch.setattr(reader, "PATIENCE_SECONDS", 0.01)
    with reader._turns:
        answer = send(client, own, calendar(ALL_DAY))
    assert (answer.status_code, "Other files are just being read" in answer.text) == (503, True)
    assert taken(session) == []


def test_an_entry_that_makes_no_sense_is_counted(client: FlaskClient, own: str) -> None:
    shown = send(client, own, calendar("SUMMARY:no beginning", ALL_DAY)).text
    assert "1 entry could not be understood" in shown


def test_when_the_days_have_changed_meanwhile_they_are_shown_again(
    client: FlaskClient, session: Session, adviser: Adviser, own: str
) -> None:
    sent = form_of(send(client, own, calendar(ALL_DAY)).text)
    adviser.engagements[0].version += 1
    session.commit()

    answer = client.post(f"{own}/calendar/take", data=sent)

    assert (answer.status_code, "changed in the meantime" in answer.text) == (409, True)
    assert taken(session) == []
    assert client.post(f"{own}/calendar/take", data=form_of(answer.text)).status_code == 303
    assert taken(session) == TWO_DAYS


def test_days_that_nobody_found_are_left_out(
    client: FlaskClient, session: Session, own: str
) -> None:
    sent = form_of(send(client, own, calendar(ALL_DAY)).text)
    sent["found"] = ["2026-09-07 never 2026-13-01 1999-01-01 2099-01-01"]
    assert client.post(f"{own}/calendar/take", data=sent).status_code == 303
    assert taken(session) == TWO_DAYS[:1]


def test_files_are_sent_so_often_and_no_more(
    client: FlaskClient, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_days, "FILES_PER_WINDOW", 1)
    assert send(client, own, calendar(ALL_DAY)).status_code == 200
    assert send(client, own, calendar(ALL_DAY)).status_code == 429


def test_links_of_others_and_other_methods_are_refused(
    client: FlaskClient, session: Session, adviser: Adviser, own: str
) -> None:
    token = make_link(session, LinkPurpose.BID, adviser.id, now=NOW)
    for place in ("calendar", "calendar/take"):
        assert client.post(f"/adviser/{token}/days/2026/{place}").status_code == 404
        assert client.put(f"{own}/{place}").status_code == 405
    assert client.get(f"{own}/calendar/take").status_code == 405
    assert client.get(f"{own.replace('2026', '1999')}/calendar").status_code == 404
