"""The button behind a mail: GET asks, POST acts, and only links of mails lead to it."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose, Mailbox
from seminar_service.domain.proof import ProofRule
from seminar_service.outbox.model import Message, MessageState
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_registration
from tests.web.public.conftest import assert_cheap, page, text_of

HOUR = timedelta(hours=1)


@pytest.fixture
def held(session: Session, seminar: Seminar) -> Registration:
    """A registration that waits for the button."""
    return make_registration(
        session,
        seminar,
        name="山田 花子",
        state=RegistrationState.PROVISIONAL,
        held_until=NOW + HOUR,
    )


def link(session: Session, registration: Registration, purpose: LinkPurpose) -> str:
    token = links.mint(session, purpose, registration.id, now=NOW)
    session.commit()
    return token


@pytest.fixture
def address(session: Session, held: Registration) -> str:
    """Where the button is."""
    return f"/registrations/{link(session, held, LinkPurpose.REGISTRATION_BUTTON)}/confirm"


def proofs(session: Session) -> int:
    session.expire_all()
    return len(session.scalars(select(Mailbox)).all())


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_address_changes_nothing_however_often_a_scanner_does_it(
    client: FlaskClient, session: Session, held: Registration, address: str, method: str
) -> None:
    for _ in range(3):
        assert client.open(address, method=method).status_code == 200
    session.refresh(held)
    assert held.state is RegistrationState.PROVISIONAL
    assert proofs(session) == 0


def test_the_page_says_until_when_for_which_seminar_and_for_whom(
    client: FlaskClient, address: str
) -> None:
    text = text_of(client.get(address))
    for part in (
        "2026年6月1日（月） 13:00",
        "営業秘密管理セミナー",
        "山田 花子",
        "申込みを完了する",
    ):
        assert part in text
    assert "Press the button to make it yours." in text_of(client.get(f"/en{address}"))


def test_the_button_confirms_and_leads_to_ones_own_page(
    client: FlaskClient, session: Session, held: Registration, address: str
) -> None:
    answer = client.post(address)
    assert answer.status_code == 303
    own = client.get(answer.location)
    assert "申込みが完了しました" in own.text
    assert "申込完了" in text_of(own)
    session.refresh(held)
    assert held.state is RegistrationState.CONFIRMED
    assert session.scalars(select(Message.kind)).all() == ["registration_confirmed"]
    assert proofs(session) == 1


def test_pressed_again_it_says_that_all_is_settled(
    client: FlaskClient, session: Session, held: Registration, address: str
) -> None:
    client.post(address)
    assert "お手続きは済んでいます" in text_of(client.get(address))
    assert "申込完了" in text_of(client.get(client.post(address).location))
    session.refresh(held)
    assert held.state is RegistrationState.CONFIRMED


def test_too_late_it_says_so_and_shows_the_way_to_register_again(
    app: Flask, client: FlaskClient, session: Session, held: Registration, address: str
) -> None:
    app.config["CLOCK"] = lambda: NOW + HOUR
    text = text_of(client.get(address))
    assert "申込みを完了する期限を過ぎました" in text
    own = client.get(client.post(address).location)
    assert "この申込みは失効しました" in text_of(own)
    assert page(own).select_one(f"a[href='/seminars/{held.seminar.public_id}/register']")
    session.refresh(held)
    assert held.state is RegistrationState.LAPSED


def test_the_clock_may_pass_between_the_page_and_the_button(
    app: Flask, client: FlaskClient, session: Session, held: Registration, address: str
) -> None:
    assert "申込みを完了する" in text_of(client.get(address))
    app.config["CLOCK"] = lambda: NOW + HOUR
    client.post(address)
    session.refresh(held)
    assert held.state is RegistrationState.LAPSED


def test_after_cancelling_there_is_no_button(
    client: FlaskClient, session: Session, held: Registration, address: str
) -> None:
    own = link(session, held, LinkPurpose.REGISTRATION)
    client.post(f"/registrations/{own}/withdraw")
    answer = client.get(address)
    assert "手続きの必要な申込みはありません" in text_of(answer)
    assert page(answer).select_one("main form") is None


def test_ones_own_page_proves_nothing_for_the_form_shows_it_to_anybody(
    client: FlaskClient, session: Session, held: Registration
) -> None:
    own = link(session, held, LinkPurpose.REGISTRATION)
    client.get(f"/registrations/{own}")
    assert client.get(f"/registrations/{own}/confirm").status_code == 404
    assert client.post(f"/registrations/{own}/confirm").status_code == 404
    session.refresh(held)
    assert held.state is RegistrationState.PROVISIONAL
    assert proofs(session) == 0


def test_the_button_of_a_mail_opens_nothing_else(
    client: FlaskClient, session: Session, held: Registration
) -> None:
    token = link(session, held, LinkPurpose.REGISTRATION_BUTTON)
    assert client.get(f"/registrations/{token}").status_code == 404
    assert client.get(f"/registrations/{token}/withdraw").status_code == 404


def test_unknown_revoked_and_forged_buttons_are_refused(
    app: Flask, client: FlaskClient, session: Session, held: Registration, address: str
) -> None:
    assert client.post("/registrations/nobody/confirm").status_code == 404
    assert client.put(address).status_code == 405
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(address).status_code == 400
    app.config["WTF_CSRF_ENABLED"] = False
    links.revoke_all(session, LinkPurpose.REGISTRATION_BUTTON, held.id, now=NOW)
    session.commit()
    assert client.post(address).status_code == 410
    session.refresh(held)
    assert held.state is RegistrationState.PROVISIONAL


class TestOwnPage:
    """What somebody sees whose place is only held."""

    @pytest.fixture
    def own(self, session: Session, held: Registration) -> str:
        return f"/registrations/{link(session, held, LinkPurpose.REGISTRATION)}"

    def test_it_says_until_when_what_to_do_and_why(self, client: FlaskClient, own: str) -> None:
        text = text_of(client.get(own))
        for part in ("仮申込", "2026年6月1日（月） 13:00まで", "会社でまとめて申し込む場合など"):
            assert part in text
        assert "Download the calendar entry" not in client.get(f"/en{own}").text

    def test_where_the_organiser_always_asks_it_says_that_instead(
        self, client: FlaskClient, session: Session, held: Registration, own: str
    ) -> None:
        held.seminar.tour.proof_rule = ProofRule.ALWAYS
        session.commit()
        assert "すべての方にこの方法で" in text_of(client.get(own))

    def test_a_mail_that_could_not_be_delivered_is_told(
        self, client: FlaskClient, session: Session, held: Registration, own: str
    ) -> None:
        assert "お届けできませんでした" not in text_of(client.get(own))
        mail = Message(
            message_id="<x@example>",
            kind="registration_provisional",
            about=f"registration:{held.id}",
            locale="ja",
            recipient=held.email,
            subject="x",
            body="",
            state=MessageState.FAILED,
            due_at=NOW,
            created_at=NOW,
        )
        session.add(mail)
        session.commit()
        assert "お届けできませんでした" in text_of(client.get(own))

    def test_it_asks_little_of_the_database(self, client: FlaskClient, own: str) -> None:
        """One query for each thing that the page tells: it is one person's, and read by few."""
        assert_cheap(client, own, most=8)

    def test_once_the_seminar_takes_nobody_there_is_no_way_to_register_again(
        self, client: FlaskClient, session: Session, held: Registration, own: str
    ) -> None:
        held.state = RegistrationState.LAPSED
        held.seminar.state = SeminarState.CLOSED
        session.commit()
        answer = client.get(own)
        assert "失効しました" in text_of(answer)
        assert page(answer).select_one("a[href$='/register']") is None
