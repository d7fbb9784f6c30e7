"""Places at the venue and online: the same for a row as for the database."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.seminars.model import Seminar
from tests.factories import make_bid, make_seminar, make_tour


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """Of 30 places 10 are taken, 4 kept back, 3 gather; of 20 online 5 are taken."""
    return make_seminar(
        session,
        make_bid(session, make_tour(session)),
        capacity=30,
        taken=10,
        kept_back=4,
        gathered=3,
        waiting=2,
        beyond=1,
        online_capacity=20,
        online_taken=5,
        online_waiting=6,
    )


def test_what_is_taken_kept_back_or_gathers_is_not_left(session: Session, seminar: Seminar) -> None:
    left = session.execute(select(Seminar.places_left, Seminar.all_places_left)).one()
    assert tuple(left) == (seminar.places_left, seminar.all_places_left) == (13, 28)
    assert seminar.places_left_in(AttendanceMode.ON_SITE) == 13
    assert seminar.places_left_in(AttendanceMode.ONLINE) == 15


def test_what_is_kept_back_is_for_nobody_who_registers(seminar: Seminar) -> None:
    assert seminar.places_for_all_in(AttendanceMode.ON_SITE) == 26
    assert seminar.places_for_all_in(AttendanceMode.ONLINE) == 20


def test_everybody_whom_it_concerns_is_counted_once(session: Session, seminar: Seminar) -> None:
    assert seminar.waiting_in(AttendanceMode.ON_SITE) == 2
    assert seminar.waiting_in(AttendanceMode.ONLINE) == 6
    assert seminar.everybody_waiting == 8
    assert session.scalar(select(Seminar.people)) == seminar.people == 24
