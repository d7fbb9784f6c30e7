"""The inbox of bids: looking, deciding, entering, changing."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import BidSource
from seminar_service.outbox.model import Message
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from tests.factories import make_bid, make_plan, make_seminar, make_topic, make_tour
from tests.web.hosts.forms import filled, words

SignIn = Callable[[RoleName], FlaskClient]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def clerk(sign_in: SignIn) -> FlaskClient:
    """A browser of somebody who works through bids."""
    return sign_in(RoleName.CLERK)


@pytest.fixture
def bid(session: Session) -> Bid:
    """A bid that waits for a decision."""
    return make_bid(session, make_tour(session), number=7, state=BidState.SUBMITTED)


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


def test_the_inbox_leads_to_the_tour_at_work(clerk: FlaskClient, bid: Bid) -> None:
    answer = clerk.get("/organiser/bids")
    assert answer.status_code == 302
    assert answer.location == "/organiser/tours/2026/bids"
    page = words(clerk.get(answer.location).text)
    assert bid.host_name in page
    assert "2026-7" in page


def test_without_a_tour_the_inbox_leads_home(clerk: FlaskClient) -> None:
    assert clerk.get("/organiser/bids").location == "/organiser/"


def test_a_tour_without_bids_says_what_comes(clerk: FlaskClient, session: Session) -> None:
    make_tour(session)
    assert "開催希望はまだありません" in words(clerk.get("/organiser/tours/2026/bids").text)


def test_a_filter_without_bids_leads_back_to_all(clerk: FlaskClient, bid: Bid) -> None:
    page = clerk.get("/organiser/tours/2026/bids?q=nothing").text
    assert bid.host_name not in page
    assert "該当する開催希望はありません" in page


@pytest.mark.parametrize(
    "query", ["state=made-up", "order=made-up", "place=99", "page=x", "page=-3", "q=%00"]
)
def test_a_filter_that_means_nothing_shows_everything(
    clerk: FlaskClient, bid: Bid, query: str
) -> None:
    page = clerk.get(f"/organiser/tours/2026/bids?{query}")
    assert page.status_code == 200
    assert bid.host_name in page.text


def test_a_tour_that_is_not_there_has_no_inbox(clerk: FlaskClient) -> None:
    assert clerk.get("/organiser/tours/1999/bids").status_code == 404


def test_a_bid_is_shown_with_what_can_be_decided(clerk: FlaskClient, bid: Bid) -> None:
    page = clerk.get(f"/organiser/bids/{bid.id}").text
    for said in (bid.host_name, bid.contact_email, "400,000円"):
        assert said in page
    for name in ("accept", "ask", "reject", "withdraw", "edit"):
        assert f"/organiser/bids/{bid.id}/{name}" in page


def test_a_bid_with_a_seminar_can_only_be_changed(
    clerk: FlaskClient, session: Session, bid: Bid
) -> None:
    bid.state = BidState.ACCEPTED
    make_seminar(session, bid, state=SeminarState.TENTATIVE)
    page = clerk.get(f"/organiser/bids/{bid.id}").text
    assert f"/organiser/bids/{bid.id}/edit" in page
    assert f"/organiser/bids/{bid.id}/reject" not in page


def test_a_bid_that_got_another_seminar_after_a_cancelled_one_is_settled_again(
    clerk: FlaskClient, session: Session, bid: Bid
) -> None:
    bid.state = BidState.ACCEPTED
    gone = make_seminar(session, bid, state=SeminarState.CANCELLED)
    standing = make_seminar(session, bid, state=SeminarState.TENTATIVE)
    page = clerk.get(f"/organiser/bids/{bid.id}").text
    assert f"/organiser/seminars/{standing.public_id}" in page
    assert f"/organiser/seminars/{gone.public_id}" not in page
    assert f"/organiser/bids/{bid.id}/reject" not in page


def test_why_a_later_plan_gave_up_a_bids_seminar_is_told_beside_it(
    clerk: FlaskClient, session: Session, bid: Bid
) -> None:
    bid.state = BidState.ACCEPTED
    gone = make_seminar(session, bid, state=SeminarState.CANCELLED)
    make_plan(session, bid.tour, {}, [bid], state=PlanState.RELEASED)
    page = clerk.get(f"/organiser/bids/{bid.id}").text
    assert f"/organiser/seminars/{gone.public_id}" in page
    assert "日程の都合です。" in page


@pytest.mark.parametrize("name", ["", "/accept", "/ask", "/reject", "/withdraw", "/edit"])
def test_a_bid_that_is_not_there_is_not_found(clerk: FlaskClient, name: str) -> None:
    assert clerk.get(f"/organiser/bids/99{name}").status_code == 404


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


@pytest.mark.parametrize("name", ["accept", "ask", "reject", "withdraw", "edit"])
def test_a_viewer_looks_and_decides_nothing(
    sign_in: SignIn, session: Session, bid: Bid, name: str
) -> None:
    viewer = sign_in(RoleName.VIEWER)
    page = viewer.get(f"/organiser/bids/{bid.id}")
    assert page.status_code == 200
    assert f"/organiser/bids/{bid.id}/{name}" not in page.text
    address = f"/organiser/bids/{bid.id}/{name}"
    assert viewer.get(address).status_code == 403
    assert viewer.post(address, data={"words": "x", "version": "1"}).status_code == 403
    session.refresh(bid)
    assert bid.state is BidState.SUBMITTED


def test_a_viewer_enters_nothing(sign_in: SignIn, session: Session) -> None:
    make_tour(session)
    viewer = sign_in(RoleName.VIEWER)
    assert "/2026/bids/new" not in viewer.get("/organiser/tours/2026/bids").text
    assert viewer.get("/organiser/tours/2026/bids/new").status_code == 403


@pytest.mark.parametrize("name", ["bids/{}", "bids/{}/accept", "tours/2026/bids"])
def test_strangers_sign_in_first(client: FlaskClient, bid: Bid, name: str) -> None:
    answer = client.get("/organiser/" + name.format(bid.id))
    assert answer.status_code == 302
    assert "/organiser/login" in answer.location


def test_the_inbox_takes_no_form(clerk: FlaskClient, bid: Bid) -> None:
    assert clerk.post("/organiser/tours/2026/bids").status_code == 405
    assert clerk.post(f"/organiser/bids/{bid.id}").status_code == 405


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
        ({"slots-0-topics": []}, "アドバイザー1: テーマを1つ以上"),
        ({"slots-0-topics": ["999"]}, "アドバイザー1:"),
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
