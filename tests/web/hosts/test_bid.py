"""A host's own page: how the bid stands, and what its host can do."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import Choice, ConfirmationState
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_bid_step,
    make_plan,
    make_seminar,
    make_tour,
)
from tests.web.editing.browsers import form_of
from tests.web.hosts.forms import filled, sent_by, words

Opened = tuple[Bid, str]
KINDS = {
    BidState.ASKED_BACK: HistoryKind.BID_ASKED_BACK,
    BidState.REJECTED: HistoryKind.BID_REJECTED,
}
OpenBid = Callable[..., Opened]


@pytest.fixture
def open_bid(session: Session) -> OpenBid:
    """Makes a bid and gives it with the address of its page."""

    def opened(**values: object) -> Opened:
        note = str(values.pop("note", ""))
        bid = make_bid(session, make_tour(session), **values)
        make_bid_step(session, bid, KINDS.get(bid.state, HistoryKind.BID_SUBMITTED), note=note)
        token = links.mint(session, LinkPurpose.BID, bid.id, now=NOW)
        session.commit()
        return bid, f"/bids/{token}"

    return opened


def steps_done(page: str) -> int:
    return len(BeautifulSoup(page, "html.parser").select(".stepper__step--done"))


def test_a_bid_that_has_arrived_shows_everything_and_its_history(
    client: FlaskClient, open_bid: OpenBid
) -> None:
    bid, address = open_bid(state=BidState.SUBMITTED)
    answer = client.get(address)
    assert answer.status_code == 200
    page = words(answer.text)
    for said in (
        bid.host_name,
        f"2026-{bid.number}",
        "愛知県",
        "商工会館 大ホール",
        "13:30〜16:30",
        "2026年10月6日（火）〜2026年10月8日（木）",
        "営業秘密管理",
        "開催希望の受付",
    ):
        assert said in page
    assert steps_done(answer.text) == 1


def test_nobody_keeps_finds_or_learns_of_the_page(client: FlaskClient, open_bid: OpenBid) -> None:
    headers = client.get(open_bid()[1]).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", ["", "/answer", "/withdraw"])
def test_an_unknown_link_opens_nothing(client: FlaskClient, path: str) -> None:
    assert client.get(f"/bids/{'x' * 43}{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "/answer", "/withdraw"])
def test_a_revoked_link_is_gone(
    client: FlaskClient, session: Session, open_bid: OpenBid, path: str
) -> None:
    bid, address = open_bid()
    links.revoke_all(session, LinkPurpose.BID, bid.id, now=NOW)
    session.commit()
    assert client.get(address + path).status_code == 410


@pytest.mark.parametrize("path", ["/confirmation", "/feed"])
def test_an_unknown_link_changes_nothing(client: FlaskClient, path: str) -> None:
    assert client.post(f"/bids/{'x' * 43}{path}").status_code == 404


@pytest.mark.parametrize("path", ["/confirmation", "/feed"])
def test_changes_are_not_made_by_looking(client: FlaskClient, open_bid: OpenBid, path: str) -> None:
    assert client.get(open_bid()[1] + path).status_code == 405


def test_the_page_itself_takes_no_form(client: FlaskClient, open_bid: OpenBid) -> None:
    assert client.post(open_bid()[1]).status_code == 405


@pytest.mark.parametrize("path", ["/confirmation", "/feed", "/withdraw"])
def test_without_the_token_against_forged_forms_nothing_happens(
    app: Flask, client: FlaskClient, open_bid: OpenBid, path: str
) -> None:
    bid, address = open_bid()
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(address + path).status_code == 400
    assert bid.state is BidState.ACCEPTED


def test_a_refusal_is_shown_with_its_reason(client: FlaskClient, open_bid: OpenBid) -> None:
    _, address = open_bid(state=BidState.REJECTED, note="募集の対象外です")
    page = client.get(address).text
    assert "募集の対象外です" in page
    assert "stepper" not in page
    assert "内容を変更する場合は" not in words(page), "there is nothing left to change"


def test_a_refusal_by_the_released_plan_is_shown_with_its_reason(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid()
    plan = make_plan(session, bid.tour, {}, [bid], state=PlanState.RELEASED)
    plan.declines[0].text_ja = "伺えるアドバイザーがいません。"
    plan.declines[0].text_en = "No adviser is free."
    session.commit()
    assert "伺えるアドバイザーがいません。" in client.get(address).text
    assert "No adviser is free." in client.get("/en" + address).text
    plan.state = PlanState.SUPERSEDED
    session.commit()
    assert "伺えるアドバイザーがいません。" not in client.get(address).text


def test_a_seminar_that_a_later_plan_gave_up_is_shown_as_cancelled_with_the_plans_reason(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid()
    make_seminar(session, bid, state=SeminarState.CANCELLED)
    make_plan(session, bid.tour, {}, [bid], state=PlanState.RELEASED)
    page = words(client.get(address).text)
    assert "2026年10月6日（火）" in page
    assert "日程の都合です。" in page


@pytest.mark.parametrize(
    ("state", "done"),
    [
        (SeminarState.TENTATIVE, 3),
        (SeminarState.CONFIRMED, 4),
        (SeminarState.ANNOUNCED, 5),
        (SeminarState.CLOSED, 5),
        (SeminarState.HELD, 6),
    ],
)
def test_the_way_of_the_bid_follows_its_seminar(
    client: FlaskClient, session: Session, open_bid: OpenBid, state: SeminarState, done: int
) -> None:
    bid, address = open_bid()
    make_seminar(session, bid, state=state, team=[make_adviser(session, name="佐藤 一郎")])
    page = client.get(address).text
    assert steps_done(page) == done
    assert "佐藤 一郎" in page
    assert "2026年10月6日（火） 13:30〜16:30" in words(page)


def test_a_cancelled_seminar_is_said_with_its_reason(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid()
    make_seminar(
        session, bid, state=SeminarState.CANCELLED, cancellation_note_ja="台風のため中止します"
    )
    page = client.get(address).text
    assert "台風のため中止します" in page
    assert "stepper" not in page


def test_after_a_cancelled_seminar_the_next_one_is_shown_and_confirmed(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid()
    make_seminar(session, bid, state=SeminarState.CANCELLED, cancellation_note_ja="台風のため")
    follower = make_seminar(
        session, bid, state=SeminarState.TENTATIVE, day=date(2026, 10, 8), version=3
    )
    page = client.get(address).text
    assert "台風のため" not in page
    assert "2026年10月8日（木） 13:30〜16:30" in words(page)
    shown = BeautifulSoup(page, "html.parser").select_one('[name="shown"]')
    assert shown is not None
    answered = client.post(
        f"{address}/confirmation", data={"answer": "agree", "shown": str(shown["value"])}
    )
    assert answered.status_code == 303
    session.refresh(follower)
    assert follower.host_confirmation is ConfirmationState.CONFIRMED


def test_the_question_is_shown_where_it_is_answered(client: FlaskClient, open_bid: OpenBid) -> None:
    _, address = open_bid(state=BidState.ASKED_BACK, note="駐車場はありますか")
    assert "駐車場はありますか" in client.get(address).text
    page = client.get(address + "/answer").text
    assert "駐車場はありますか" in page
    assert 'value="2026-10-06"' in page
    assert 'value="2026-10-08"' in page
    assert "商工会館 大ホール" in page


def topic_of(bid: Bid) -> int:
    return bid.slots[0].topics[0].id


def test_an_answer_changes_the_bid_and_its_note_reaches_the_office(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid(state=BidState.ASKED_BACK)
    answer = client.post(
        address + "/answer", data=filled(topic_of(bid), note="10台分あります", capacity="55")
    )
    assert answer.status_code == 303
    assert answer.location == address
    session.refresh(bid)
    assert (bid.state, bid.capacity) == (BidState.SUBMITTED, 55)
    assert bid_steps(session, bid.id)[-1].note == "10台分あります"
    assert "ご回答を受け付けました" in client.get(address).text


@pytest.mark.parametrize(
    ("typed", "asked"), [("hanako@gmial.com", True), ("hanako@example.jp", False)]
)
def test_an_answer_with_another_address_is_asked_about_it(
    client: FlaskClient, session: Session, open_bid: OpenBid, typed: str, *, asked: bool
) -> None:
    bid, address = open_bid(state=BidState.ASKED_BACK)
    answer = client.post(
        f"{address}/answer", data=filled(topic_of(bid), note="同じです", contact_email=typed)
    )

    assert ("hanako@gmail.com ではありませんか。" in words(answer.text)) is asked
    session.refresh(bid)
    assert (bid.state is BidState.ASKED_BACK) is asked


@pytest.mark.parametrize("note", ["", " \u3000\n"])
def test_an_empty_answer_leaves_the_question_open(
    client: FlaskClient, session: Session, open_bid: OpenBid, note: str
) -> None:
    bid, address = open_bid(state=BidState.ASKED_BACK)
    same = form_of(client.get(address + "/answer").text, holding="note")

    answer = client.post(address + "/answer", data=same | {"note": note})

    assert answer.status_code == 422
    assert "ご質問への回答を" in answer.text
    session.refresh(bid)
    assert bid.state is BidState.ASKED_BACK


def test_an_answer_may_be_what_it_changes_in_the_bid(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid(state=BidState.ASKED_BACK)
    shown = sent_by(client.get(address + "/answer").text)["shown"]

    changed = filled(topic_of(bid), note="", capacity="55", shown=shown)
    assert client.post(address + "/answer", data=changed).status_code == 303
    session.refresh(bid)
    assert (bid.state, bid.capacity) == (BidState.SUBMITTED, 55)


def test_a_mistake_in_an_answer_loses_nothing(client: FlaskClient, open_bid: OpenBid) -> None:
    bid, address = open_bid(state=BidState.ASKED_BACK, note="駐車場はありますか")
    answer = client.post(
        address + "/answer", data=filled(topic_of(bid), note="10台分あります", capacity="x")
    )
    assert answer.status_code == 422
    assert "10台分あります" in answer.text
    assert "駐車場はありますか" in answer.text
    assert bid.state is BidState.ASKED_BACK


def test_an_answer_may_have_more_rows_of_dates(client: FlaskClient, open_bid: OpenBid) -> None:
    bid, address = open_bid(state=BidState.ASKED_BACK)
    answer = client.post(address + "/answer", data=filled(topic_of(bid), add_row="first_choice"))
    assert answer.status_code == 200
    assert 'name="first_choice-1-begins"' in answer.text
    assert bid.state is BidState.ASKED_BACK


def test_days_that_have_passed_since_the_bid_may_stay(
    client: FlaskClient, open_bid: OpenBid
) -> None:
    passed = {date(2026, 5, 20): Choice.FIRST, date(2026, 10, 6): Choice.FIRST}
    bid, address = open_bid(state=BidState.ASKED_BACK, days=passed)
    entered = filled(
        topic_of(bid),
        note="日程は変わりません",
        **{"first_choice-0-begins": "2026-05-20", "first_choice-0-ends": "2026-05-20"},
    )
    assert client.post(address + "/answer", data=entered).status_code == 303


def test_an_answer_that_comes_too_late_is_given_back(
    client: FlaskClient, open_bid: OpenBid
) -> None:
    bid, address = open_bid(state=BidState.SUBMITTED)
    assert client.get(address + "/answer").status_code == 303
    answer = client.post(address + "/answer", data=filled(topic_of(bid), note="10台分あります"))
    assert answer.status_code == 409
    assert "豊橋商工会議所" in answer.text
    assert "10台分あります" in answer.text
    assert bid.host_name != "豊橋商工会議所"


def test_a_host_withdraws_after_being_asked_once_more(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid()
    assert "取り下げる" in client.get(address + "/withdraw").text
    answer = client.post(
        address + "/withdraw", data={"note": "会場が使えなくなりました", "version": "1"}
    )
    assert answer.status_code == 303
    session.refresh(bid)
    assert bid.state is BidState.WITHDRAWN
    assert bid_steps(session, bid.id)[-1].note == "会場が使えなくなりました"
    assert "取り下げられました" in client.get(address).text


def test_a_note_that_is_too_long_withdraws_nothing(client: FlaskClient, open_bid: OpenBid) -> None:
    bid, address = open_bid()
    assert client.post(address + "/withdraw", data={"note": "x" * 1001}).status_code == 422
    assert bid.state is BidState.ACCEPTED


def test_a_bid_with_a_seminar_is_not_withdrawn_here(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid()
    make_seminar(session, bid)
    assert "/withdraw" not in client.get(address).text
    assert client.post(address + "/withdraw", data={}).status_code == 303
    assert bid.state is BidState.ACCEPTED


@pytest.mark.parametrize(
    ("answer", "state"),
    [("agree", ConfirmationState.CONFIRMED), ("decline", ConfirmationState.DECLINED)],
)
def test_a_host_says_whether_the_date_suits(
    client: FlaskClient,
    session: Session,
    open_bid: OpenBid,
    answer: str,
    state: ConfirmationState,
) -> None:
    bid, address = open_bid()
    seminar = make_seminar(session, bid, state=SeminarState.TENTATIVE)
    sent = client.post(
        address + "/confirmation", data={"answer": answer, "note": "よろしく", "shown": "1.asked"}
    )
    assert sent.status_code == 303
    session.refresh(seminar)
    assert (seminar.host_confirmation, seminar.host_note) == (state, "よろしく")


@pytest.mark.parametrize("answer", [None, "", "perhaps"])
def test_an_answer_that_is_none_is_asked_for_again(
    client: FlaskClient, session: Session, open_bid: OpenBid, answer: str | None
) -> None:
    bid, address = open_bid()
    make_seminar(session, bid, state=SeminarState.TENTATIVE)
    entered = {"note": "10月は無理です"} | ({} if answer is None else {"answer": answer})
    sent = client.post(address + "/confirmation", data=entered)
    assert sent.status_code == 422
    assert "10月は無理です" in sent.text
    asked = session.scalars(select(Seminar.host_confirmation)).one()
    assert asked is ConfirmationState.ASKED


def test_a_settled_date_is_not_declined_any_more(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid()
    seminar = make_seminar(session, bid, state=SeminarState.CONFIRMED)
    assert "confirmation" not in client.get(address).text
    entered = {"answer": "decline", "note": "満室です", "shown": "1.asked"}
    sent = client.post(address + "/confirmation", data=entered)
    assert sent.status_code == 409
    assert "満室です" in sent.text
    session.refresh(seminar)
    assert seminar.host_confirmation is ConfirmationState.CONFIRMED
    assert "すでに開催が確定しています" in sent.text


def test_there_is_nothing_to_confirm_without_a_seminar(
    client: FlaskClient, open_bid: OpenBid
) -> None:
    _, address = open_bid()
    sent = client.post(address + "/confirmation", data={"answer": "agree", "note": ""})
    assert sent.status_code == 404


def test_a_host_gets_the_address_of_its_calendar_once(
    client: FlaskClient, session: Session, open_bid: OpenBid
) -> None:
    bid, address = open_bid()
    make_seminar(session, bid)
    shown = client.post(address + "/feed")
    assert shown.status_code == 200
    token = shown.text.split("http://127.0.0.1:8000/feeds/hosts/")[1].split(".ics")[0]
    assert links.resolve(session, LinkPurpose.HOST_FEED, token, now=NOW) == bid.id
    assert token not in client.get(address).text
    purposes = session.scalars(select(SecretLink.purpose)).all()
    assert list(purposes) == [LinkPurpose.BID, LinkPurpose.HOST_FEED]
