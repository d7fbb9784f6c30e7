"""What participants are written."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.registrations import mails
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour
from tests.registrations.mail_support import opened, written

HOUR = timedelta(hours=1)
CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING
PROVISIONAL = RegistrationState.PROVISIONAL


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


def send_state(session: Session, row: Registration) -> Message:
    mails.send_state(session, row, office=OFFICE, now=NOW)
    return written(session)


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


def test_who_moved_up_gets_the_invitation(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar)

    mails.send_moved_up(session, row, office=OFFICE, now=NOW)

    mail = written(session)
    assert (mail.kind, mail.calendar_method) == ("registration_moved_up", "REQUEST")
