"""Prefectures without a bid, and inviting the hosts of earlier years."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.inviting.model import NoInvitation
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_bid, make_seminar, make_tour
from tests.inviting.support import invitations, invited, lay, mails
from tests.web.accounts.support import SignIn
from tests.web.hosts.forms import words

ADDRESS = "/en/organiser/tours/2026/earlier-hosts"
INVITE = f"{ADDRESS}/invite"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def laid(session: Session) -> tuple[Tour, list[Bid]]:
    return lay(session, {"host_name": "<b>豊橋"}, {"locale": "en"}, {"place": "13"})


def test_hosts_of_earlier_years_are_shown_with_how_to_reach_them(
    viewer: FlaskClient, session: Session
) -> None:
    make_tour(session)
    bid = make_bid(session, make_tour(session, 2025), host_name="<b>Host</b>", place="47")

    page = viewer.get(ADDRESS).text

    assert "&lt;b&gt;Host&lt;/b&gt;" in page
    assert bid.contact_email in page
    assert f"/en/organiser/bids/{bid.id}" in page
    assert "Invite 1 host" not in page
    assert ADDRESS in viewer.get("/en/organiser/tours/2026/bids").text
    assert ADDRESS in viewer.get("/en/organiser/tours/2026").text


def test_a_tour_that_every_prefecture_has_reached_says_so(
    viewer: FlaskClient, session: Session
) -> None:
    tour = make_tour(session)
    for number in range(1, 48):
        make_bid(session, tour, place=f"{number:02}")
    assert "Every prefecture has a bid." in viewer.get(ADDRESS).text


def test_prefectures_that_had_a_seminar_lately_are_left_out_by_a_filter(
    viewer: FlaskClient, session: Session
) -> None:
    make_tour(session)
    lately = make_bid(session, make_tour(session, 2025), place="13", host_name="東京の団体")
    make_seminar(session, lately, place="13")
    long_ago = make_bid(session, make_tour(session, 2020), place="47", host_name="沖縄の団体")
    make_seminar(session, long_ago, place="47")

    shown = {years: viewer.get(f"{ADDRESS}?years={years}").text for years in ("1", "3", "10", "x")}

    assert {years: "東京の団体" in page for years, page in shown.items()} == {
        "1": False,
        "3": False,
        "10": False,
        "x": True,
    }
    assert ["沖縄の団体" in shown[years] for years in ("1", "3", "10")] == [True, True, False]


def test_nothing_is_sent_here_and_what_is_missing_is_not_found(
    viewer: FlaskClient, session: Session
) -> None:
    make_tour(session)
    assert viewer.post(ADDRESS).status_code == 405
    assert viewer.get("/organiser/tours/1999/earlier-hosts").status_code == 404


def test_the_preview_shows_to_whom_it_goes_and_what_it_says(
    session: Session, sign_in: SignIn, laid: tuple[Tour, list[Bid]]
) -> None:
    tour, bids = laid
    session.add(NoInvitation(contact_key="a" * 64, since=NOW.date()))
    gone = make_bid(session, bids[0].tour, contact_email="", host_name="宛先なし")
    client = sign_in(RoleName.PLANNER)
    assert "Invite 3 hosts by email" in client.get(ADDRESS).text

    page = client.get(INVITE)

    soup = BeautifulSoup(page.text, "html.parser")
    boxes = soup.select("input[name=host]")
    assert {str(box["value"]) for box in boxes} == {str(bid.id) for bid in bids}
    assert all(box.has_attr("checked") for box in boxes)
    said = words(page.text)
    for text in ("<b>豊橋", "The email in Japanese", "The email in English", "前回の開催希望"):
        assert text in said
    assert f"{gone.host_name} : no email address is known" in said
    assert mails(session) == []
    assert tour.fiscal_year == 2026


def test_words_are_shown_in_the_email_before_it_is_sent_to_those_ticked(
    session: Session, sign_in: SignIn, laid: tuple[Tour, list[Bid]]
) -> None:
    _, bids = laid
    client = sign_in(RoleName.PLANNER)
    entered = {"note_ja": "今年は<i>特別{link}", "host": [str(bids[0].id), str(bids[1].id)]}

    looked = client.post(INVITE, data=entered | {"step": "look"})
    assert looked.status_code == 200
    assert "今年は&lt;i&gt;特別{link}" in looked.text
    assert looked.text.count("checked") == 2
    assert mails(session) == []

    sent = client.post(INVITE, data=entered | {"step": "send"}, follow_redirects=True)

    assert "2 hosts are invited." in words(sent.text)
    written = {mail.recipient: mail.body for mail in mails(session)}
    assert set(written) == {bid.contact_email for bid in bids[:2]}
    assert "今年は<i>特別{link}" in written[bids[0].contact_email]
    assert sent.text.count("Invited on") == 2
    again = client.post(INVITE, data=entered | {"step": "send"}, follow_redirects=True)
    assert "2 were left out" in words(again.text)
    assert len(mails(session)) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"host": []}, "tick at least one host"),
        ({"note_ja": "x" * 2_001}, "at most 2000 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(
    session: Session,
    sign_in: SignIn,
    laid: tuple[Tour, list[Bid]],
    wrong: dict[str, object],
    said: str,
) -> None:
    sent = {"step": "send", "note_en": "Keep me", "host": [str(laid[1][0].id)]} | wrong

    answer = sign_in(RoleName.PLANNER).post(INVITE, data=sent)

    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "Keep me" in answer.text
    assert invitations(session) == []


def test_nobody_is_invited_to_a_tour_that_is_not_open(
    session: Session, sign_in: SignIn, laid: tuple[Tour, list[Bid]]
) -> None:
    tour, bids = laid
    tour.stage = TourStage.PREPARATION
    session.commit()
    client = sign_in(RoleName.PLANNER)

    page = client.get(INVITE)
    sent = {"step": "send", "host": [str(bids[0].id)]}
    answer = client.post(INVITE, data=sent, follow_redirects=True)

    for each in (page, answer):
        assert "Nobody can be invited" in words(each.text)
    listed = words(client.get(ADDRESS).text)
    assert "Invite 3 hosts" not in listed
    assert "Nobody can be invited" in listed
    assert mails(session) == []


def test_those_of_one_earlier_tour_are_shown_alone(
    session: Session, sign_in: SignIn, laid: tuple[Tour, list[Bid]]
) -> None:
    _, bids = laid
    older = make_bid(session, make_tour(session, 2020, stage=TourStage.ARCHIVED), place="47")
    client = sign_in(RoleName.PLANNER)

    both = BeautifulSoup(client.get(INVITE).text, "html.parser")
    one = BeautifulSoup(client.get(f"{INVITE}?last=2020").text, "html.parser")
    none = client.get(f"{INVITE}?last=1999")

    assert len(both.select("input[name=host]")) == len(bids) + 1
    assert [box["value"] for box in one.select("input[name=host]")] == [str(older.id)]
    assert one.select_one("form[action*='last=2020']") is not None
    assert none.status_code == 200


def test_when_all_are_invited_nobody_is_left(
    session: Session, sign_in: SignIn, laid: tuple[Tour, list[Bid]]
) -> None:
    invited(session, *laid)

    page = words(sign_in(RoleName.PLANNER).get(INVITE).text)

    assert "Nobody is left to invite" in page
    assert page.count("invited already") == 3
    assert len(session.scalars(select(Bid)).all()) == 3


@pytest.mark.parametrize("role", [RoleName.CLERK, RoleName.VIEWER])
def test_only_planners_invite(
    sign_in: SignIn, laid: tuple[Tour, list[Bid]], role: RoleName
) -> None:
    client = sign_in(role)
    assert client.get(INVITE).status_code == 403
    assert client.post(INVITE, data={"host": str(laid[1][0].id)}).status_code == 403


def test_the_invitation_is_of_a_tour_that_is_there_and_by_these_methods(
    session: Session, sign_in: SignIn
) -> None:
    make_tour(session)
    client = sign_in(RoleName.PLANNER)
    assert client.get("/organiser/tours/1999/earlier-hosts/invite").status_code == 404
    assert client.put(INVITE).status_code == 405
