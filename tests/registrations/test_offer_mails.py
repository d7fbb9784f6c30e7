"""What is written about a place that is offered, in both languages."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.registrations import offer_mails
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour

END = NOW + timedelta(hours=6)
SAID = {"ja": "2026年6月1日（月） 18:00", "en": "Mon 1 Jun 2026 18:00"}
MAILS = {
    "registration_offered": (offer_mails.send_offered, RegistrationState.OFFERED),
    "registration_offer_lapsed": (offer_mails.send_offer_lapsed, RegistrationState.LAPSED),
    "registration_declined": (offer_mails.send_declined, RegistrationState.CANCELLED),
}


@pytest.fixture
def seminar(sqlite_session: Session) -> Seminar:
    return make_seminar(sqlite_session, make_bid(sqlite_session, make_tour(sqlite_session)))


def written(session: Session, seminar: Seminar, kind: str, locale: str) -> Message:
    send, state = MAILS[kind]
    row: Registration = make_registration(
        session, seminar, state=state, offered_until=END, locale=locale
    )
    send(session, row, office=OFFICE, now=NOW)
    session.flush()
    return session.scalars(select(Message)).one()


@pytest.mark.parametrize("kind", MAILS)
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_each_mail_is_of_its_kind_about_the_seminar_and_touches_no_calendar(
    sqlite_session: Session, seminar: Seminar, kind: str, locale: str
) -> None:
    mail = written(sqlite_session, seminar, kind, locale)
    assert (mail.kind, mail.locale, mail.calendar) == (kind, locale, None)
    assert seminar.title(locale) in mail.subject + mail.body
    assert ("/en/" in mail.body) is (locale == "en")


@pytest.mark.parametrize("kind", ["registration_offered", "registration_offer_lapsed"])
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_end_of_an_offer_is_said(
    sqlite_session: Session, seminar: Seminar, kind: str, locale: str
) -> None:
    assert SAID[locale] in written(sqlite_session, seminar, kind, locale).body


@pytest.mark.parametrize(
    ("kind", "leads"), [(kind, kind == "registration_offered") for kind in MAILS]
)
def test_only_an_open_offer_leads_to_where_it_is_answered(
    sqlite_session: Session, seminar: Seminar, kind: str, leads: bool
) -> None:
    assert ("/offer\n" in written(sqlite_session, seminar, kind, "ja").body) is leads
