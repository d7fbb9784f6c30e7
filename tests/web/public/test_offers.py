"""The page on which an offered place is accepted or declined: GET asks, POST acts."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.values import WaitingRule
from tests.factories import NOW, make_registration
from tests.web.public.conftest import assert_cheap, page, text_of

HOUR = timedelta(hours=1)
OFFERED = RegistrationState.OFFERED


@pytest.fixture
def offered(session: Session, seminar: Seminar) -> Registration:
    """Somebody for whom a place is held until 18:00 in Japan."""
    return make_registration(
        session, seminar, name="山田 花子", state=OFFERED, offered_until=NOW + 6 * HOUR
    )


@pytest.fixture
def own(session: Session, offered: Registration) -> str:
    """Where the registration's own page is."""
    token = links.mint(session, LinkPurpose.REGISTRATION, offered.id, now=NOW)
    session.commit()
    return f"/registrations/{token}"


def stands(session: Session, registration: Registration) -> RegistrationState:
    session.refresh(registration)
    return registration.state


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_address_changes_nothing_however_often_a_scanner_does_it(
    client: FlaskClient, session: Session, offered: Registration, own: str, method: str
) -> None:
    for _ in range(3):
        assert client.open(f"{own}/offer", method=method).status_code == 200
    assert stands(session, offered) is OFFERED
    assert session.scalars(select(Message)).all() == []


def test_the_page_says_until_when_for_which_seminar_and_for_whom(
    client: FlaskClient, own: str
) -> None:
    said = text_of(client.get(f"{own}/offer"))
    for part in ("2026年6月1日（月） 18:00", "営業秘密管理セミナー", "山田 花子", "参加する"):
        assert part in said
    assert "Accept the place?" in text_of(client.get(f"/en{own}/offer"))


def test_the_own_page_says_so_too_and_takes_the_answer(client: FlaskClient, own: str) -> None:
    shown = page(client.get(own))
    assert "2026年6月1日（月） 18:00" in shown.get_text(" ")
    assert shown.select_one(f"form[action='{own}/offer'] button[name=accept]") is not None
    assert not shown.select(f"a[href='{own}/withdraw']")


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        ("accept", RegistrationState.CONFIRMED, "席をお取りしました"),
        ("decline", RegistrationState.CANCELLED, "取り消されました"),
    ],
)
def test_an_answer_is_taken_and_the_own_page_shows_it(  # noqa: PLR0917 (fixtures and cases)
    client: FlaskClient,
    session: Session,
    offered: Registration,
    own: str,
    answer: str,
    state: RegistrationState,
    said: str,
) -> None:
    response = client.post(f"{own}/offer", data={answer: "1"})
    assert (response.status_code, response.location) == (303, own)
    assert said in client.get(own).text
    assert stands(session, offered) is state


def test_accepted_twice_it_is_accepted_once(
    client: FlaskClient, session: Session, offered: Registration, own: str
) -> None:
    for _ in range(2):
        client.post(f"{own}/offer", data={"accept": "1"})
    assert stands(session, offered) is RegistrationState.CONFIRMED
    assert len(session.scalars(select(Message)).all()) == 1
    assert "席をお取りしています" in text_of(client.get(f"{own}/offer"))


def test_without_a_button_nothing_happens(
    client: FlaskClient, session: Session, offered: Registration, own: str
) -> None:
    for data in ({}, {"accept": "1", "decline": "1"}):
        assert client.post(f"{own}/offer", data=data).status_code == 400
    assert stands(session, offered) is OFFERED


def test_too_late_nothing_is_changed_and_the_pages_say_so(
    app: Flask, client: FlaskClient, session: Session, offered: Registration, own: str
) -> None:
    app.config["CLOCK"] = lambda: NOW + 6 * HOUR
    assert "期限が過ぎました" in text_of(client.get(f"{own}/offer"))
    assert not page(client.get(f"{own}/offer")).select("button[name=accept]")
    client.post(f"{own}/offer", data={"accept": "1"})
    assert "この席のご案内は終了しています" in client.get(own).text
    assert stands(session, offered) is RegistrationState.LAPSED
    assert "18:00（日本時間）まで席をお取りしていました" in text_of(client.get(own))


def test_who_only_waits_is_offered_nothing(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.tour.waiting_rule = WaitingRule.OFFER
    row = make_registration(session, seminar, state=RegistrationState.WAITING)
    token = links.mint(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    session.commit()
    shown = page(client.get(f"/registrations/{token}/offer"))
    assert "ただいまお取りしている席はありません" in shown.get_text(" ")
    assert not shown.select("button[name=accept]")
    assert "一定時間お取りしたうえで" in text_of(client.get(f"/registrations/{token}"))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: FlaskClient, own: str, method: str) -> None:
    assert client.open(f"{own}/offer", method=method).status_code == 405


def test_another_link_opens_nothing(
    client: FlaskClient, session: Session, offered: Registration
) -> None:
    feed = links.mint(session, LinkPurpose.REGISTRATION_FEED, offered.id, now=NOW)
    session.commit()
    for token in (feed, "a-token-that-nobody-ever-made"):
        assert client.get(f"/registrations/{token}/offer").status_code == 404
        assert client.post(f"/registrations/{token}/offer", data={"accept": "1"}).status_code == 404
    assert stands(session, offered) is OFFERED


def test_the_page_takes_few_queries(client: FlaskClient, own: str) -> None:
    assert_cheap(client, f"{own}/offer")
