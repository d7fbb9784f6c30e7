"""Bids from a file: sent, looked at, and brought in."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.outbox.model import Message
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_bid, make_topic, make_tour
from tests.web.accounts.support import SignIn
from tests.web.organisers.sheets.support import BID, BID_HEAD, sent

ADDRESS = "/en/organiser/tours/2026/bids/import"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def topic(session: Session, tour: Tour) -> Topic:
    assert tour
    return make_topic(session)


def file(topic: Topic, *more: str) -> str:
    return "\n".join([BID_HEAD, BID.format(topic=topic.name_ja), *more])


@pytest.mark.parametrize(("tell", "mails"), [("yes", 1), ("no", 0)])
def test_a_file_is_looked_at_and_then_entered_with_hosts_told_as_the_clerk_chooses(
    clerk: FlaskClient, session: Session, topic: Topic, tell: str, mails: int
) -> None:
    shown = sent(clerk, ADDRESS, file(topic))
    assert shown.status_code == 200
    assert "豊橋商工会議所" in shown.text
    assert session.scalars(select(Bid)).all() == []

    address = shown.request.path
    done = clerk.post(address, data={"tell": tell}, follow_redirects=True)

    assert "The file is brought in" in done.text
    assert session.scalars(select(Bid.host_name)).all() == ["豊橋商工会議所"]
    assert len(session.scalars(select(Message)).all()) == mails
    again = clerk.post(address, data={"tell": tell})
    assert "The file is brought in" in again.text
    assert len(session.scalars(select(Bid)).all()) == 1


def test_dates_and_topics_of_each_line_are_shown_before_they_are_entered(
    clerk: FlaskClient, topic: Topic
) -> None:
    shown = sent(clerk, ADDRESS, file(topic)).text
    assert f"Topics: {topic.name_en}" in shown
    assert re.search(r"First choice: \w+ \d+ \w+ 20\d\d", shown)


def test_what_was_brought_in_leads_on_to_accepting_it(clerk: FlaskClient, topic: Topic) -> None:
    shown = sent(clerk, ADDRESS, file(topic))
    done = clerk.post(shown.request.path, data={"tell": "no"}, follow_redirects=True)
    assert "Next step" in done.text


def test_a_line_that_is_wrong_is_told_and_nothing_is_entered(
    clerk: FlaskClient, session: Session, topic: Topic
) -> None:
    wrong = BID.format(topic=topic.name_ja).replace("愛知", "<b>江戸</b>")
    shown = sent(clerk, ADDRESS, file(topic, wrong))

    assert "Nothing can be brought in yet" in shown.text
    assert "&lt;b&gt;江戸&lt;/b&gt;" in shown.text
    assert "Enter these bids" not in shown.text
    answer = clerk.post(shown.request.path, data={"tell": "no"})
    assert answer.status_code == 422
    assert session.scalars(select(Bid)).all() == []


def test_whether_hosts_are_told_must_be_chosen(
    clerk: FlaskClient, session: Session, topic: Topic
) -> None:
    shown = sent(clerk, ADDRESS, file(topic))
    answer = clerk.post(shown.request.path, data={})
    assert answer.status_code == 422
    assert "Please choose whether they are told." in answer.text
    assert session.scalars(select(Bid)).all() == []


def test_a_bid_that_may_be_here_already_is_pointed_out(
    clerk: FlaskClient, session: Session, tour: Tour, topic: Topic
) -> None:
    there = make_bid(session, tour, host_name="豊橋商工会議所")
    shown = sent(clerk, ADDRESS, file(topic))
    assert "Possible duplicate" in shown.text
    assert f"/en/organiser/bids/{there.id}" in shown.text


def test_no_file_and_no_table_are_told(clerk: FlaskClient, tour: Tour) -> None:
    assert tour
    assert clerk.post(ADDRESS, data={}).status_code == 422
    assert "neither CSV nor Excel" in sent(clerk, ADDRESS, "PK\x03\x04").text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_templates_are_files(clerk: FlaskClient, topic: Topic, kind: str) -> None:
    assert topic
    answer = clerk.get(f"/en/organiser/tours/2026/bids/template/{kind}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="bids-2026.{kind}"'
    assert clerk.get("/en/organiser/tours/2026/bids/template/exe").status_code == 404


def test_a_template_of_csv_is_taken_as_it_is(clerk: FlaskClient, topic: Topic) -> None:
    assert topic
    text = clerk.get("/organiser/tours/2026/bids/template/csv").get_data(as_text=True)
    assert "Enter these bids" in sent(clerk, ADDRESS, text).text


def test_a_viewer_an_archived_tour_and_other_methods_are_refused(
    clerk: FlaskClient, sign_in: SignIn, session: Session, tour: Tour
) -> None:
    assert clerk.delete(ADDRESS).status_code == 405
    assert clerk.get("/organiser/tours/1999/bids/import").status_code == 404
    assert clerk.get("/organiser/tours/2026/bids/imports/99").status_code == 404
    tour.stage = TourStage.ARCHIVED
    session.commit()
    assert clerk.get(ADDRESS).status_code == 409
    assert sign_in(RoleName.VIEWER).get(ADDRESS).status_code == 403
