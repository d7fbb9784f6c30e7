"""The states of a registration, and the ways between them."""

from enum import StrEnum
from typing import Final

from seminar_service.domain.transitions import Transitions


class RegistrationState(StrEnum):
    """Where one person's registration stands.

    `provisional` holds a place for a while, until the button in the mail is pressed; `offered`
    holds one for somebody from the waiting list, until the person accepts it.
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

    `confirm` is the button in the mail. `promote` moves a waiting person straight up; `offer` holds
    a place until the person accepts or declines it, or the time runs out. `admit` is the office's,
    which lets a waiting person in beyond the last place. `hand_over` ends a registration whose
    place or position somebody else takes over. `hold_again` and `offer_again` undo what the office
    has confirmed for somebody. `hold` is a place for somebody who waits, has still to press the
    button, and attends in the other way instead. The three `elsewhere` come with a move to another
    seminar: a place for good, one for a while, or a wait there.
    """

    CONFIRM = "confirm"
    PROMOTE = "promote"
    HOLD = "hold"
    ADMIT = "admit"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    CANCEL = "cancel"
    HAND_OVER = "hand_over"
    HOLD_AGAIN = "hold_again"
    OFFER_AGAIN = "offer_again"
    RESTORE = "restore"
    QUEUE_AGAIN = "queue_again"
    SEAT_ELSEWHERE = "seat_elsewhere"
    HOLD_ELSEWHERE = "hold_elsewhere"
    QUEUE_ELSEWHERE = "queue_elsewhere"
    ATTEND = "attend"
    MISS = "miss"


_ELSEWHERE: Final = {
    RegistrationAction.SEAT_ELSEWHERE: RegistrationState.CONFIRMED,
    RegistrationAction.HOLD_ELSEWHERE: RegistrationState.PROVISIONAL,
    RegistrationAction.QUEUE_ELSEWHERE: RegistrationState.WAITING,
}

REGISTRATION_TRANSITIONS: Final = Transitions(
    "registration",
    {
        RegistrationState.PROVISIONAL: {
            RegistrationAction.CONFIRM: RegistrationState.CONFIRMED,
            RegistrationAction.LAPSE: RegistrationState.LAPSED,
            RegistrationAction.CANCEL: RegistrationState.CANCELLED,
            **_ELSEWHERE,
        },
        # A wait may depend on the button too: it lapses where nobody presses it.
        RegistrationState.WAITING: {
            RegistrationAction.PROMOTE: RegistrationState.CONFIRMED,
            RegistrationAction.HOLD: RegistrationState.PROVISIONAL,
            RegistrationAction.ADMIT: RegistrationState.CONFIRMED,
            RegistrationAction.OFFER: RegistrationState.OFFERED,
            RegistrationAction.LAPSE: RegistrationState.LAPSED,
            RegistrationAction.CANCEL: RegistrationState.CANCELLED,
            RegistrationAction.HAND_OVER: RegistrationState.CANCELLED,
            **_ELSEWHERE,
        },
        RegistrationState.OFFERED: {
            RegistrationAction.ACCEPT: RegistrationState.CONFIRMED,
            RegistrationAction.DECLINE: RegistrationState.CANCELLED,
            RegistrationAction.LAPSE: RegistrationState.LAPSED,
            RegistrationAction.CANCEL: RegistrationState.CANCELLED,
            RegistrationAction.HAND_OVER: RegistrationState.CANCELLED,
        },
        RegistrationState.CONFIRMED: {
            RegistrationAction.CANCEL: RegistrationState.CANCELLED,
            RegistrationAction.HAND_OVER: RegistrationState.CANCELLED,
            RegistrationAction.HOLD_AGAIN: RegistrationState.PROVISIONAL,
            RegistrationAction.OFFER_AGAIN: RegistrationState.OFFERED,
            RegistrationAction.ATTEND: RegistrationState.ATTENDED,
            RegistrationAction.MISS: RegistrationState.ABSENT,
            **_ELSEWHERE,
        },
        # The office lets somebody in again: with a place, or on the waiting list.
        RegistrationState.CANCELLED: {
            RegistrationAction.RESTORE: RegistrationState.CONFIRMED,
            RegistrationAction.QUEUE_AGAIN: RegistrationState.WAITING,
        },
        RegistrationState.LAPSED: {
            RegistrationAction.RESTORE: RegistrationState.CONFIRMED,
            RegistrationAction.QUEUE_AGAIN: RegistrationState.WAITING,
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
