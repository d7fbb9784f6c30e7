"""What participants are written about what becomes of their seminar."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.registrations import seminar_mails
from seminar_service.registrations.seminar_mails import Appointment
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.facts import ChangedFact, Fact
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour
from tests.registrations.mail_support import written

CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING
PROVISIONAL = RegistrationState.PROVISIONAL


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


@pytest.mark.parametrize(
    ("before", "method"), [(CONFIRMED, "CANCEL"), (WAITING, None), (PROVISIONAL, None)]
)
def test_a_cancellation_takes_out_of_a_calendar_only_what_stood_in_it(
    session: Session, seminar: Seminar, before: RegistrationState, method: str | None
) -> None:
    row = make_registration(session, seminar, state=RegistrationState.CANCELLED)
    seminar.state, seminar.calendar_sequence = SeminarState.CANCELLED, 1

    seminar_mails.send_seminar_cancelled(session, row, before=before, office=OFFICE, now=NOW)

    cancelled = written(session)
    assert cancelled.kind == "registration_seminar_cancelled"
    assert cancelled.calendar_method == method


def test_a_move_tells_what_was_and_what_is(session: Session, seminar: Seminar) -> None:
    rows = [make_registration(session, seminar, state=state) for state in (CONFIRMED, WAITING)]
    before = Appointment.of(seminar)
    seminar.day, seminar.venue_name = seminar.day + timedelta(days=2), "市民会館"
    told = []
    for row in rows:
        seminar_mails.send_moved(session, row, before, office=OFFICE, now=NOW)
        told.append(written(session))

    assert [mail.calendar_method for mail in told] == ["REQUEST", None]
    for mail in told:
        assert mail.kind == "registration_moved"
        for said in ("10月6日", "10月8日", "市民会館"):
            assert said in mail.body


def test_an_appointment_changes_with_what_people_must_know(seminar: Seminar) -> None:
    before = Appointment.of(seminar)

    seminar.title_ja = "別の題名"
    assert Appointment.of(seminar) == before
    seminar.venue_address = "名古屋市中区栄2-2"
    assert Appointment.of(seminar) != before


def test_what_is_said_otherwise_is_told_with_the_calendar_entry_as_it_is_now(
    session: Session, seminar: Seminar
) -> None:
    rows = [make_registration(session, seminar, state=state) for state in (CONFIRMED, WAITING)]
    changed = ChangedFact(Fact.VENUE, "公民館", "市民会館")
    told = []
    for row in rows:
        seminar_mails.send_changed(session, row, [changed], office=OFFICE, now=NOW)
        told.append(written(session))

    assert [mail.calendar_method for mail in told] == ["REQUEST", None]
    assert all("公民館" in mail.body and "市民会館" in mail.body for mail in told)
