"""Who moves up, and what lapses without the button."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.outbox.model import Message
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.waiting_list import fill_free_places, lapse_overdue
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour

HOUR = timedelta(hours=1)
ONLINE = AttendanceMode.ONLINE
CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING
PROVISIONAL, LAPSED = RegistrationState.PROVISIONAL, RegistrationState.LAPSED


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar with two places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=2))


def fill(session: Session, seminar: Seminar) -> None:
    fill_free_places(session, seminar, office=OFFICE, now=NOW)
    session.commit()


def recipients(session: Session) -> list[str]:
    return list(session.scalars(select(Message.recipient).order_by(Message.id)))


def test_people_move_up_in_their_order_until_no_place_is_left_and_are_told(
    session: Session, seminar: Seminar
) -> None:
    rows = [make_registration(session, seminar, state=WAITING) for _ in range(3)]
    other = make_seminar(session, make_bid(session, seminar.tour))
    elsewhere = make_registration(session, other, state=WAITING)

    fill(session, seminar)

    assert [row.state for row in (*rows, elsewhere)] == [CONFIRMED, CONFIRMED, WAITING, WAITING]
    assert (seminar.taken, seminar.waiting) == (2, 1)
    assert recipients(session) == [row.email for row in rows[:2]]
    assert [row.calendar_sequence for row in rows] == [1, 1, 0]


def test_who_has_still_to_press_the_button_is_passed_over(
    session: Session, seminar: Seminar
) -> None:
    unproven = make_registration(session, seminar, state=WAITING, held_until=NOW + HOUR)
    proven = make_registration(session, seminar, state=WAITING)

    fill(session, seminar)

    assert (unproven.state, proven.state) == (WAITING, CONFIRMED)


@pytest.mark.parametrize("state", SeminarState)
def test_the_list_moves_while_the_seminar_is_ahead_also_once_it_is_closed(
    session: Session, seminar: Seminar, state: SeminarState
) -> None:
    row = make_registration(session, seminar, state=WAITING)
    seminar.state = state
    session.commit()

    fill(session, seminar)

    moves = state in {SeminarState.ANNOUNCED, SeminarState.CLOSED}
    assert row.state is (CONFIRMED if moves else WAITING)


def test_what_was_held_in_vain_lapses_at_its_time_and_gives_its_place_back(
    session: Session, seminar: Seminar
) -> None:
    overdue = make_registration(session, seminar, state=PROVISIONAL, held_until=NOW)
    waiting = make_registration(session, seminar, state=WAITING, held_until=NOW)
    held = make_registration(
        session, seminar, state=PROVISIONAL, held_until=NOW + timedelta(seconds=1)
    )
    other = make_seminar(session, make_bid(session, seminar.tour))
    elsewhere = make_registration(session, other, state=PROVISIONAL, held_until=NOW)

    assert lapse_overdue(session, seminar, office=OFFICE, actor=SYSTEM, now=NOW) == 2
    session.commit()

    rows = (overdue, waiting, held, elsewhere)
    assert [row.state for row in rows] == [LAPSED, LAPSED, PROVISIONAL, PROVISIONAL]
    assert (seminar.taken, seminar.waiting) == (1, 0)
    assert recipients(session) == []
    assert lapse_overdue(session, seminar, office=OFFICE, actor=SYSTEM, now=NOW) == 0


def test_a_place_that_lapses_goes_to_who_waits_at_once(session: Session, seminar: Seminar) -> None:
    for _ in range(2):
        make_registration(session, seminar, state=PROVISIONAL, held_until=NOW)
    waiting = make_registration(session, seminar, state=WAITING)

    fill(session, seminar)

    assert waiting.state is CONFIRMED
    assert (seminar.taken, seminar.waiting) == (1, 0)


def test_a_place_at_the_venue_goes_to_who_waits_for_it_and_one_online_to_who_waits_for_that(
    session: Session, seminar: Seminar
) -> None:
    seminar.online_capacity = 1
    seminar.taken = 2
    online = [make_registration(session, seminar, state=WAITING, mode=ONLINE) for _ in range(2)]
    on_site = make_registration(session, seminar, state=WAITING)

    fill(session, seminar)
    assert [row.state for row in (*online, on_site)] == [CONFIRMED, WAITING, WAITING]
    assert (seminar.online_taken, seminar.online_waiting, seminar.waiting) == (1, 1, 1)

    seminar.taken = 1
    fill(session, seminar)
    assert [row.state for row in (*online, on_site)] == [CONFIRMED, WAITING, CONFIRMED]


def test_a_place_online_that_lapses_is_one_online_again(session: Session, seminar: Seminar) -> None:
    seminar.online_capacity = 1
    held = make_registration(
        session, seminar, state=PROVISIONAL, mode=ONLINE, held_until=NOW - HOUR
    )

    lapse_overdue(session, seminar, office=OFFICE, actor=SYSTEM, now=NOW)

    session.refresh(seminar)
    assert held.state is LAPSED
    assert (seminar.taken, seminar.online_taken) == (0, 0)
