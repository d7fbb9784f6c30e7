"""From which seminars registrations were moved."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.registrations import departures
from seminar_service.registrations.invitations import first_revision
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour))


@pytest.fixture
def row(session: Session, seminar: Seminar) -> Registration:
    return make_registration(session, seminar, calendar_sequence=4)


@pytest.mark.parametrize("told", [True, False])
def test_who_was_not_told_has_the_former_number_again(
    session: Session, seminar: Seminar, row: Registration, told: bool
) -> None:
    departures.leave(session, row, told=told, now=NOW)
    session.flush()

    number = departures.come_back(session, row, seminar.id)

    assert number == (None if told else row.queue_number)
    assert departures.come_back(session, row, seminar.id) is None


def test_a_second_departure_takes_the_place_of_the_first(
    session: Session, row: Registration
) -> None:
    departures.leave(session, row, told=False, now=NOW)
    session.flush()
    departures.leave(session, row, told=True, now=NOW + timedelta(hours=1))
    session.flush()

    assert departures.come_back(session, row, row.seminar_id) is None


def test_calendars_of_a_former_seminar_are_remembered(
    session: Session, seminar: Seminar, row: Registration, tour: Tour
) -> None:
    departures.leave(session, row, told=True, now=NOW)
    other = make_seminar(session, make_bid(session, tour))
    row.seminar, key = other, row.email_key
    session.flush()

    assert first_revision(session, seminar.id, key) == 5
