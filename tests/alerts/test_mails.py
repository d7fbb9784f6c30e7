"""The mails around an alert, in both languages."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.alerts import mails as alert_mails
from seminar_service.outbox.model import Message
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_alert, make_bid, make_seminar, make_topic, make_tour
from tests.mail_texts.support import ADDED, write
from tests.registrations.proof_support import OFFICE


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def sent(session: Session) -> Message:
    session.commit()
    return session.scalars(select(Message)).one()


@pytest.mark.parametrize(
    ("locale", "place", "topic"),
    [
        ("ja", "都道府県：愛知県", "テーマ：営業秘密管理"),
        ("en", "Prefecture: Aichi", "Topic: Trade secrets"),
    ],
)
def test_the_first_mail_names_the_wish_and_the_link(
    session: Session, locale: str, place: str, topic: str
) -> None:
    alert = make_alert(session, locale=locale, topic_id=make_topic(session).id)
    alert_mails.send_button(session, alert, office=OFFICE, now=NOW)

    mail = sent(session)
    assert (mail.kind, mail.recipient, mail.about) == (
        "alert_asked",
        alert.email,
        f"alert:{alert.id}",
    )
    prefix = "/en" if locale == "en" else ""
    assert f"https://seminar.example.jp{prefix}/alerts/" in mail.body
    assert place in mail.body
    assert topic in mail.body


def test_a_wish_for_a_topic_anywhere_names_no_prefecture(session: Session) -> None:
    alert = make_alert(session, place="", topic_id=make_topic(session).id)
    alert_mails.send_button(session, alert, office=OFFICE, now=NOW)

    assert "都道府県" not in sent(session).body
    assert alert_mails.subject_of(alert, "en") == ("", "Trade secrets")


def test_the_second_mail_names_the_seminars_with_their_pages(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour, place="23"), venue_name="例示会館")
    alert_mails.send_found(session, make_alert(session), [seminar], office=OFFICE, now=NOW)

    mail = sent(session)
    assert mail.kind == "alert_told"
    assert f"https://seminar.example.jp/seminars/{seminar.public_id}" in mail.body
    assert "例示会館" in mail.body
    assert "/alerts/" not in mail.body


def test_what_the_office_wrote_for_the_tour_at_work_is_said(session: Session, tour: Tour) -> None:
    make_tour(session, 2025, stage=TourStage.ARCHIVED)
    write(session, tour.id, kind="alert_asked")
    alert = make_alert(session)

    with transaction(session):
        alert_mails.send_button(session, alert, office=OFFICE, now=NOW)

    mail = session.scalars(select(Message)).one()
    assert mail.body.startswith(f"{ADDED}\n\n")
