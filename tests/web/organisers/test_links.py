"""The office looks after the secret links of hosts, advisers and participants."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.accounts.model import RoleName
from seminar_service.outbox.model import Message
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_link,
    make_party,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.accounts.support import SignIn
from tests.web.hosts.forms import words

Place = tuple[LinkPurpose, int, str, str]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture(params=["bid", "adviser", "registration", "party"])
def place(request: pytest.FixtureRequest, session: Session) -> Place:
    """Links to a row, where they are shown, and where the buttons lead."""
    bid = make_bid(session, make_tour(session))
    adviser = make_adviser(session)
    seminar = make_seminar(session, bid)
    party = make_party(session, seminar)
    registration = make_registration(session, seminar, party=party)
    session.commit()
    page = f"/organiser/registrations/{registration.id}/links"
    return {
        "bid": (
            LinkPurpose.BID,
            bid.id,
            f"/organiser/bids/{bid.id}",
            f"/organiser/bids/{bid.id}/links",
        ),
        "adviser": (
            LinkPurpose.ADVISER,
            adviser.id,
            f"/organiser/advisers/{adviser.id}",
            f"/organiser/advisers/{adviser.id}/links",
        ),
        "registration": (LinkPurpose.REGISTRATION, registration.id, page, page),
        "party": (LinkPurpose.PARTY, party.id, page, page.replace("/links", "/party-links")),
    }[request.param]


def open_count(session: Session, place: Place) -> int:
    session.rollback()
    rows = session.scalars(select(SecretLink).where(SecretLink.purpose == place[0]))
    return sum(row.is_open(NOW) for row in rows)


def test_the_page_says_which_links_are_open(
    planner: FlaskClient, session: Session, place: Place
) -> None:
    for _ in range(2):
        make_link(session, place[0], place[1], now=NOW)

    page = words(planner.get(f"/en{place[2]}").text)

    assert "2 open" in page
    assert "none yet" in page  # the calendar


def test_links_are_withdrawn(planner: FlaskClient, session: Session, place: Place) -> None:
    make_link(session, place[0], place[1], now=NOW)

    answer = planner.post(place[3], data={"links": "page", "deed": "withdraw"})

    section = "party-links" if place[0] is LinkPurpose.PARTY else "links"
    assert (answer.status_code, answer.location) == (303, f"{place[2]}#{section}")
    assert open_count(session, place) == 0
    assert "無効にしました" in planner.get(place[2]).text
    planner.post(place[3], data={"links": "page", "deed": "withdraw"})
    assert "有効なリンクはありませんでした" in planner.get(place[2]).text


def test_a_new_link_is_sent(planner: FlaskClient, session: Session, place: Place) -> None:
    make_link(session, place[0], place[1], now=NOW)

    answer = planner.post(place[3], data={"links": "page", "deed": "renew"})

    assert answer.status_code == 303
    assert open_count(session, place) == 1
    kind = "party_link" if place[0] is LinkPurpose.PARTY else "links_renewed"
    assert session.scalars(select(Message.kind)).all() == [kind]


@pytest.mark.parametrize(
    "sent", [{}, {"links": "page"}, {"links": "password", "deed": "renew"}, {"deed": "renew"}]
)
def test_a_button_that_is_none_of_ours_does_nothing(
    planner: FlaskClient, session: Session, place: Place, sent: dict[str, str]
) -> None:
    make_link(session, place[0], place[1], now=NOW)

    assert planner.post(place[3], data=sent).status_code == 400

    assert open_count(session, place) == 1


def test_who_only_reads_sees_no_button_and_changes_nothing(
    sign_in: SignIn, session: Session, place: Place
) -> None:
    make_link(session, place[0], place[1], now=NOW)
    viewer = sign_in(RoleName.VIEWER)

    answer = viewer.post(place[3], data={"links": "page", "deed": "withdraw"})

    assert answer.status_code == 403
    assert open_count(session, place) == 1
    if place[0] is not LinkPurpose.ADVISER:  # whose page is for planners alone
        assert "deed" not in viewer.get(place[2]).text


def test_what_is_not_there_has_no_links(planner: FlaskClient, place: Place) -> None:
    address = re.sub(r"/\d+/", "/987654/", place[3])

    sent = planner.post(address, data={"links": "page", "deed": "renew"})

    assert sent.status_code == 404


def test_only_a_button_withdraws(planner: FlaskClient, place: Place) -> None:
    if place[0] is LinkPurpose.REGISTRATION:
        assert planner.get(place[3]).status_code == 200
    else:
        assert planner.get(place[3]).status_code == 405


def test_who_came_alone_has_no_contact_whose_links_could_be_renewed(
    planner: FlaskClient, session: Session
) -> None:
    row = make_registration(session, make_seminar(session, make_bid(session, make_tour(session))))
    page = f"/organiser/registrations/{row.id}"

    sent = planner.post(f"{page}/party-links", data={"links": "page", "deed": "renew"})

    assert sent.status_code == 404
    assert "party-links" not in planner.get(f"{page}/links").text


@pytest.mark.parametrize("place", ["party"], indirect=True)
def test_a_group_has_no_calendar_whose_links_could_be_renewed(
    planner: FlaskClient, session: Session, place: Place
) -> None:
    sent = planner.post(place[3], data={"links": "feed", "deed": "renew"})

    assert sent.status_code == 400
    assert session.scalars(select(Message)).all() == []
