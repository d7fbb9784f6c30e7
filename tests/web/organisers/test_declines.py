"""Declined days on the staff's pages: said where somebody looks, and removed by a button."""

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.seminars.confirmations import adviser_answers, host_answers
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_seminar
from tests.web.accounts.support import SignIn

DAY = date(2026, 10, 6)
REASON = "<b>通院</b>のため"


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, name_en="Taro Yamada")


@pytest.fixture
def seminar(session: Session, tour: Tour, adviser: Adviser, now: datetime) -> Seminar:
    """A seminar that its adviser and its host have both declined."""
    bid = make_bid(session, tour)
    row = make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE, day=DAY)
    actors = Actor(ActorKind.ADVISER), Actor(ActorKind.HOST)
    adviser_answers(
        session, adviser.id, row.public_id, False, REASON, shown=None, actor=actors[0], now=now
    )
    host_answers(session, bid.id, False, REASON, shown=None, actor=actors[1], now=now)
    return row


def pages(seminar: Seminar, adviser: Adviser) -> list[str]:
    """The adviser's and the bid's page."""
    return [
        f"/organiser/tours/2026/advisers/{adviser.id}",
        f"/organiser/bids/{seminar.bid_id}",
    ]


def form_of(page: str) -> tuple[str, dict[str, str]]:
    """Where the button beside a declined day sends to, and what it sends."""
    section = BeautifulSoup(page, "html.parser").select_one("#declines form")
    assert section is not None
    fields = {str(each["name"]): str(each["value"]) for each in section.select("input")}
    return str(section["action"]), fields


def test_a_decline_is_next_to_do_and_in_the_planning_room_until_it_is_removed(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client = sign_in(RoleName.VIEWER)
    overview, room = "/en/organiser/tours/2026", "/en/organiser/tours/2026/planning"

    assert "2 dates were declined" in client.get(overview).text
    page = client.get(room).text
    assert "Declined dates" in page
    assert "Taro Yamada" in page
    assert "&lt;b&gt;通院&lt;/b&gt;のため" in page

    for row in session.scalars(select(DeclinedDay)):
        session.delete(row)
    session.commit()
    assert "were declined" not in client.get(overview).text
    assert "Declined dates" not in client.get(room).text
    assert seminar.state is SeminarState.TENTATIVE


def test_the_pages_of_the_adviser_and_the_bid_show_it_with_its_reason_and_remove_it(
    session: Session, sign_in: SignIn, seminar: Seminar, adviser: Adviser
) -> None:
    client = sign_in(RoleName.CLERK)
    for page, left in zip(pages(seminar, adviser), (1, 0), strict=True):
        shown = client.get("/en" + page).text
        assert "&lt;b&gt;通院&lt;/b&gt;のため" in shown
        assert "Tue 6 Oct 2026" in shown

        address, fields = form_of(client.get(page).text)
        answer = client.post(address, data=fields)
        again = client.post("/en" + address, data=fields, follow_redirects=True)

        assert (answer.status_code, answer.location) == (303, page)
        assert "has been removed before" in again.text
        assert len(session.scalars(select(DeclinedDay)).all()) == left


def test_what_was_declined_once_more_is_not_removed_unseen(
    session: Session, sign_in: SignIn, seminar: Seminar, adviser: Adviser
) -> None:
    client = sign_in(RoleName.CLERK)
    forms = [form_of(client.get(page).text) for page in pages(seminar, adviser)]
    for row in session.scalars(select(DeclinedDay)):
        row.declined_at += timedelta(hours=1)
    session.commit()

    for address, fields in forms:
        answer = client.post("/en" + address, data=fields, follow_redirects=True)
        assert "declined once more" in answer.text
    assert len(session.scalars(select(DeclinedDay)).all()) == 2


def test_viewers_read_it_and_remove_nothing(
    session: Session, sign_in: SignIn, seminar: Seminar, adviser: Adviser
) -> None:
    client = sign_in(RoleName.VIEWER)
    rows = {row.adviser_id: row.id for row in session.scalars(select(DeclinedDay))}

    for page, key in zip(pages(seminar, adviser), (rows[adviser.id], rows[None]), strict=True):
        shown = BeautifulSoup(client.get(page).text, "html.parser").select_one("#declines")
        assert shown is not None
        assert shown.select("form") == []
        assert client.post(f"{page}/declines/{key}/remove").status_code == 403
        assert client.get(f"{page}/declines/{key}/remove").status_code == 405
    assert len(session.scalars(select(DeclinedDay)).all()) == 2


def test_a_form_without_what_was_seen_removes_nothing(
    session: Session, sign_in: SignIn, seminar: Seminar, adviser: Adviser
) -> None:
    client = sign_in(RoleName.CLERK)
    address, _ = form_of(client.get(pages(seminar, adviser)[0]).text)

    assert client.post(address).status_code == 303
    assert len(session.scalars(select(DeclinedDay)).all()) == 2


def test_what_does_not_exist_is_not_found(
    sign_in: SignIn, seminar: Seminar, adviser: Adviser
) -> None:
    client = sign_in(RoleName.CLERK)

    for address in (
        f"/organiser/tours/2001/advisers/{adviser.id}/declines/1/remove",
        f"/organiser/tours/2026/advisers/{adviser.id + 1}/declines/1/remove",
        f"/organiser/bids/{seminar.bid_id + 1}/declines/1/remove",
    ):
        assert client.post(address).status_code == 404


def test_a_day_that_the_host_named_is_added_to_the_bid_by_a_button(
    session: Session, sign_in: SignIn, seminar: Seminar, now: datetime
) -> None:
    host_answers(
        session,
        seminar.bid_id,
        False,
        REASON,
        shown=None,
        actor=Actor(ActorKind.HOST),
        now=now,
        others=[date(2026, 11, 4)],
    )
    address = f"/en/organiser/bids/{seminar.bid_id}"
    client = sign_in(RoleName.CLERK)
    page = BeautifulSoup(client.get(address).text, "html.parser")
    form = page.select_one("#declines form[action$='/take']")
    assert form is not None
    fields = {str(each["name"]): str(each["value"]) for each in form.select("input")}
    path = str(form["action"])
    assert "Wed 4 Nov 2026" in client.get("/en/organiser/tours/2026/planning").text

    wrong = client.post(path, data=fields | {"day": "soon"}, follow_redirects=True)
    outdated = client.post(path, data=fields | {"shown": "then"}, follow_redirects=True)
    taken = client.post(path, data=fields, follow_redirects=True)

    assert "no longer asked for" in wrong.text
    assert "changed in the meantime" in outdated.text
    assert "among the possible dates now" in taken.text
    session.expire_all()
    assert date(2026, 11, 4) in {each.day for each in seminar.bid.dates}
    assert client.get(path).status_code == 405
    assert client.post(path.replace(str(seminar.bid_id), "999")).status_code == 404
    assert sign_in(RoleName.VIEWER).post(path, data=fields).status_code == 403
