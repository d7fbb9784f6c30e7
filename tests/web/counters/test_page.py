"""A counter's own page."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_counter, make_link, make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


def test_the_page_points_out_late_reports_and_shows_the_seminars_of_the_prefecture(
    client: FlaskClient, session: Session, tour: Tour
) -> None:
    counter = make_counter(session, reports_from=date(2026, 4, 1))
    near = make_seminar(session, make_bid(session, tour))
    far = make_seminar(session, make_bid(session, tour, place="47"), place="47")
    token = make_link(session, LinkPurpose.COUNTER, counter.id, now=NOW)
    page = client.get(f"/en/counter/{token}").text
    assert "1 report is late" in page
    assert f"/en/counter/{token}/reports/2026-04" in page
    assert "2026-06" in page
    assert "2026-07" not in page
    assert near.public_id in page
    assert far.public_id not in page


def test_a_new_link_comes_by_mail_and_the_old_one_ends(
    client: FlaskClient, session: Session
) -> None:
    counter = make_counter(session)
    token = make_link(session, LinkPurpose.COUNTER, counter.id, now=NOW)
    assert client.post(f"/counter/{token}/link").status_code == 303
    assert client.get(f"/counter/{token}").status_code == 410
    assert session.scalars(select(Message)).one().about == f"counter:{counter.id}"
    assert client.get(f"/counter/{token}/link").status_code == 405
