"""A counter reports a month on its own page."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.counters.report_queries import report_of
from tests.factories import NOW, make_counter, make_link
from tests.web.editing.browsers import form_of

APRIL = date(2026, 4, 1)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def address(session: Session) -> str:
    counter = make_counter(session, reports_from=APRIL)
    return f"/en/counter/{make_link(session, LinkPurpose.COUNTER, counter.id, now=NOW)}"


def test_a_month_is_reported_and_corrected(
    client: FlaskClient, session: Session, address: str
) -> None:
    form = form_of(client.get(f"{address}/reports/2026-04").text)
    sent = client.post(f"{address}/reports/2026-04", data=form | {"general": ["１２件"]})
    assert sent.status_code == 422
    sent = client.post(f"{address}/reports/2026-04", data=form | {"general": ["１２"]})
    assert sent.status_code == 303
    page = client.get(f"{address}/reports/2026-04").text
    assert "Counter" in page
    client.post(f"{address}/reports/2026-04", data=form_of(page) | {"general": ["10"]})
    row = report_of(session, 1, APRIL)
    assert row
    assert row.total == 10
    assert "12, now 10" in client.get(f"{address}/reports/2026-04").text
    assert "10" in client.get(address).text


def test_two_at_once_lose_nothing(client: FlaskClient, session: Session, address: str) -> None:
    form = form_of(client.get(f"{address}/reports/2026-04").text)
    client.post(f"{address}/reports/2026-04", data=form | {"general": ["5"]})
    second = client.post(f"{address}/reports/2026-04", data=form | {"leakage": ["7"]})
    assert second.status_code == 409
    again = client.post(f"{address}/reports/2026-04", data=form_of(second.text))
    assert again.status_code == 303
    row = report_of(session, 1, APRIL)
    assert row
    assert row.total == 12


@pytest.mark.parametrize("month", ["2026-03", "2026-07", "2026-13", "x"])
def test_months_that_are_not_asked_are_missing(
    client: FlaskClient, address: str, month: str
) -> None:
    assert client.get(f"{address}/reports/{month}").status_code == 404
    assert client.post(f"{address}/reports/{month}", data={}).status_code == 404


def test_nothing_else_is_taken(client: FlaskClient, address: str) -> None:
    assert client.delete(f"{address}/reports/2026-04").status_code == 405
