"""When registration ends is kept with each seminar, whatever it follows from changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_seminar, make_tour

BEGINS = datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
DAY = date(2026, 10, 6)


@pytest.fixture
def tour(session: Session) -> Tour:
    """A tour whose registration closes two days and three hours before each seminar."""
    tour = make_tour(session)
    tour.registration_closes_days, tour.registration_closes_hours = 2, 3
    session.commit()
    return tour


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), day=DAY)


def kept(session: Session, seminar: Seminar) -> datetime:
    """What the database says."""
    session.commit()
    found = session.scalar(select(Seminar.registration_ends_at).where(Seminar.id == seminar.id))
    assert found is not None
    return found


def test_a_new_seminar_follows_its_tour(session: Session, seminar: Seminar) -> None:
    assert kept(session, seminar) == BEGINS - timedelta(days=2, hours=3)


def test_another_day_or_hour_moves_it(session: Session, seminar: Seminar) -> None:
    seminar.day = date(2026, 10, 7)
    seminar.starts_at = time(14, 30)

    assert kept(session, seminar) == BEGINS + timedelta(hours=25) - timedelta(days=2, hours=3)


def test_a_last_day_of_its_own_wins_until_it_is_taken_back(
    session: Session, seminar: Seminar
) -> None:
    seminar.registration_closes_on = date(2026, 10, 5)
    assert kept(session, seminar) == datetime(2026, 10, 5, 15, tzinfo=UTC)

    seminar.registration_closes_on = None
    assert kept(session, seminar) == BEGINS - timedelta(days=2, hours=3)


def test_another_rule_of_the_tour_holds_for_all_that_say_nothing(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    other = make_seminar(session, make_bid(session, tour), day=DAY, registration_closes_on=DAY)
    elsewhere = make_seminar(session, make_bid(session, make_tour(session, 2027)), day=DAY)
    tour.registration_closes_days, tour.registration_closes_hours = 0, 1
    session.commit()

    assert kept(session, seminar) == BEGINS - timedelta(hours=1)
    assert kept(session, other) == BEGINS
    assert kept(session, elsewhere) == BEGINS


def test_a_row_and_the_database_say_the_same_of_who_may_register(
    session: Session, seminar: Seminar
) -> None:
    ends = kept(session, seminar)
    for now, taken in ((ends - timedelta(seconds=1), True), (ends, False)):
        found = session.scalars(select(Seminar).where(Seminar.taking_registrations(now))).all()
        assert (list(found), seminar.takes_registrations(now)) == ([seminar] * taken, taken)


def opens(session: Session, seminar: Seminar) -> datetime | None:
    """What the database says."""
    session.commit()
    return session.scalar(select(Seminar.registration_opens_at).where(Seminar.id == seminar.id))


def test_registration_opens_at_once_unless_tour_or_seminar_says_when(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    assert opens(session, seminar) is None

    tour.registration_opens_days = 30
    assert opens(session, seminar) == datetime(2026, 9, 6, 1, tzinfo=UTC)

    seminar.registration_opens_on = date(2026, 9, 1)
    seminar.registration_opens_time = time(9)
    assert opens(session, seminar) == datetime(2026, 9, 1, tzinfo=UTC)

    tour.registration_opens_days = 0
    assert opens(session, seminar) == datetime(2026, 9, 1, tzinfo=UTC)


def test_what_opens_by_the_tours_rule_moves_with_the_seminar(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    tour.registration_opens_days = 30
    session.commit()

    seminar.day = date(2026, 10, 7)

    assert opens(session, seminar) == datetime(2026, 9, 7, 1, tzinfo=UTC)


def test_hours_of_its_own_win_over_the_tours_and_move_with_the_seminar(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    seminar.registration_closes_hours = 5
    assert kept(session, seminar) == BEGINS - timedelta(hours=5)

    seminar.day = date(2026, 10, 7)
    assert kept(session, seminar) == BEGINS + timedelta(days=1) - timedelta(hours=5)

    tour.registration_closes_days = 9
    assert kept(session, seminar) == BEGINS + timedelta(days=1) - timedelta(hours=5)


def test_the_hour_of_the_last_day_counts(session: Session, seminar: Seminar) -> None:
    seminar.registration_closes_on = date(2026, 10, 5)
    seminar.registration_closes_time = time(17)

    assert kept(session, seminar) == datetime(2026, 10, 5, 8, tzinfo=UTC)


def test_before_it_opens_neither_row_nor_database_says_that_it_takes_people(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    tour.registration_opens_days = 30
    session.commit()
    session.refresh(seminar)
    moment = timedelta(microseconds=1)
    opening = datetime(2026, 9, 6, 1, tzinfo=UTC)
    for now, taken in ((opening - moment, False), (opening, True)):
        found = session.scalars(select(Seminar).where(Seminar.taking_registrations(now)))
        assert (list(found), seminar.takes_registrations(now)) == ([seminar] * taken, taken)
