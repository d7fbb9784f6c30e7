"""What participants are written."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.registrations import mails
from seminar_service.registrations.mails import Appointment
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour

HOUR = timedelta(hours=1)
CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING
PROVISIONAL = RegistrationState.PROVISIONAL


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


def written(session: Session) -> Message:
    session.flush()
    return session.scalars(select(Message).order_by(Message.id.desc()).limit(1)).one()


def send_state(session: Session, row: Registration) -> Message:
    mails.send_state(session, row, office=OFFICE, now=NOW)
    return written(session)


def opened(session: Session, mail: Message, purpose: LinkPurpose, path: str) -> list[int | None]:
    """What the links of a mail open whose path is this and a token."""
    tokens = re.findall(rf"{OFFICE.base_url}(?:/en)?/{path}/([\w-]{{20,}})(?![\w/-])", mail.body)
    return [links.resolve(session, purpose, token, now=NOW) for token in tokens]


@pytest.mark.parametrize(
    ("state", "kind", "method"),
    [
        (CONFIRMED, "registration_confirmed", "REQUEST"),
        (WAITING, "registration_waiting", None),
        (PROVISIONAL, "registration_provisional", None),
    ],
)
def test_how_a_registration_stands_is_told_and_only_a_place_for_good_brings_an_invitation(
    session: Session, seminar: Seminar, state: RegistrationState, kind: str, method: str | None
) -> None:
    until = NOW + HOUR if state is PROVISIONAL else None
    row = make_registration(session, seminar, state=state, held_until=until)

    mail = send_state(session, row)

    assert (mail.kind, mail.about, mail.calendar_method) == (kind, about(row), method)
    assert (mail.recipient, mail.recipient_name) == (row.email, row.name)
    assert row.id in opened(session, mail, LinkPurpose.REGISTRATION, "registrations")


def test_who_waits_is_told_at_which_position(session: Session, seminar: Seminar) -> None:
    rows = [make_registration(session, seminar, state=WAITING, locale="en") for _ in range(12)]

    assert "12" in send_state(session, rows[11]).body


def test_the_feed_in_a_mail_is_the_persons_own(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar)
    row = make_registration(session, seminar, locale="en")

    mail = send_state(session, row)

    assert mail.locale == "en"
    purpose = LinkPurpose.REGISTRATION_FEED
    assert opened(session, mail, purpose, "feeds/registrations") == [row.id]


@pytest.mark.parametrize(
    ("before", "method"), [(CONFIRMED, "CANCEL"), (WAITING, None), (PROVISIONAL, None)]
)
def test_only_what_stood_in_a_calendar_is_taken_out_of_it(
    session: Session, seminar: Seminar, before: RegistrationState, method: str | None
) -> None:
    row = make_registration(session, seminar, state=RegistrationState.CANCELLED)

    mails.send_withdrawal(session, row, before=before, office=OFFICE, now=NOW)
    withdrawn = written(session)
    assert (withdrawn.kind, withdrawn.calendar_method) == ("registration_withdrawn", method)

    seminar.state, seminar.calendar_sequence = SeminarState.CANCELLED, 1
    mails.send_seminar_cancelled(session, row, before=before, office=OFFICE, now=NOW)
    cancelled = written(session)
    assert cancelled.kind == "registration_seminar_cancelled"
    assert cancelled.calendar_method == method


def test_what_is_over_brings_no_link_to_it(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar, state=RegistrationState.CANCELLED)

    mails.send_withdrawal(session, row, before=CONFIRMED, office=OFFICE, now=NOW)

    assert opened(session, written(session), LinkPurpose.REGISTRATION, "registrations") == []


def test_a_move_tells_what_was_and_what_is(session: Session, seminar: Seminar) -> None:
    rows = [make_registration(session, seminar, state=state) for state in (CONFIRMED, WAITING)]
    before = Appointment.of(seminar)
    seminar.day, seminar.venue_name = seminar.day + timedelta(days=2), "市民会館"
    told = []
    for row in rows:
        mails.send_moved(session, row, before, office=OFFICE, now=NOW)
        told.append(written(session))

    assert [mail.calendar_method for mail in told] == ["REQUEST", None]
    for mail in told:
        assert mail.kind == "registration_moved"
        for said in ("10月6日", "10月8日", "市民会館"):
            assert said in mail.body


def test_who_moved_up_gets_the_invitation(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)

    mails.send_moved_up(session, row, office=OFFICE, now=NOW)

    mail = written(session)
    assert (mail.kind, mail.calendar_method) == ("registration_moved_up", "REQUEST")


def test_an_appointment_changes_with_what_people_must_know(seminar: Seminar) -> None:
    before = Appointment.of(seminar)

    seminar.title_ja = "別の題名"
    assert Appointment.of(seminar) == before
    seminar.venue_address = "名古屋市中区栄2-2"
    assert Appointment.of(seminar) != before


@pytest.mark.parametrize(("locale", "said"), [("ja", "愛知県名古屋市"), ("en", "中区栄2-2, Aichi")])
def test_the_prefecture_is_said_once_where_the_address_names_it(
    session: Session, seminar: Seminar, locale: str, said: str
) -> None:
    seminar.venue_address = "愛知県名古屋市中区栄2-2"
    row = make_registration(session, seminar, locale=locale)

    mails.send_moved_up(session, row, office=OFFICE, now=NOW)

    body = written(session).body
    assert said in body
    assert body.count("愛知県") == (locale == "ja")
