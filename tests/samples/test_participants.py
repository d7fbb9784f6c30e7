"""Invented people who register."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.samples.participants import SHARES, register
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour

YEAR = FiscalYear(2026)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminars(session: Session) -> list[Seminar]:
    """One more open seminar than there are shares, by day, and one that takes nobody."""
    tour = make_tour(session)
    make_seminar(session, make_bid(session, tour), state=SeminarState.CONFIRMED, day=tour.last_day)
    first = tour.first_day + timedelta(days=120)
    return [
        make_seminar(session, make_bid(session, tour, capacity=10), day=first + timedelta(days=day))
        for day in range(len(SHARES) + 1)
    ]


def test_places_are_filled_as_the_shares_say_and_one_seminar_has_people_who_wait(
    session: Session, seminars: list[Seminar]
) -> None:
    for _ in range(2):
        register(session, YEAR, office=OFFICE, now=NOW)

    session.expire_all()
    taken = [(seminar.taken, seminar.waiting) for seminar in seminars]
    assert taken == [(3, 0), (9, 0), (1, 0), (10, 1), (5, 0), (2, 0), (0, 0), (4, 0), (0, 0)]


def test_where_somebody_has_registered_nobody_is_invented(
    session: Session, seminars: list[Seminar]
) -> None:
    make_registration(session, seminars[-1])

    register(session, YEAR, office=OFFICE, now=NOW)

    session.expire_all()
    assert sum(seminar.taken for seminar in seminars) == 1
