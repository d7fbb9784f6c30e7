"""What is told of the chances of somebody who waits."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.japan_time import instant_of
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.chances import COUNTED, Chance, Wait, chance, chance_of
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.states import SeminarState
from tests.factories import make_bid, make_registration, make_seminar, make_tour

DAY = timedelta(days=1)
BEGINS = instant_of(date(2026, 10, 6), time(13, 30))
WAITING = RegistrationState.WAITING


def wait(
    number: int, *, moved: int | None = None, left: int | None = None, priority: int = 0
) -> Wait:
    """A wait from ten days before; `moved` and `left` are days before the seminar, too."""
    return Wait(
        (-priority, BEGINS - 10 * DAY, number),
        BEGINS - 10 * DAY,
        None if moved is None else BEGINS - moved * DAY,
        None if left is None else BEGINS - left * DAY,
    )


def seen(waits: list[Wait], times: int, position: int, days: int) -> Chance | None:
    return chance([(BEGINS, waits)] * times, position, days * DAY)


def test_of_the_last_people_in_the_same_place_those_are_counted_who_got_one() -> None:
    good = [wait(1, moved=3), wait(2, moved=2), wait(3, moved=1)]
    bad = [wait(1, moved=3), wait(2), wait(3)]
    held = [(BEGINS, good)] * 10 + [(BEGINS, bad)] * 2
    assert chance(held, 3, 5 * DAY) == Chance(12, 10)


def test_of_few_nothing_is_said() -> None:
    assert seen([wait(1, moved=3)], 4, 1, 5) is None
    assert seen([wait(1, moved=3)], 5, 1, 5) == Chance(5, 5)
    assert seen([wait(1, moved=3)], 50, 1, 5) == Chance(COUNTED, COUNTED)
    assert seen([wait(1, moved=3)], 50, 2, 5) is None


def test_what_counts_is_the_list_as_it_stood_so_long_before() -> None:
    waits = [wait(1, moved=6), wait(2, left=5), wait(3, moved=2), wait(4)]
    assert seen(waits, 5, 3, 7) == Chance(5, 5)  # the third of all four
    assert seen(waits, 5, 1, 3) == Chance(5, 5)  # the same person, who is first by then
    assert seen(waits, 5, 2, 3) == Chance(5, 0)
    assert seen(waits, 5, 1, 1) == Chance(5, 0)
    assert seen(waits, 5, 1, 11) is None  # before anybody waited


def test_who_left_by_themselves_is_not_counted() -> None:
    assert seen([wait(1, left=2), wait(2, moved=1)], 5, 1, 5) is None


def test_a_priority_comes_before_who_came_first() -> None:
    waits = [wait(1), wait(2, moved=2, priority=1)]
    assert seen(waits, 5, 1, 5) == Chance(5, 5)


@pytest.fixture
def waiting(sqlite_session: Session) -> Registration:
    """The first on the list of a seminar in October 2026, after six that were held in June."""
    session = sqlite_session
    tour = make_tour(session)
    for number in range(6):
        day = date(2026, 6, 10 + number)
        seminar = make_seminar(session, make_bid(session, tour), day=day, state=SeminarState.HELD)
        long_before = instant_of(day, time(9)) - 30 * DAY
        first = make_registration(session, seminar, state=WAITING, waits_since=long_before)
        make_registration(session, seminar, state=WAITING, waits_since=long_before)
        if number < 4:
            first.state = RegistrationState.CONFIRMED
            first.moved_up_at = instant_of(day, time(9)) - DAY
    session.commit()
    ahead = make_seminar(session, make_bid(session, tour), day=date(2026, 10, 6))
    return make_registration(session, ahead, state=WAITING)


def test_the_figures_are_those_of_seminars_that_were_held(
    sqlite_session: Session, waiting: Registration
) -> None:
    now = instant_of(date(2026, 10, 1), time(12))
    assert chance_of(sqlite_session, waiting, 1, now=now) == Chance(6, 4)
    assert chance_of(sqlite_session, waiting, 2, now=now) == Chance(6, 0)
    assert chance_of(sqlite_session, waiting, 3, now=now) is None
    on_the_last_day = instant_of(date(2026, 10, 6), time(9))
    assert chance_of(sqlite_session, waiting, 1, now=on_the_last_day) == Chance(6, 0)


def test_without_seminars_that_were_held_nothing_is_said(sqlite_session: Session) -> None:
    seminar = make_seminar(sqlite_session, make_bid(sqlite_session, make_tour(sqlite_session)))
    row = make_registration(sqlite_session, seminar, state=WAITING)
    now = instant_of(date(2026, 10, 1), time(12))
    assert chance_of(sqlite_session, row, 1, now=now) is None


def test_lists_for_the_venue_say_nothing_of_those_for_online(
    sqlite_session: Session, waiting: Registration
) -> None:
    waiting.mode = AttendanceMode.ONLINE
    sqlite_session.commit()
    now = instant_of(date(2026, 10, 1), time(12))
    assert chance_of(sqlite_session, waiting, 1, now=now) is None
