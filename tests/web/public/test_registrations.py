"""The page behind a participant's secret link."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_registration
from tests.web.public.conftest import Announce, page, text_of


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
    for part in (
        "申込完了",
        "営業秘密管理セミナー",
        "2026年10月6日（火）",
        "山田 花子",
        "例示工業",
    ):
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


def test_what_one_can_do_stands_before_what_one_has_entered(
    client: FlaskClient, address: str
) -> None:
    headings = [each.get_text() for each in page(client.get(f"/en{address}")).select("h2")]
    assert headings.index("The seminar") < headings.index("Can't make it?") < headings.index("You")


def test_a_moved_seminar_is_shown_with_its_earlier_date(
    client: FlaskClient, session: Session, registration: Registration, address: str
) -> None:
    assert "変更前" not in text_of(client.get(address))
    registration.seminar.moved_from = datetime(2026, 9, 29, 4, 30, tzinfo=UTC)
    session.commit()
    for shown in (address, f"{address}/stay"):
        assert "変更前：2026年9月29日（火） 13:30" in text_of(client.get(shown))


def test_who_waits_can_hand_over_a_position_and_no_place(
    client: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    waiting = make_registration(session, seminar, state=RegistrationState.WAITING)
    assert "席を失うことなく" in text_of(client.get(address))
    text = text_of(client.get(link_to(session, waiting)))
    assert "今の順番を引き継ぐ" in text
    assert "席を失うことなく" not in text


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
    answer = client.get(address)
    assert "このセミナーは中止になりました" in text_of(answer)
    assert page(answer).select("main .actions a[href='/#list']"), (
        "another seminar can be looked for"
    )


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


def test_who_waits_reads_what_became_of_others_in_the_same_place_where_there_were_enough(
    client: FlaskClient, session: Session, seminar: Seminar, announce: Announce
) -> None:
    row = make_registration(session, seminar, state=RegistrationState.WAITING)
    address = link_to(session, row)
    assert "同じ順番" not in text_of(client.get(address))
    for number in range(5):
        day = date(2026, 5, 10 + number)
        held = announce(day=day, state=SeminarState.HELD)
        since = datetime(2025, 12, 1, tzinfo=UTC)
        other = make_registration(session, held, state=RegistrationState.WAITING, waits_since=since)
        if number < 3:
            other.state, other.moved_up_at = RegistrationState.CONFIRMED, NOW - timedelta(days=30)
    session.commit()
    assert "同じ順番だった直近5名のうち、3名" in text_of(client.get(address))
    assert "Of the last 5 people" in text_of(client.get(f"/en{address}"))


def test_after_a_move_the_page_leads_to_the_question_until_it_is_answered(
    client: FlaskClient, session: Session, registration: Registration, address: str
) -> None:
    seminar = registration.seminar
    assert f"{address}/stay" not in client.get(address).text
    seminar.moved_from = begins_at(seminar.day, seminar.starts_at)
    registration.created_at = NOW - timedelta(days=2)
    subject = Subject(SubjectKind.SEMINAR, seminar.id)
    history.record(session, HistoryKind.SEMINAR_MOVED, subject, SYSTEM, NOW - timedelta(days=1))
    session.commit()
    assert f"{address}/stay" in client.get(address).text
    assert "Do you stay registered?" in text_of(client.get(f"/en{address}"))

    client.post(f"{address}/stay", data={"stay": "1", "seen": seminar.calendar_sequence})

    assert f"{address}/stay" not in client.get(address).text
