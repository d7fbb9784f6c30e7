"""Bids that the office enters and changes."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import BidSource
from seminar_service.outbox.model import Message
from seminar_service.seminars.model import Seminar
from seminar_service.tours.values import TourStage
from tests.factories import make_adviser, make_registration, make_seminar, make_topic, make_tour
from tests.web.hosts.forms import filled, sent_by, words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def entered(topic_id: int, **changes: Any) -> dict[str, Any]:
    """The staff's form, filled in without mistakes."""
    office = {
        "topics": None,
        "consent": None,
        "slots-0-topics": [str(topic_id)],
        "decline_yen": "",
        "note": "",
        "language": "ja",
    }
    return filled(topic_id, **(office | changes))


def topic_of(bid: Bid) -> int:
    return bid.slots[0].topics[0].id


def test_a_bid_on_paper_is_entered_with_its_advisers(clerk: FlaskClient, session: Session) -> None:
    make_tour(session)
    one, two = make_topic(session).id, make_topic(session, "overseas").id
    slots = {"slots-1-topics": [], "slots-2-topics": [str(two)]}
    form = entered(one, note="ファクスで受付", decline_yen="９００，０００円", **slots)
    answer = clerk.post("/organiser/tours/2026/bids/new", data=form)
    assert answer.status_code == 303
    bid = session.scalars(select(Bid)).one()
    assert bid.source is BidSource.PAPER
    assert bid.decline_yen == 900_000
    assert [[topic.id for topic in slot.topics] for slot in bid.slots] == [[one], [two]]
    assert "ファクスで受付" in clerk.get(answer.location).text


def test_a_bid_that_came_lately_is_asked_about_with_a_way_to_it(
    clerk: FlaskClient, session: Session
) -> None:
    make_tour(session)
    topic_id = make_topic(session).id
    first = clerk.post("/organiser/tours/2026/bids/new", data=entered(topic_id))
    again = entered(topic_id, idempotency_key="fedcba9876543210fedcba9876543210")

    asked = clerk.post("/organiser/tours/2026/bids/new", data=again)
    soup = BeautifulSoup(asked.text, "html.parser")

    assert asked.status_code == 200
    assert soup.select(f"[role=alert] a[href='{first.location}']")
    keep = str(soup.select("[role=alert] button")[-1]["value"])
    kept = clerk.post("/organiser/tours/2026/bids/new", data=again | {"as_entered": keep})
    assert kept.status_code == 303
    assert session.scalar(select(func.count()).select_from(Bid)) == 2


def test_a_bid_that_is_entered_twice_counts_once(clerk: FlaskClient, session: Session) -> None:
    make_tour(session)
    form = entered(make_topic(session).id)
    for _ in range(2):
        answer = clerk.post("/organiser/tours/2026/bids/new", data=form)
        assert answer.status_code == 303
    assert session.scalar(select(func.count()).select_from(Bid)) == 1
    assert "すでに登録されています" in clerk.get(answer.location).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"slots-0-topics": []}, "アドバイザー1：テーマを1つ以上"),
        ({"slots-0-topics": ["999"]}, "アドバイザー1："),
        ({"decline_yen": "-1"}, "0から1000000000まで"),
        ({"capacity": ""}, "何名入れるか"),
        ({"language": "fr"}, "メールの言語"),
    ],
)
def test_a_mistake_in_what_was_entered_loses_nothing(
    clerk: FlaskClient, session: Session, changes: dict[str, Any], said: str
) -> None:
    make_tour(session)
    form = entered(make_topic(session).id, note="ファクスで受付", **changes)
    answer = clerk.post("/organiser/tours/2026/bids/new", data=form)
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "ファクスで受付" in answer.text
    assert session.scalar(select(func.count()).select_from(Bid)) == 0


@pytest.mark.parametrize(
    ("name", "field"),
    [("slots", 'name="slots-1-topics"'), ("third_choice", 'name="third_choice-1-begins"')],
)
def test_there_may_be_more_advisers_and_dates(
    clerk: FlaskClient, session: Session, name: str, field: str
) -> None:
    make_tour(session)
    form = entered(make_topic(session).id, add_row=name)
    answer = clerk.post("/organiser/tours/2026/bids/new", data=form)
    assert answer.status_code == 200
    assert field in answer.text
    assert "豊橋商工会議所" in answer.text


def test_a_tour_that_is_not_there_takes_nothing(clerk: FlaskClient) -> None:
    assert clerk.get("/organiser/tours/1999/bids/new").status_code == 404


def test_an_archived_tour_takes_no_bid_on_paper(clerk: FlaskClient, session: Session) -> None:
    make_tour(session, stage=TourStage.ARCHIVED)
    answer = clerk.get("/en/organiser/tours/2026/bids/new")
    assert answer.status_code == 409
    assert "The tour is archived" in answer.text
    assert "/bids/new" not in clerk.get("/en/organiser/tours/2026/bids").text


def test_the_form_of_changes_shows_what_the_bid_says(clerk: FlaskClient, bid: Bid) -> None:
    page = clerk.get(f"/organiser/bids/{bid.id}/edit").text
    for value in (bid.host_name, "2026-10-06", "2026-10-08", "13:30"):
        assert f'value="{value}"' in page


def test_a_clerk_changes_what_a_bid_says(clerk: FlaskClient, session: Session, bid: Bid) -> None:
    form = entered(topic_of(bid), capacity="77", note="電話で確認", tell_host="y")
    answer = clerk.post(f"/organiser/bids/{bid.id}/edit", data=form)
    assert answer.status_code == 303
    session.refresh(bid)
    assert (bid.capacity, bid.state) == (77, BidState.SUBMITTED)
    assert session.scalars(select(Message.kind)).one() == "bid_changed"


def test_a_mistake_in_a_change_changes_nothing(
    clerk: FlaskClient, session: Session, bid: Bid
) -> None:
    form = entered(topic_of(bid), capacity="none", note="電話で確認")
    answer = clerk.post(f"/organiser/bids/{bid.id}/edit", data=form)
    assert answer.status_code == 422
    assert "電話で確認" in answer.text
    session.refresh(bid)
    assert bid.capacity == 40


def test_a_bid_that_is_over_is_not_changed(clerk: FlaskClient, session: Session, bid: Bid) -> None:
    bid.state = BidState.WITHDRAWN
    session.commit()
    answer = clerk.post(f"/organiser/bids/{bid.id}/edit", data=entered(topic_of(bid)))
    assert answer.status_code == 409
    assert "豊橋商工会議所" in answer.text
    session.refresh(bid)
    assert bid.capacity == 40


def stands(session: Session, bid: Bid, **values: Any) -> Seminar:
    """A seminar of a bid, with somebody registered."""
    bid.state = BidState.ACCEPTED
    seminar = make_seminar(session, bid, **values)
    make_registration(session, seminar)
    return seminar


def unchanged(page: str, bid: Bid, **changes: Any) -> dict[str, Any]:
    """The form of a page as a browser sends it that says what the bid says, but for changes."""
    same = {
        "venue_name": bid.venue_name,
        "venue_postal_code": "",
        "venue_address": bid.venue_address,
        "first_choice-0-begins": "2026-10-06",
        "first_choice-0-ends": "2026-10-08",
        "second_choice-0-begins": "",
        "impossible-0-begins": "",
    }
    return entered(topic_of(bid), **(same | sent_by(page) | changes))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"venue_name": "別館"}, "The bid names another venue or address."),
        ({"capacity": "25"}, "The bid names another number of seats."),
        ({"first_choice-0-begins": "2026-10-07"}, "The bid does not offer the day."),
        ({"ends_at": "17:00"}, "The bid asks for other times."),
        ({"slots-0-topics": ["2"]}, "The bid asks for other topics."),
    ],
)
def test_an_edit_over_a_released_seminar_is_asked_about_with_its_participants(
    clerk: FlaskClient, session: Session, bid: Bid, changes: dict[str, Any], said: str
) -> None:
    seminar = stands(session, bid)
    address = f"/en/organiser/bids/{bid.id}/edit"
    assert make_topic(session, "overseas").id == 2
    form = unchanged(clerk.get(address).text, bid, **changes)

    answer = clerk.post(address, data=form)

    assert answer.status_code == 200
    assert said in answer.text
    assert f"{seminar.host_name} (1 participant)" in answer.text
    marks = BeautifulSoup(answer.text, "html.parser").select("button[name=as_entered]")[0]["value"]
    assert clerk.post(address, data=form | {"as_entered": marks}).status_code == 303
    assert said in clerk.get("/en/organiser/tours/2026").text


def test_an_edit_that_the_seminar_does_not_notice_is_simply_saved(
    clerk: FlaskClient, session: Session, bid: Bid
) -> None:
    stands(session, bid, capacity=25, team=[make_adviser(session)])
    address = f"/en/organiser/bids/{bid.id}/edit"
    form = unchanged(clerk.get(address).text, bid, remarks="駐車場なし")

    assert clerk.post(address, data=form).status_code == 303
    assert "differ from their bids" not in clerk.get("/en/organiser/tours/2026").text
