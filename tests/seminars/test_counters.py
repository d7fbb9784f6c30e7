"""The counters of a seminar, which the database keeps within bounds."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.seminars import counters
from seminar_service.seminars.model import Seminar
from tests.constraints import check, refused
from tests.factories import make_bid, make_seminar, make_tour


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminars(session: Session) -> list[Seminar]:
    """Two seminars with two places each."""
    tour = make_tour(session)
    return [make_seminar(session, make_bid(session, tour, capacity=2)) for _ in range(2)]


def counted(session: Session, seminar: Seminar) -> tuple[int, int]:
    session.refresh(seminar)
    return seminar.taken, seminar.waiting


def test_numbers_of_a_queue_count_from_one_in_each_seminar(
    session: Session, seminars: list[Seminar]
) -> None:
    one, other = seminars

    drawn = [counters.draw_queue_number(session, each.id) for each in (one, one, other, one)]

    assert drawn == [1, 2, 1, 3]


def test_places_are_taken_until_none_is_left_and_again_once_one_is_free(
    session: Session, seminars: list[Seminar]
) -> None:
    one, other = seminars

    assert [counters.take_place(session, one.id) for _ in range(3)] == [True, True, False]
    counters.free_place(session, one.id)
    assert counters.take_place(session, one.id)

    assert counted(session, one) == (2, 0)
    assert counted(session, other) == (0, 0)


def test_no_place_is_freed_that_nobody_took(session: Session, seminars: list[Seminar]) -> None:
    with refused(session, check("ck_seminar_taken_within_capacity")):
        counters.free_place(session, seminars[0].id)


def test_people_who_wait_are_counted(session: Session, seminars: list[Seminar]) -> None:
    for by in (1, 1, -1):
        counters.change_waiting(session, seminars[0].id, by)

    assert counted(session, seminars[0]) == (0, 1)


def test_a_seminar_that_is_not_held_counts_nobody_but_gives_no_number_twice(
    session: Session, seminars: list[Seminar]
) -> None:
    one = seminars[0]
    counters.draw_queue_number(session, one.id)
    counters.take_place(session, one.id)
    counters.change_waiting(session, one.id, 1)

    counters.clear(session, one.id)

    assert counted(session, one) == (0, 0)
    assert counters.draw_queue_number(session, one.id) == 2


def test_a_seminar_that_does_not_exist_has_no_place(session: Session) -> None:
    assert not counters.take_place(session, 4711)
