"""The states of a registration, and the ways between them."""

from enum import StrEnum
from typing import Final

from seminar_service.domain.transitions import Transitions


class RegistrationState(StrEnum):
    """Where one person's registration stands.

    `provisional` holds a place for a while, until the button in the mail is pressed.
    """

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    ABSENT = "absent"


class RegistrationAction(StrEnum):
    """What can be done with a registration.

    `confirm` is the button in the mail. `promote` moves a waiting person straight up; `offer`
    holds a place until the person accepts it or the time runs out.
    """

    CONFIRM = "confirm"
    PROMOTE = "promote"
    OFFER = "offer"
    ACCEPT = "accept"
    LAPSE = "lapse"
    CANCEL = "cancel"
    ATTEND = "attend"
    MISS = "miss"


REGISTRATION_TRANSITIONS: Final = Transitions(
    "registration",
    {
        RegistrationState.PROVISIONAL: {
            RegistrationAction.CONFIRM: RegistrationState.CONFIRMED,
            RegistrationAction.LAPSE: RegistrationState.LAPSED,
            RegistrationAction.CANCEL: RegistrationState.CANCELLED,
        },
        # A wait may depend on the button too: it lapses where nobody presses it.
        RegistrationState.WAITING: {
            RegistrationAction.PROMOTE: RegistrationState.CONFIRMED,
            RegistrationAction.OFFER: RegistrationState.OFFERED,
            RegistrationAction.LAPSE: RegistrationState.LAPSED,
            RegistrationAction.CANCEL: RegistrationState.CANCELLED,
        },
        RegistrationState.OFFERED: {
            RegistrationAction.ACCEPT: RegistrationState.CONFIRMED,
            RegistrationAction.LAPSE: RegistrationState.LAPSED,
            RegistrationAction.CANCEL: RegistrationState.CANCELLED,
        },
        RegistrationState.CONFIRMED: {
            RegistrationAction.CANCEL: RegistrationState.CANCELLED,
            RegistrationAction.ATTEND: RegistrationState.ATTENDED,
            RegistrationAction.MISS: RegistrationState.ABSENT,
        },
    },
)


LIVE_REGISTRATIONS: Final = frozenset(
    {
        RegistrationState.PROVISIONAL,
        RegistrationState.CONFIRMED,
        RegistrationState.WAITING,
        RegistrationState.OFFERED,
    }
)
"""The registrations of people who hold a place of a seminar ahead, or wait for one."""


HOLDING_REGISTRATIONS: Final = LIVE_REGISTRATIONS - {RegistrationState.WAITING}
"""Those that count among the places taken."""
