"""The page of prefectures without a bid."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import make_bid, make_tour

ADDRESS = "/en/organiser/tours/2026/earlier-hosts"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


def test_hosts_of_earlier_years_are_shown_with_how_to_reach_them(
    viewer: FlaskClient, session: Session
) -> None:
    make_tour(session)
    bid = make_bid(session, make_tour(session, 2025), host_name="<b>Host</b>", place="47")

    page = viewer.get(ADDRESS).text

    assert "&lt;b&gt;Host&lt;/b&gt;" in page
    assert bid.contact_email in page
    assert f"/en/organiser/bids/{bid.id}" in page
    assert ADDRESS in viewer.get("/en/organiser/tours/2026/bids").text


def test_a_tour_that_every_prefecture_has_reached_says_so(
    viewer: FlaskClient, session: Session
) -> None:
    tour = make_tour(session)
    for number in range(1, 48):
        make_bid(session, tour, place=f"{number:02}")
    assert "Every prefecture has a bid." in viewer.get(ADDRESS).text


def test_nothing_is_sent_here_and_what_is_missing_is_not_found(
    viewer: FlaskClient, session: Session
) -> None:
    make_tour(session)
    assert viewer.post(ADDRESS).status_code == 405
    assert viewer.get("/organiser/tours/1999/earlier-hosts").status_code == 404
