"""Who is told when somebody changes by hand what is said about a seminar."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.amendment_news import NOBODY, is_ahead, preview, tell_of_changes
from seminar_service.seminars.facts import ChangedFact, Fact
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_registration
from tests.seminars.support import kinds, seminar_in

VENUE = ChangedFact(Fact.VENUE, "商工会館", "別館")


def test_a_preview_counts_who_would_be_told(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, capacity=2)
    provisional = RegistrationState.PROVISIONAL
    make_registration(session, seminar)
    make_registration(session, seminar, state=provisional, held_until=NOW)
    for _ in range(3):
        make_registration(session, seminar, state=RegistrationState.WAITING)

    seen = preview(session, seminar, {"venue_name": "別館", "capacity": 4}, now=NOW)

    assert [each.fact for each in seen.changes] == [Fact.VENUE, Fact.CAPACITY]
    told = seen.audience
    assert (told.host, told.advisers) == (seminar.host_name, (seminar.team[0].adviser,))
    assert (told.participants, told.waiting, told.moving_up) == (1, 3, 2)


def test_what_stays_is_told_to_nobody(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)

    seen = preview(session, seminar, {"venue_name": seminar.venue_name}, now=NOW)

    assert (seen.changes, seen.audience.is_empty) == ((), True)


@pytest.mark.parametrize("state", [SeminarState.CANCELLED, SeminarState.HELD])
def test_what_is_over_concerns_nobody(session: Session, state: SeminarState) -> None:
    seminar = seminar_in(session, state, day=date(2026, 5, 1))

    assert not is_ahead(seminar, NOW)
    assert preview(session, seminar, {"venue_name": "別館"}, now=NOW).audience is NOBODY


def test_a_seminar_concerns_people_until_it_begins(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, day=NOW.date())

    assert is_ahead(seminar, NOW)
    assert not is_ahead(seminar, NOW + timedelta(hours=12))


def test_host_advisers_and_participants_are_written_to(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    person = make_registration(session, seminar)

    tell_of_changes(session, seminar, (VENUE,), office=OFFICE, now=NOW)
    session.commit()

    told = {mail.recipient: mail for mail in session.scalars(select(Message))}
    expected = {person.email, seminar.bid.contact_email, seminar.team[0].adviser.email}
    assert set(told) == expected
    for mail in told.values():
        assert "商工会館" in mail.body
        assert "別館" in mail.body


def test_nothing_is_told_of_nothing(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)

    tell_of_changes(session, seminar, (), office=OFFICE, now=NOW)

    assert kinds(session) == []
