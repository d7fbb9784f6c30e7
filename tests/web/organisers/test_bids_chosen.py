"""Several bids decided at once, on the office's list."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.outbox.model import Message
from seminar_service.tours.values import TourStage
from seminar_service.web.organisers import bids_chosen
from seminar_service.web.organisers.forms_bids import MOST_AT_ONCE
from tests.factories import make_bid, make_tour
from tests.web.accounts.support import SignIn

ADDRESS = "/en/organiser/tours/2026/bids/chosen"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def bids(session: Session) -> list[Bid]:
    """Two bids that wait for a decision, and one that is withdrawn."""
    tour = make_tour(session)
    return [
        make_bid(session, tour, state=state, host_name=name)
        for name, state in (
            ("Host A", BidState.SUBMITTED),
            ("Host B", BidState.SUBMITTED),
            ("Host C", BidState.WITHDRAWN),
        )
    ]


def preview(client: FlaskClient, name: str, bids: list[Bid]) -> str:
    asked = "&".join(f"id={bid.id}" for bid in bids)
    answer = client.get(f"{ADDRESS}?name={name}&{asked}&next=/en/organiser/tours/2026/bids?page=2")
    assert answer.status_code == 200
    return answer.text


def sent(page: str, **entered: str) -> dict[str, str | list[str]]:
    """What a browser sends of the page's form."""
    form = BeautifulSoup(page, "html.parser").select_one("main form[method=post]")
    assert form is not None
    hidden: dict[str, list[str]] = {}
    for each in form.select("input[type=hidden]"):
        hidden.setdefault(str(each["name"]), []).append(str(each.get("value", "")))
    return {**hidden, **entered}


def states(session: Session, bids: list[Bid]) -> list[BidState]:
    session.expire_all()
    return [bid.state for bid in bids]


def test_the_list_lets_a_clerk_choose(clerk: FlaskClient, bids: list[Bid]) -> None:
    page = clerk.get("/en/organiser/tours/2026/bids").text
    for bid in bids:
        assert f'name="id" value="{bid.id}"' in page
    assert ADDRESS in page


@pytest.mark.parametrize(
    ("name", "state", "kind"),
    [
        ("accept", BidState.ACCEPTED, "bid_accepted"),
        ("ask", BidState.ASKED_BACK, "bid_question"),
        ("reject", BidState.REJECTED, "bid_rejected"),
    ],
)
def test_all_that_can_be_are_decided_and_each_host_is_written_to(
    clerk: FlaskClient,
    session: Session,
    bids: list[Bid],
    *,
    name: str,
    state: BidState,
    kind: str,
) -> None:
    page = preview(clerk, name, bids)
    assert "Not possible for these" in page
    assert "Host C" in page.split("Not possible for these")[1].split("</ul>")[0]

    answer = clerk.post(ADDRESS, data=sent(page, words="Our text"))

    assert answer.status_code == 303
    assert answer.location == "/en/organiser/tours/2026/bids?page=2"
    assert states(session, bids) == [state, state, BidState.WITHDRAWN]
    mails = session.scalars(select(Message).order_by(Message.id)).all()
    assert [(mail.kind, mail.recipient) for mail in mails] == [
        (kind, bid.contact_email) for bid in bids[:2]
    ]
    assert all("Our text" in mail.body for mail in mails)
    assert "2 bids have been decided" in clerk.get(answer.location).text


def test_a_bid_that_was_changed_in_the_meantime_is_shown_anew_and_the_text_is_kept(
    clerk: FlaskClient, session: Session, bids: list[Bid]
) -> None:
    page = preview(clerk, "reject", bids[:2])
    bids[0].version += 1
    session.commit()

    answer = clerk.post(ADDRESS, data=sent(page, words="Our text"))

    assert answer.status_code == 409
    assert states(session, bids[:2]) == [BidState.SUBMITTED, BidState.REJECTED]
    assert "changed in the meantime" in answer.text
    assert "Our text" in answer.text
    again = clerk.post(ADDRESS, data=sent(answer.text, words="Our text"))
    assert again.status_code == 303
    assert states(session, bids[:2]) == [BidState.REJECTED, BidState.REJECTED]


def test_pressing_twice_decides_and_writes_once(
    clerk: FlaskClient, session: Session, bids: list[Bid]
) -> None:
    data = sent(preview(clerk, "accept", bids[:2]), words="")
    assert clerk.post(ADDRESS, data=data).status_code == 303

    answer = clerk.post(ADDRESS, data=data)

    assert answer.status_code == 409
    assert "its state does not allow it" in answer.text
    assert len(session.scalars(select(Message)).all()) == 2


@pytest.mark.parametrize("name", ["ask", "reject"])
def test_a_question_or_a_refusal_of_several_needs_words(
    clerk: FlaskClient, session: Session, bids: list[Bid], name: str
) -> None:
    answer = clerk.post(ADDRESS, data=sent(preview(clerk, name, bids[:2]), words=" "))
    assert answer.status_code == 422
    assert "Please write what the hosts are to be told." in answer.text
    assert states(session, bids[:2]) == [BidState.SUBMITTED] * 2


@pytest.mark.parametrize("asked", ["", "?name=accept", "?name=accept&id=x", "?name=withdraw&id=1"])
def test_nothing_chosen_leads_back_to_the_list(
    clerk: FlaskClient, bids: list[Bid], asked: str
) -> None:
    assert bids
    for answer in (clerk.get(ADDRESS + asked), clerk.post(ADDRESS, data={"name": "accept"})):
        assert answer.status_code == 303
        assert answer.location == "/en/organiser/tours/2026/bids"


def test_bids_of_another_tour_are_not_chosen(
    clerk: FlaskClient, session: Session, bids: list[Bid]
) -> None:
    other = make_bid(session, make_tour(session, 2027), state=BidState.SUBMITTED)
    data = sent(preview(clerk, "accept", bids[:1]), words="")
    data |= {"id": [str(other.id)], f"version-{other.id}": "1"}
    assert clerk.post(ADDRESS, data=data).status_code == 303
    assert states(session, [other]) == [BidState.SUBMITTED]


def test_no_more_bids_are_taken_at_once_than_the_limit(
    clerk: FlaskClient, session: Session, bids: list[Bid]
) -> None:
    asked = "".join(f"&id={100_000 + number}" for number in range(MOST_AT_ONCE))
    answer = clerk.get(f"{ADDRESS}?name=accept{asked}&id={bids[0].id}")
    assert answer.status_code == 303
    assert states(session, bids[:1]) == [BidState.SUBMITTED]


def test_all_bids_of_a_list_are_chosen_by_one_box_whatever_their_page(
    clerk: FlaskClient, session: Session, bids: list[Bid]
) -> None:
    far = make_bid(session, bids[0].tour, state=BidState.SUBMITTED, place="01")
    listed = clerk.get("/en/organiser/tours/2026/bids?state=submitted").text
    assert "Choose all 3 bids of this list" in listed
    assert '<input type="hidden" name="state" value="submitted">' in listed

    page = clerk.get(f"{ADDRESS}?name=accept&all=1&state=submitted").text
    assert "3 bids" in page
    assert "Host C" not in page
    assert clerk.post(ADDRESS, data=sent(page, words="")).status_code == 303
    assert states(session, [*bids, far]) == [
        BidState.ACCEPTED,
        BidState.ACCEPTED,
        BidState.WITHDRAWN,
        BidState.ACCEPTED,
    ]


def test_all_bids_of_a_list_are_those_that_its_filter_shows(
    clerk: FlaskClient, session: Session, bids: list[Bid]
) -> None:
    make_bid(session, bids[0].tour, state=BidState.SUBMITTED, place="01", host_name="Far away")
    page = clerk.get(f"{ADDRESS}?name=accept&all=1&place=01&id={bids[0].id}").text
    assert "1 bid<" in page
    assert "Far away" in page
    assert "Host A" not in page
    nothing = clerk.get(f"{ADDRESS}?name=accept&all=1&q=nobody&state=hostile%00")
    assert nothing.status_code == 303


def test_a_list_that_is_too_long_to_decide_at_once_says_so(
    clerk: FlaskClient, bids: list[Bid], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bids
    monkeypatch.setattr(bids_chosen, "MOST_AT_ONCE", 1)
    page = clerk.get(f"{ADDRESS}?name=accept&all=1&state=submitted").text
    assert "These are the first 1 of 2 bids." in page
    assert "Host A" in page
    assert "Host B" not in page


def test_of_an_archived_tour_several_bids_are_only_refused(
    clerk: FlaskClient, session: Session, bids: list[Bid]
) -> None:
    bids[0].tour.stage = TourStage.ARCHIVED
    session.commit()
    assert "the tour is archived" in preview(clerk, "accept", bids[:1])
    assert "the tour is archived" not in preview(clerk, "reject", bids[:1])


def test_a_viewer_chooses_nothing(sign_in: SignIn, bids: list[Bid]) -> None:
    viewer = sign_in(RoleName.VIEWER)
    assert ADDRESS not in viewer.get("/en/organiser/tours/2026/bids").text
    for answer in (viewer.get(f"{ADDRESS}?name=accept&id={bids[0].id}"), viewer.post(ADDRESS)):
        assert answer.status_code == 403


def test_a_tour_that_is_not_there_is_not_found_and_other_methods_are_refused(
    clerk: FlaskClient, bids: list[Bid]
) -> None:
    assert bids
    assert clerk.get("/organiser/tours/1999/bids/chosen?name=accept&id=1").status_code == 404
    assert clerk.delete(ADDRESS).status_code == 405


def test_possible_duplicates_are_pointed_out_in_the_list_and_on_the_page(
    clerk: FlaskClient, session: Session, bids: list[Bid]
) -> None:
    twin = make_bid(session, bids[0].tour, host_name="Host A", state=BidState.SUBMITTED)
    page = clerk.get("/en/organiser/tours/2026/bids").text
    assert page.count("Possible duplicate") == 2
    assert f">2026-{twin.number}</a>" in page
    own = clerk.get(f"/en/organiser/bids/{bids[0].id}").text
    assert f'href="/en/organiser/bids/{twin.id}"' in own.split("Possible duplicate")[1]
    assert "Possible duplicate" not in clerk.get(f"/en/organiser/bids/{bids[1].id}").text
