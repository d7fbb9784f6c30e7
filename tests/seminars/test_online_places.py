"""Places online are counted apart from those at the venue; the database keeps both in bounds."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.seminars import counters
from seminar_service.seminars.model import Seminar
from tests.constraints import check, refused
from tests.factories import make_bid, make_seminar, make_tour

ON_SITE, ONLINE = AttendanceMode.ON_SITE, AttendanceMode.ONLINE


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def hybrid(session: Session) -> Seminar:
    """A seminar with one place at the venue and two online."""
    bid = make_bid(session, make_tour(session), capacity=1)
    return make_seminar(session, bid, online_capacity=2)


def test_places_online_and_at_the_venue_are_taken_apart(session: Session, hybrid: Seminar) -> None:
    online = [counters.take_place(session, hybrid.id, ONLINE) for _ in range(3)]
    on_site = [counters.take_place(session, hybrid.id, ON_SITE) for _ in range(2)]

    session.refresh(hybrid)
    assert (online, on_site) == ([True, True, False], [True, False])
    assert (hybrid.places_left_in(ON_SITE), hybrid.places_left_in(ONLINE)) == (0, 0)


def test_what_is_kept_back_at_the_venue_takes_no_place_online(
    session: Session, hybrid: Seminar
) -> None:
    counters.keep_back(session, hybrid.id, 1)

    assert not counters.take_place(session, hybrid.id, ON_SITE)
    assert counters.take_place(session, hybrid.id, ONLINE)


def test_those_who_wait_and_those_beyond_are_counted_apart(
    session: Session, hybrid: Seminar
) -> None:
    for by, mode in ((1, ON_SITE), (2, ONLINE)):
        counters.change_waiting(session, hybrid.id, by, mode)
        counters.change_beyond(session, hybrid.id, by, mode)

    session.refresh(hybrid)
    assert (hybrid.waiting_in(ON_SITE), hybrid.waiting_in(ONLINE)) == (1, 2)
    assert (hybrid.everybody_waiting, hybrid.beyond, hybrid.online_beyond) == (3, 1, 2)
    assert (hybrid.people, hybrid.people_online) == (6, 4)
    assert session.scalars(select(Seminar.people)).one() == 6


def test_what_is_not_held_counts_nobody_online(session: Session, hybrid: Seminar) -> None:
    counters.take_place(session, hybrid.id, ONLINE)
    counters.change_waiting(session, hybrid.id, 1, ONLINE)
    counters.change_beyond(session, hybrid.id, 1, ONLINE)

    counters.clear(session, hybrid.id)

    session.refresh(hybrid)
    assert hybrid.people == 0


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("online_taken", 3, "ck_seminar_online_taken_within_capacity"),
        ("online_taken", -1, "ck_seminar_online_taken_within_capacity"),
        ("online_capacity", -1, "ck_seminar_online_capacity_counted"),
        ("online_beyond", -1, "ck_seminar_online_beyond_counted"),
    ],
)
def test_the_database_refuses_more_online_than_fit(
    session: Session, hybrid: Seminar, column: str, value: int, constraint: str
) -> None:
    setattr(hybrid, column, value)

    with refused(session, check(constraint)):
        session.flush()


def test_where_there_are_no_places_online_one_can_come_to_the_venue_alone(
    session: Session, hybrid: Seminar
) -> None:
    assert set(hybrid.modes) == {ON_SITE, ONLINE}

    hybrid.online_capacity = 0
    session.flush()

    assert set(hybrid.modes) == {ON_SITE}
    assert not counters.take_place(session, hybrid.id, ONLINE)
