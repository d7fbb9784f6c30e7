"""The inbox of bids, and the page of one."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from tests.factories import make_bid, make_plan, make_seminar, make_tour
from tests.web.accounts.support import SignIn
from tests.web.hosts.forms import words


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def test_the_inbox_leads_to_the_tour_at_work(clerk: FlaskClient, bid: Bid) -> None:
    answer = clerk.get("/organiser/bids")
    assert answer.status_code == 302
    assert answer.location == "/organiser/tours/2026/bids"
    page = words(clerk.get(answer.location).text)
    assert bid.host_name in page
    assert "2026-7" in page


def test_without_a_tour_the_inbox_leads_home(clerk: FlaskClient) -> None:
    assert clerk.get("/organiser/bids").location == "/organiser/"


def test_where_there_are_several_tours_the_inbox_says_whose_it_is(
    clerk: FlaskClient, session: Session
) -> None:
    make_tour(session)
    assert (
        "2026年度巡回セミナーの開催希望です"
        not in clerk.get("/organiser/bids", follow_redirects=True).text
    )
    make_tour(session, 2027)

    page = clerk.get("/organiser/bids", follow_redirects=True).text

    assert "2026年度巡回セミナーの開催希望です" in page


def test_a_tour_without_bids_says_what_comes(clerk: FlaskClient, session: Session) -> None:
    make_tour(session)
    assert "開催希望はまだありません" in words(clerk.get("/organiser/tours/2026/bids").text)


@pytest.mark.parametrize(("days", "said"), [(1, "10月6日（火）"), (3, "10月6日（火）から計3日")])
def test_the_inbox_says_which_days_are_possible(
    clerk: FlaskClient, session: Session, days: int, said: str
) -> None:
    offered = {date(2026, 10, day): Choice.FIRST for day in range(6, 6 + days)}
    make_bid(session, make_tour(session), days=offered)
    cell = BeautifulSoup(clerk.get("/organiser/tours/2026/bids").text, "html.parser").select_one(
        "td[data-label='候補日']"
    )
    assert cell is not None
    assert cell.text.strip() == said


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
