"""How a registration moves from state to state."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour

LATER = NOW + timedelta(hours=1)


def test_a_move_changes_the_state_and_what_the_own_feed_shows(sqlite_session: Session) -> None:
    seminar = make_seminar(sqlite_session, make_bid(sqlite_session, make_tour(sqlite_session)))
    registration = make_registration(sqlite_session, seminar, state=RegistrationState.WAITING)

    move(registration, RegistrationAction.PROMOTE, now=LATER)

    assert registration.state is RegistrationState.CONFIRMED
    assert registration.changed_at == LATER


def test_what_the_state_does_not_allow_changes_nothing(sqlite_session: Session) -> None:
    seminar = make_seminar(sqlite_session, make_bid(sqlite_session, make_tour(sqlite_session)))
    registration = make_registration(sqlite_session, seminar, state=RegistrationState.LAPSED)
    before = registration.changed_at

    with pytest.raises(TransitionNotAllowed):
        move(registration, RegistrationAction.PROMOTE, now=LATER)

    assert registration.state is RegistrationState.LAPSED
    assert registration.changed_at == before
