"""What a participant reads about the own registration."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.outbox.model import MessageState
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about, own_registration, waiting_position
from seminar_service.registrations.states import LIVE_REGISTRATIONS, RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour
from tests.outbox.conftest import make_message
from tests.statements import counted_queries

HOUR = timedelta(hours=1)
WAITING = RegistrationState.WAITING
PROVISIONAL = RegistrationState.PROVISIONAL


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


def put_out(session: Session, row: Registration, *states: MessageState) -> None:
    for number, state in enumerate(states):
        key = 100 * row.id + number
        session.add(make_message(key, NOW, about=about(row), state=state))
    session.commit()


def test_the_position_counts_those_of_the_same_seminar_who_still_wait(
    session: Session, seminar: Seminar
) -> None:
    other = make_seminar(session, make_bid(session, seminar.tour))
    make_registration(session, other, state=WAITING)
    make_registration(session, seminar)
    first = make_registration(session, seminar, state=WAITING)
    gone = make_registration(session, seminar, state=RegistrationState.CANCELLED)
    second = make_registration(session, seminar, state=WAITING)

    rows = (first, gone, second)
    assert [waiting_position(session, row) for row in rows] == [1, None, 2]
    assert own_registration(session, second.id, now=NOW).position == 2


@pytest.mark.parametrize("state", RegistrationState)
def test_who_holds_a_place_or_waits_may_withdraw_and_who_does_not_may_register_again(
    session: Session, seminar: Seminar, state: RegistrationState
) -> None:
    row = make_registration(session, seminar, state=state, held_until=NOW + HOUR)

    own = own_registration(session, row.id, now=NOW)

    live = state in LIVE_REGISTRATIONS
    assert (own.may_withdraw, own.may_register_again) == (live, not live)
    assert own.held_until == (NOW + HOUR if live else None)


def test_once_the_seminar_has_begun_or_is_cancelled_nothing_can_be_done(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)
    gone = make_registration(session, seminar, state=RegistrationState.CANCELLED)
    after = NOW + timedelta(days=365)
    assert not own_registration(session, row.id, now=after).may_withdraw
    assert not own_registration(session, gone.id, now=after).may_register_again

    seminar.state = SeminarState.CANCELLED

    assert not own_registration(session, gone.id, now=NOW).may_register_again


def test_what_was_not_pressed_in_time_has_lapsed_whether_noted_or_not(
    session: Session, seminar: Seminar
) -> None:
    held = make_registration(session, seminar, state=PROVISIONAL, held_until=NOW + HOUR)
    noted = make_registration(session, seminar, state=RegistrationState.LAPSED)

    own = own_registration(session, held.id, now=NOW)

    assert [own.has_lapsed(NOW), own.has_lapsed(NOW + HOUR)] == [False, True]
    assert own_registration(session, noted.id, now=NOW).has_lapsed(NOW)


@pytest.mark.parametrize(
    ("states", "failed"),
    [
        ((), False),
        ((MessageState.FAILED,), True),
        ((MessageState.FAILED, MessageState.FAILED), True),
        ((MessageState.FAILED, MessageState.SENT), False),
        ((MessageState.FAILED, MessageState.PENDING), False),
    ],
)
def test_the_mail_with_the_button_has_failed_when_none_of_them_came_through(
    session: Session, seminar: Seminar, states: tuple[MessageState, ...], failed: bool
) -> None:
    row, other = (
        make_registration(session, seminar, state=PROVISIONAL, held_until=NOW + HOUR)
        for _ in range(2)
    )
    put_out(session, other, MessageState.FAILED if not failed else MessageState.SENT)
    put_out(session, row, *states)

    assert own_registration(session, row.id, now=NOW).mail_failed is failed


def test_a_mail_that_failed_is_nobodys_worry_once_the_place_holds(
    session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)
    put_out(session, row, MessageState.FAILED)

    assert not own_registration(session, row.id, now=NOW).mail_failed


def test_three_queries_are_enough(session: Session, seminar: Seminar) -> None:
    key = make_registration(session, seminar, state=WAITING, held_until=NOW + HOUR).id

    with counted_queries(session) as queries:
        own = own_registration(session, key, now=NOW)
        assert own.registration.seminar.capacity

    assert len(queries) == 3


def test_a_registration_that_does_not_exist_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        own_registration(session, 4711, now=NOW)
