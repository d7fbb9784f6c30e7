"""Saying that one comes at the date to which a seminar was moved."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT, SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.registrations import departures, staying
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.staying import Stay
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_bid, make_registration, make_seminar

HOUR = timedelta(hours=1)


@pytest.fixture
def person(session: Session, tour: Tour) -> Registration:
    """Somebody registered for a seminar that was moved once."""
    seminar = make_seminar(session, make_bid(session, tour), calendar_sequence=1)
    return make_registration(session, seminar)


def stay(session: Session, person: Registration, seen: int = 1) -> Stay:
    return staying.stay(session, person.id, seen=seen, actor=PARTICIPANT, now=NOW)


def test_it_is_noted_once(session: Session, person: Registration) -> None:
    assert person.stays_sequence is None

    assert [stay(session, person), stay(session, person)] == [Stay.NOTED] * 2

    assert person.stays
    assert histories.kinds_told(session) == [HistoryKind.REGISTRATION_STAYS]


def test_it_holds_for_the_date_that_was_seen_alone(session: Session, person: Registration) -> None:
    stay(session, person)
    with transaction(session):
        person.seminar.day += timedelta(days=7)

    assert not person.stays
    assert stay(session, person) is Stay.MOVED_AGAIN
    assert stay(session, person, seen=2) is Stay.NOTED


@pytest.mark.parametrize("state", [RegistrationState.CANCELLED, RegistrationState.LAPSED])
def test_who_is_no_longer_registered_does_not_stay(
    session: Session, person: Registration, state: RegistrationState
) -> None:
    with transaction(session):
        person.state = state

    assert stay(session, person) is Stay.OVER
    assert not person.stays


def test_who_waits_stays_on_the_list(session: Session, person: Registration) -> None:
    waits = make_registration(session, person.seminar, state=RegistrationState.WAITING)

    assert stay(session, waits) is Stay.NOTED
    assert waits.state is RegistrationState.WAITING


def test_after_the_beginning_nothing_is_noted(session: Session, person: Registration) -> None:
    with transaction(session):
        person.seminar.day = NOW.date() - timedelta(days=1)

    assert stay(session, person, seen=2) is Stay.OVER


def moved(session: Session, seminar: Seminar, at: datetime = NOW + HOUR) -> None:
    """Let a seminar have been moved at an instant."""
    with transaction(session):
        seminar.moved_from = begins_at(seminar.day, seminar.starts_at)
        subject = Subject(SubjectKind.SEMINAR, seminar.id)
        history.record(session, HistoryKind.SEMINAR_MOVED, subject, SYSTEM, at)


def asked(session: Session, person: Registration, now: datetime = NOW + 3 * HOUR) -> bool:
    return staying.is_asked(session, person, now=now)


def test_whoever_was_registered_before_a_move_is_asked_until_the_answer(
    session: Session, person: Registration
) -> None:
    assert not asked(session, person)
    moved(session, person.seminar)
    assert asked(session, person)

    staying.stay(session, person.id, seen=1, actor=PARTICIPANT, now=NOW + 2 * HOUR)
    assert not asked(session, person)
    with transaction(session):
        person.seminar.venue_name = "別館"
    assert not asked(session, person)  # said of the date, which is still the same

    moved(session, person.seminar, NOW + 3 * HOUR)
    assert asked(session, person, NOW + 4 * HOUR)


def test_who_came_after_the_move_is_not_asked(session: Session, person: Registration) -> None:
    seminar = person.seminar
    moved(session, seminar)
    late = make_registration(session, seminar, created_at=NOW + 2 * HOUR)
    from_elsewhere = make_registration(session, seminar)
    with transaction(session):
        departures.leave(session, from_elsewhere, told=True, now=NOW + 2 * HOUR)

    assert [asked(session, each) for each in (person, late, from_elsewhere)] == [True, False, False]


def test_nobody_is_asked_once_it_is_over(session: Session, person: Registration) -> None:
    moved(session, person.seminar)
    begun = begins_at(person.seminar.day, person.seminar.starts_at)
    assert asked(session, person, begun - HOUR)
    assert not asked(session, person, begun)
    with transaction(session):
        person.state = RegistrationState.CANCELLED
    assert not asked(session, person)


def test_nobody_stays_who_is_not_there(session: Session) -> None:
    with pytest.raises(NotFound):
        staying.stay(session, 987_654, seen=0, actor=PARTICIPANT, now=NOW)
