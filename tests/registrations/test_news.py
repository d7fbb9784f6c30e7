"""What becomes of everybody registered when a seminar is cancelled or moved."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox.model import Message
from seminar_service.registrations import news
from seminar_service.registrations.seminar_mails import Appointment
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.facts import ChangedFact, Fact
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar on 6 October 2026 with two places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=2))


def mails(session: Session) -> list[tuple[str, str]]:
    """Kind and recipient of all mails, in order."""
    rows = session.scalars(select(Message).order_by(Message.id))
    return [(row.kind, row.recipient) for row in rows]


def test_a_cancelled_seminar_ends_all_registrations_with_a_mail_each(
    session: Session, seminar: Seminar
) -> None:
    rows = [make_registration(session, seminar) for _ in range(2)]
    waiting = make_registration(session, seminar, state=RegistrationState.WAITING)
    gone = make_registration(session, seminar, state=RegistrationState.CANCELLED)
    seminar.state = SeminarState.CANCELLED
    seminar.calendar_sequence += 1
    assert news.seminar_cancelled(session, seminar, office=OFFICE, actor=SYSTEM, now=NOW) == 3
    session.commit()
    assert {row.state for row in [*rows, waiting]} == {RegistrationState.CANCELLED}
    assert mails(session) == [
        ("registration_seminar_cancelled", row.email) for row in [*rows, waiting]
    ]
    assert gone.email not in {recipient for _, recipient in mails(session)}
    session.refresh(seminar)
    assert (seminar.taken, seminar.waiting) == (0, 0)


def test_a_moved_seminar_is_told_to_all_who_hold_a_place_or_wait(
    session: Session, seminar: Seminar
) -> None:
    holder = make_registration(session, seminar)
    waiting = make_registration(session, seminar, state=RegistrationState.WAITING)
    make_registration(session, seminar, state=RegistrationState.CANCELLED)
    before, seminar.capacity = Appointment.of(seminar), 1
    seminar.day, seminar.starts_at = date(2026, 10, 8), time(14)
    seminar.calendar_sequence += 1
    assert news.seminar_moved(session, seminar, before, office=OFFICE, now=NOW) == 2
    session.commit()
    assert mails(session) == [
        ("registration_moved", holder.email),
        ("registration_moved", waiting.email),
    ]
    body = session.scalars(select(Message.body).order_by(Message.id)).all()[0]
    assert "2026年10月6日（火） 13:30〜16:30" in body
    assert "2026年10月8日（木） 14:00〜16:30" in body


@pytest.mark.parametrize("what", ["moved", "cancelled"])
def test_whose_time_for_the_button_is_over_is_written_to_no_more(
    session: Session, seminar: Seminar, what: str
) -> None:
    state = RegistrationState.PROVISIONAL
    overdue = make_registration(session, seminar, state=state, held_until=NOW)
    held = make_registration(session, seminar, state=state, held_until=NOW + timedelta(hours=1))
    if what == "moved":
        news.seminar_moved(session, seminar, Appointment.of(seminar), office=OFFICE, now=NOW)
    else:
        news.seminar_cancelled(session, seminar, office=OFFICE, actor=SYSTEM, now=NOW)
    session.commit()

    assert [recipient for _, recipient in mails(session)] == [held.email]
    assert overdue.state is RegistrationState.LAPSED


def test_a_place_that_lapses_because_the_seminar_moves_goes_to_the_next(
    session: Session, seminar: Seminar
) -> None:
    seminar.capacity = 1
    state = RegistrationState.PROVISIONAL
    make_registration(session, seminar, state=state, held_until=NOW)
    waiting = make_registration(session, seminar, state=RegistrationState.WAITING)
    news.seminar_moved(session, seminar, Appointment.of(seminar), office=OFFICE, now=NOW)
    session.commit()

    assert waiting.state is RegistrationState.CONFIRMED


def test_a_change_is_told_to_those_who_read_it(session: Session, seminar: Seminar) -> None:
    reader = make_registration(session, seminar, locale="en")
    make_registration(session, seminar, locale="ja")
    change = ChangedFact(Fact.TITLE_EN, "Trade secrets", "Keeping secrets")
    places = ChangedFact(Fact.CAPACITY, "40", "98,765")

    assert news.seminar_changed(session, seminar, (places,), office=OFFICE, now=NOW) == 0
    assert news.seminar_changed(session, seminar, (change, places), office=OFFICE, now=NOW) == 1
    session.commit()

    (mail,) = session.scalars(select(Message))
    assert (mail.recipient, mail.calendar_method) == (reader.email, "REQUEST")
    assert "Until now: Trade secrets\nFrom now on: Keeping secrets" in mail.body
    assert "98,765" not in mail.body


@pytest.mark.parametrize("earlier", [True, False])
def test_a_place_is_held_no_longer_than_until_the_seminar_begins(
    session: Session, seminar: Seminar, earlier: bool
) -> None:
    until = begins_at(seminar.day, seminar.starts_at) - timedelta(hours=1)
    state = RegistrationState.PROVISIONAL
    held = make_registration(session, seminar, state=state, held_until=until)
    before = Appointment.of(seminar)
    seminar.day += timedelta(days=-1 if earlier else 1)

    news.seminar_moved(session, seminar, before, office=OFFICE, now=NOW)

    expected: datetime = begins_at(seminar.day, seminar.starts_at) if earlier else until
    assert held.held_until == expected
