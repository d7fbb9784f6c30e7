"""The question about a mail address before a bid or an answer is sent."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from tests.factories import make_topic, make_tour
from tests.web.hosts.forms import filled, sent_by, words


@pytest.fixture
def topic_id(session: Session) -> int:
    """A topic of a tour whose call is open."""
    make_tour(session)
    return make_topic(session).id


def test_a_near_miss_is_asked_about_and_nothing_is_lost(client: FlaskClient, topic_id: int) -> None:
    form = filled(topic_id, contact_email="hanako@yahoo.co.jo")

    page = client.post("/en/bids/new", data=form)

    assert page.status_code == 200
    assert "Did you mean hanako@yahoo.co.jp?" in words(page.text)
    shown = BeautifulSoup(page.text, "html.parser")
    assert shown.select_one("input[name=contact_email]")["value"] == "hanako@yahoo.co.jo"  # type: ignore[index]  # it is there
    assert shown.select_one("input[name=host_name]")["value"] == form["host_name"]  # type: ignore[index]  # it is there


@pytest.mark.parametrize("is_kept", [True, False])
def test_one_press_answers_it_and_the_bid_goes_on(
    client: FlaskClient, session: Session, topic_id: int, is_kept: bool
) -> None:
    typed = filled(topic_id, contact_email="hanako@yahoo.co.jo")
    asked = BeautifulSoup(client.post("/bids/new", data=typed).text, "html.parser")
    instead, keep = asked.select("[role=alert] button")
    if is_kept:
        address, pressed = "hanako@yahoo.co.jo", {"as_entered": ["", keep["value"]]}
    else:
        address = "hanako@yahoo.co.jp"
        pressed = {"contact_email": ["hanako@yahoo.co.jo", instead["value"]]}

    checked = client.post("/bids/new", data=typed | pressed).text
    assert address in words(checked)

    sent = client.post("/bids/new", data=sent_by(checked) | {"step": "send"})

    assert sent.status_code == 303
    assert session.scalars(select(Bid.contact_email)).all() == [address]


def test_going_back_to_correct_shows_the_address_that_was_taken(
    client: FlaskClient, topic_id: int
) -> None:
    taken = filled(topic_id, contact_email=["hanako@yahoo.co.jo", "hanako@yahoo.co.jp"])
    checked = client.post("/bids/new", data=taken).text

    page = client.post("/bids/new", data=sent_by(checked) | {"step": "correct"}).text

    shown = BeautifulSoup(page, "html.parser")
    assert shown.select_one("input[name=contact_email]")["value"] == "hanako@yahoo.co.jp"  # type: ignore[index]  # it is there


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("host_name", "=?utf-8?q?x=0D=0ABcc:_evil@example.com=0D=0A=0D=0APlease_pay_here?="),
        ("venue_name", "=?utf-8?q?=0A_=80?="),
        ("venue_address", "=?utf-8?q?=0A_=80?="),
        ("contact_name", "https://evil.example/pay"),
        ("host_name", "evil.com/pay"),
        ("host_name", "\u200b\u2060"),
    ],
)
def test_a_bid_with_a_name_that_is_none_is_refused(
    client: FlaskClient, session: Session, topic_id: int, field: str, typed: str
) -> None:
    answer = client.post("/bids/new", data=filled(topic_id, step="send", **{field: typed}))

    assert answer.status_code == 422
    assert session.scalars(select(Bid)).all() == []
