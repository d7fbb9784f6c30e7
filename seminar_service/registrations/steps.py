"""How a registration moves from state to state. Parts of the callers' transactions."""

from datetime import datetime

from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import REGISTRATION_TRANSITIONS, RegistrationAction


def move(registration: Registration, action: RegistrationAction, *, now: datetime) -> None:
    """Bring a registration into the state to which an action leads; its own feed has changed.

    Raises:
        TransitionNotAllowed: Its state does not allow the action.
    """
    registration.state = REGISTRATION_TRANSITIONS.move(registration.state, action)
    registration.changed_at = now
