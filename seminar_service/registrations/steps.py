"""How a registration moves from state to state. Parts of the callers' transactions."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.registrations.holding import give_back
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import (
    REGISTRATION_TRANSITIONS,
    RegistrationAction,
    RegistrationState,
)


def move(registration: Registration, action: RegistrationAction, *, now: datetime) -> None:
    """Bring a registration into the state to which an action leads; its own feed has changed.

    Raises:
        TransitionNotAllowed: Its state does not allow the action.
    """
    registration.state = REGISTRATION_TRANSITIONS.move(registration.state, action)
    registration.changed_at = now


def give_up(session: Session, registration: Registration, *, now: datetime) -> RegistrationState:
    """End a registration that somebody gives up, and its place or wait with it.

    The caller holds the lock on the seminar's row, and says who moves up. Gives how the
    registration stood until now.

    Raises:
        TransitionNotAllowed: It has ended before.
    """
    before = registration.state
    move(registration, RegistrationAction.CANCEL, now=now)
    registration.withdrawn_at = now
    give_back(session, registration, before)
    session.flush()
    return before
