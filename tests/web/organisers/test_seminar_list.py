"""The staff's list of seminars, and announcing from it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from seminar_service.web.organisers.seminar_list import PAGE_SIZE
from tests.factories import (
    make_adviser,
    make_bid,
    make_many_seminars,
    make_seminar,
    make_tour,
)
from tests.web.accounts.support import SignIn
from tests.web.hosts.forms import words


@pytest.fixture
def seminar(session: Session) -> Seminar:
    bid = make_bid(session, make_tour(session))
    return make_seminar(session, bid, team=[make_adviser(session)], state=SeminarState.CONFIRMED)


def test_the_list_shows_seminars_and_can_be_narrowed_to_a_state(
    sign_in: SignIn, seminar: Seminar
) -> None:
    client = sign_in(RoleName.VIEWER)
    assert seminar.host_name in client.get("/organiser/tours/2026/seminars").text
    assert seminar.host_name in client.get("/organiser/tours/2026/seminars?state=confirmed").text
    assert seminar.host_name not in client.get("/organiser/tours/2026/seminars?state=held").text
    assert client.get("/organiser/tours/2026/seminars?state=nonsense").status_code == 200
    assert client.get("/organiser/tours/1999/seminars").status_code == 404


def test_announcing_makes_the_ticked_seminars_public(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    answer = sign_in(RoleName.CLERK).post(
        "/organiser/tours/2026/seminars/announce",
        data={"seminars": seminar.public_id, f"version-{seminar.public_id}": "1"},
    )
    assert answer.status_code == 303
    session.expire_all()
    assert seminar.state is SeminarState.ANNOUNCED


def test_announcing_nothing_asks_for_a_choice(sign_in: SignIn, seminar: Seminar) -> None:
    assert seminar.state is SeminarState.CONFIRMED
    answer = sign_in(RoleName.CLERK).post(
        "/en/organiser/tours/2026/seminars/announce", follow_redirects=True
    )
    assert "Please choose at least one seminar" in answer.text


def test_nothing_is_announced_of_a_tour_in_preparation_and_the_page_says_why(
    sign_in: Callable[[RoleName], FlaskClient], session: Session
) -> None:
    clerk = sign_in(RoleName.CLERK)
    tour = make_tour(session, stage=TourStage.PREPARATION)
    seminar = make_seminar(session, make_bid(session, tour), state=SeminarState.CONFIRMED)
    listed = words(clerk.get("/en/organiser/tours/2026/seminars").text)
    assert "Confirmed seminars wait to be announced" in listed
    assert "Announce the ticked seminars" not in listed
    answer = clerk.post(
        "/en/organiser/tours/2026/seminars/announce",
        data={"seminars": [seminar.public_id], f"version-{seminar.public_id}": "1"},
        follow_redirects=True,
    )
    assert "the tour is not open" in words(answer.text)
    session.refresh(seminar)
    assert seminar.state is SeminarState.CONFIRMED


def test_announcing_a_tentative_seminar_announces_nothing(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    seminar.state = SeminarState.TENTATIVE
    session.commit()
    answer = sign_in(RoleName.CLERK).post(
        "/en/organiser/tours/2026/seminars/announce",
        data={"seminars": seminar.public_id, f"version-{seminar.public_id}": "1"},
        follow_redirects=True,
    )
    assert "Nothing was announced" in answer.text


def test_a_long_list_is_shown_page_by_page_with_its_filter_in_the_address(
    sign_in: SignIn, session: Session
) -> None:
    first = date(2026, 10, 1)
    make_many_seminars(
        session, make_tour(session), [first + timedelta(days=each % 28) for each in range(41)]
    )
    client, address = sign_in(RoleName.VIEWER), "/en/organiser/tours/2026/seminars"

    page = BeautifulSoup(client.get(f"{address}?state=announced").text, "html.parser")

    assert len(page.select("tbody tr")) == PAGE_SIZE
    assert "41 seminars found" in words(str(page))
    behind = page.select_one("a[rel=next]")
    assert behind is not None
    assert str(behind["href"]) == f"{address}?page=2&state=announced"
    rest = client.get(str(behind["href"])).text
    assert len(BeautifulSoup(rest, "html.parser").select("tbody tr")) == 41 - PAGE_SIZE
    assert client.get(f"{address}?month=2026-10&page=99").status_code == 200
    assert "41 seminars found" in words(client.get(f"{address}?month=nonsense").text)


def test_who_announces_comes_back_to_what_was_looked_at(sign_in: SignIn, seminar: Seminar) -> None:
    client, address = sign_in(RoleName.CLERK), "/organiser/tours/2026/seminars"
    page = BeautifulSoup(client.get(f"{address}?month=2026-10").text, "html.parser")
    form = page.select_one("form[method=post][action*=announce]")
    assert form is not None

    answer = client.post(
        str(form["action"]),
        data={"seminars": seminar.public_id, f"version-{seminar.public_id}": "1"},
    )

    assert answer.location == f"{address}?month=2026-10"
