"""The links in mails about registrations, and how addresses are said."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.registrations import mailing
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour
from tests.registrations.mail_support import opened, written


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


def test_the_feed_in_a_mail_is_the_persons_own(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar)
    row = make_registration(session, seminar, locale="en")

    mail = mailing.send(session, "registration_confirmed", row, OFFICE, NOW)
    assert mail is not None

    assert mail.locale == "en"
    purpose = LinkPurpose.REGISTRATION_FEED
    assert opened(session, mail, purpose, "feeds/registrations") == [row.id]


def test_what_is_over_brings_no_link_to_it(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar, state=RegistrationState.CANCELLED)

    mailing.send(
        session,
        "registration_withdrawn",
        row,
        OFFICE,
        NOW,
        held_place=True,
        by_office=False,
        contact="",
    )

    assert opened(session, written(session), LinkPurpose.REGISTRATION, "registrations") == []


@pytest.mark.parametrize(("locale", "said"), [("ja", "愛知県名古屋市"), ("en", "中区栄2-2, Aichi")])
def test_the_prefecture_is_said_once_where_the_address_names_it(
    session: Session, seminar: Seminar, locale: str, said: str
) -> None:
    seminar.venue_address = "愛知県名古屋市中区栄2-2"
    row = make_registration(session, seminar, locale=locale)

    mailing.send(session, "registration_moved_up", row, OFFICE, NOW)

    body = written(session).body
    assert said in body
    assert body.count("愛知県") == (locale == "ja")
