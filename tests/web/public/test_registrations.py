"""The page behind a participant's secret link."""

from datetime import UTC, datetime

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
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_registration
from tests.web.public.conftest import page, text_of


def link_to(session: Session, registration: Registration) -> str:
    """The address of a registration's own page."""
    token = links.mint(session, LinkPurpose.REGISTRATION, registration.id, now=NOW)
    session.commit()
    return f"/registrations/{token}"


@pytest.fixture
def registration(session: Session, seminar: Seminar) -> Registration:
    """A confirmed registration."""
    return make_registration(session, seminar, name="山田 花子")


@pytest.fixture
def address(session: Session, registration: Registration) -> str:
    """Where its own page is."""
    return link_to(session, registration)


def test_the_page_shows_the_seminar_and_what_was_entered(client: FlaskClient, address: str) -> None:
    text = text_of(client.get(address))
    for part in ("申込完了", "営業秘密管理セミナー", "2026年10月6日(火)", "山田 花子", "例示工業"):
        assert part in text
    assert "申込みを受け付けました" not in text


def test_the_english_page_is_english(client: FlaskClient, address: str) -> None:
    assert "You have a place." in text_of(client.get(f"/en{address}"))


def test_who_waits_sees_the_own_position(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)
    seminar.capacity = 1
    waiting = [
        make_registration(session, seminar, state=RegistrationState.WAITING) for _ in range(3)
    ]
    address = link_to(session, waiting[1])
    assert "キャンセル待ちの2番目です" in text_of(client.get(address))
    client.post(link_to(session, waiting[0]) + "/withdraw")
    assert "キャンセル待ちの1番目です" in text_of(client.get(address))


def test_cancelling_asks_once_more_and_changes_nothing_yet(
    client: FlaskClient, session: Session, registration: Registration, address: str
) -> None:
    assert page(client.get(address)).select_one(f"a[href='{address}/withdraw']") is not None
    assert "申込みを取り消しますか" in text_of(client.get(address + "/withdraw"))
    session.refresh(registration)
    assert registration.state is RegistrationState.CONFIRMED


def test_cancelling_frees_the_place_and_says_so(
    client: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    response = client.post(address + "/withdraw")
    assert (response.status_code, response.location) == (303, address)
    assert "この申込みは取り消されました" in text_of(client.get(address))
    session.refresh(seminar)
    assert seminar.taken == 0
    assert session.scalars(select(Message.kind)).all() == ["registration_withdrawn"]


def test_a_cancelled_registration_cannot_be_cancelled_again(
    client: FlaskClient, session: Session, address: str
) -> None:
    client.post(address + "/withdraw")
    for response in (client.post(address + "/withdraw"), client.get(address + "/withdraw")):
        assert (response.status_code, response.location) == (303, address)
    assert len(session.scalars(select(Message)).all()) == 1
    assert not page(client.get(address)).select(f"a[href='{address}/withdraw']")


def test_nothing_can_be_cancelled_once_the_seminar_has_begun(
    app: Flask, client: FlaskClient, session: Session, registration: Registration, address: str
) -> None:
    app.config["CLOCK"] = lambda: datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
    assert not page(client.get(address)).select(f"a[href='{address}/withdraw']")
    assert client.post(address + "/withdraw").location == address
    session.refresh(registration)
    assert registration.state is RegistrationState.CONFIRMED


def test_a_seminar_that_begins_in_the_very_moment_keeps_the_registration(
    app: Flask, client: FlaskClient, session: Session, registration: Registration, address: str
) -> None:
    before, after = (datetime(2026, 10, 6, 4, minute, tzinfo=UTC) for minute in (29, 30))
    instants = iter([before])
    app.config["CLOCK"] = lambda: next(instants, after)
    assert client.post(address + "/withdraw").status_code == 409
    session.refresh(registration)
    assert registration.state is RegistrationState.CONFIRMED


def test_the_page_of_a_cancelled_seminar_says_that_it_is_not_held(
    client: FlaskClient, session: Session, seminar: Seminar, registration: Registration
) -> None:
    address = link_to(session, registration)
    seminar.state = SeminarState.CANCELLED
    registration.state = RegistrationState.CANCELLED
    session.commit()
    assert "このセミナーは中止になりました" in text_of(client.get(address))


def test_the_own_feed_is_made_when_asked_for_and_shown_once(
    client: FlaskClient, session: Session, registration: Registration, address: str
) -> None:
    markup = page(client.post(address + "/feed"))
    shown = markup.select_one("input[id=copy-own]")
    assert shown is not None
    token = str(shown["value"]).removeprefix("http://127.0.0.1:8000/feeds/registrations/")
    found = links.resolve(
        session, LinkPurpose.REGISTRATION_FEED, token.removesuffix(".ics"), now=NOW
    )
    assert found == registration.id
    assert page(client.get(address)).select_one("input[id=copy-own]") is None


@pytest.mark.parametrize("path", ["", "/withdraw"])
def test_a_page_behind_a_secret_link_is_stored_listed_and_passed_on_nowhere(
    client: FlaskClient, address: str, path: str
) -> None:
    response = client.get(address + path)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("path", ["", "/withdraw"])
def test_an_unknown_link_is_answered_by_404(client: FlaskClient, address: str, path: str) -> None:
    response = client.get("/registrations/nobody-knows-this" + path)
    assert response.status_code == 404, address
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_a_revoked_link_is_answered_by_410(
    client: FlaskClient, session: Session, registration: Registration, address: str
) -> None:
    links.revoke_all(session, LinkPurpose.REGISTRATION, registration.id, now=NOW)
    session.commit()
    for response in (
        client.get(address),
        client.get(address + "/withdraw"),
        client.post(address + "/withdraw"),
        client.post(address + "/feed"),
    ):
        assert response.status_code == 410


def test_a_link_for_another_purpose_opens_nothing_here(
    client: FlaskClient, session: Session, registration: Registration
) -> None:
    token = links.mint(session, LinkPurpose.REGISTRATION_FEED, registration.id, now=NOW)
    session.commit()
    assert client.get(f"/registrations/{token}").status_code == 404


def test_a_forged_cancellation_is_refused(
    app: Flask, client: FlaskClient, session: Session, registration: Registration, address: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(address + "/withdraw").status_code == 400
    assert client.post(address + "/feed").status_code == 400
    session.refresh(registration)
    assert registration.state is RegistrationState.CONFIRMED


def test_a_cancellation_over_https_needs_no_referrer_which_browsers_withhold_here(
    app: Flask, client: FlaskClient, session: Session, registration: Registration, address: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    secure = "https://127.0.0.1:8000"
    markup = page(client.get(address + "/withdraw", base_url=secure))
    token = markup.select_one("main input[name=csrf_token]")
    assert token is not None
    form = {"csrf_token": str(token["value"])}
    response = client.post(address + "/withdraw", data=form, base_url=secure)
    assert response.status_code == 303
    session.refresh(registration)
    assert registration.state is RegistrationState.CANCELLED


def test_the_pages_take_no_other_method(client: FlaskClient, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.put(address + "/withdraw").status_code == 405
    assert client.get(address + "/feed").status_code == 405


def test_nobody_sees_the_registration_of_somebody_else(
    client: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    other = make_registration(session, seminar, name="別の 人")
    assert "別の 人" not in client.get(address).text
    assert "山田 花子" not in client.get(link_to(session, other)).text
