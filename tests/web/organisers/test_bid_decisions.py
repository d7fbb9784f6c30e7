"""What the office decides about a bid."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.outbox.model import Message
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from tests.factories import make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def test_a_decision_that_does_not_exist_is_not_found(clerk: FlaskClient, bid: Bid) -> None:
    assert clerk.get(f"/organiser/bids/{bid.id}/forget").status_code == 404


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("accept", BidState.ACCEPTED),
        ("ask", BidState.ASKED_BACK),
        ("reject", BidState.REJECTED),
        ("withdraw", BidState.WITHDRAWN),
    ],
)
def test_a_clerk_decides_and_the_host_gets_a_mail(
    clerk: FlaskClient, session: Session, bid: Bid, name: str, state: BidState
) -> None:
    address = f"/organiser/bids/{bid.id}/{name}"
    assert bid.contact_email in clerk.get(address).text
    answer = clerk.post(address, data={"words": "会場について", "version": "1"})
    assert answer.status_code == 303
    session.refresh(bid)
    assert bid.state is state
    step = bid_steps(session, bid.id)[-1]
    assert (step.note, step.person) == ("会場について", "clerk")
    mail = session.scalars(select(Message)).one()
    assert "会場について" in mail.body
    assert "会場について" in clerk.get(answer.location).text


@pytest.mark.parametrize(
    ("locale", "said"),
    [("ja", "2026年11月4日（水）でしたら開催できます。"), ("en", "possible on Wed 4 Nov 2026.")],
)
def test_a_question_about_a_day_begins_in_the_language_of_the_host(
    clerk: FlaskClient, session: Session, bid: Bid, locale: str, said: str
) -> None:
    bid.locale = locale
    session.commit()
    for prefix in ("", "/en"):
        page = clerk.get(f"{prefix}/organiser/bids/{bid.id}/ask?day=2026-11-04").text
        assert said in page


@pytest.mark.parametrize("rest", ["/ask", "/ask?day=lately", "/reject?day=2026-11-04"])
def test_nothing_is_written_for_whoever_names_no_day_or_asks_nothing(
    clerk: FlaskClient, bid: Bid, rest: str
) -> None:
    assert "2026年11月4日" not in clerk.get(f"/organiser/bids/{bid.id}{rest}").text


@pytest.mark.parametrize("name", ["ask", "reject"])
def test_a_question_or_a_refusal_needs_words(
    clerk: FlaskClient, session: Session, bid: Bid, name: str
) -> None:
    answer = clerk.post(f"/organiser/bids/{bid.id}/{name}", data={"words": "  ", "version": "1"})
    assert answer.status_code == 422
    assert "入力してください" in answer.text
    session.refresh(bid)
    assert bid.state is BidState.SUBMITTED


def test_what_a_colleague_has_decided_is_not_decided_again(
    clerk: FlaskClient, session: Session, bid: Bid
) -> None:
    for expected in (1, 1):
        answer = clerk.post(f"/organiser/bids/{bid.id}/accept", data={"words": "", "version": "1"})
        assert answer.status_code == 303
        assert session.scalar(select(func.count()).select_from(Message)) == expected
    assert "状況はすでに変わっています" in clerk.get(f"/organiser/bids/{bid.id}").text


def test_a_bid_with_a_seminar_is_not_refused(
    clerk: FlaskClient, session: Session, bid: Bid
) -> None:
    bid.state = BidState.ACCEPTED
    make_seminar(session, bid, state=SeminarState.TENTATIVE)
    entered = {"words": "会場の都合です", "version": "1"}
    answer = clerk.post(f"/organiser/bids/{bid.id}/reject", data=entered)
    session.refresh(bid)
    assert bid.state is BidState.ACCEPTED
    assert answer.status_code == 409
    assert "先にセミナーを中止" in answer.text
    assert "会場の都合です" in answer.text


def test_without_the_token_against_forged_forms_nothing_is_decided(
    app: Flask, clerk: FlaskClient, session: Session, bid: Bid
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert (
        clerk.post(
            f"/organiser/bids/{bid.id}/accept", data={"words": "", "version": "1"}
        ).status_code
        == 400
    )
    session.refresh(bid)
    assert bid.state is BidState.SUBMITTED


@pytest.mark.parametrize(
    ("name", "status"), [("accept", 409), ("ask", 409), ("reject", 200), ("withdraw", 200)]
)
def test_of_an_archived_tour_bids_are_only_ended(
    clerk: FlaskClient, session: Session, bid: Bid, name: str, status: int
) -> None:
    bid.tour.stage = TourStage.ARCHIVED
    session.commit()

    answer = clerk.get(f"/en/organiser/bids/{bid.id}/{name}")

    assert answer.status_code == status
    assert ("The tour is archived" in answer.text) == (status == 409)
    offered = (
        f"/en/organiser/bids/{bid.id}/{name}" in clerk.get(f"/en/organiser/bids/{bid.id}").text
    )
    assert offered == (status == 200)
