"""What a registration gives back when it ends."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.registrations.holding import give_back
from seminar_service.registrations.states import LIVE_REGISTRATIONS, RegistrationState
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour


@pytest.fixture
def seminar(sqlite_session: Session) -> Seminar:
    return make_seminar(sqlite_session, make_bid(sqlite_session, make_tour(sqlite_session)))


def counts(session: Session, seminar: Seminar) -> tuple[int, int, int]:
    session.refresh(seminar)
    return seminar.taken, seminar.waiting, seminar.beyond


@pytest.mark.parametrize("state", sorted(LIVE_REGISTRATIONS))
def test_a_place_or_a_wait_is_counted_no_longer(
    sqlite_session: Session, seminar: Seminar, state: RegistrationState
) -> None:
    rows = [make_registration(sqlite_session, seminar, state=state, held_until=NOW) for _ in "ab"]
    taken, waiting, _ = counts(sqlite_session, seminar)

    give_back(sqlite_session, rows[0], state)

    waits = state is RegistrationState.WAITING
    assert counts(sqlite_session, seminar) == (taken - (not waits), waiting - waits, 0)


def test_who_was_let_in_beyond_gives_no_place_back(
    sqlite_session: Session, seminar: Seminar
) -> None:
    make_registration(sqlite_session, seminar)
    row = make_registration(sqlite_session, seminar, beyond=True)
    assert counts(sqlite_session, seminar) == (1, 0, 1)

    give_back(sqlite_session, row, RegistrationState.CONFIRMED)

    assert counts(sqlite_session, seminar) == (1, 0, 0)
