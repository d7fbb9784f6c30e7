"""The states of an alert, and the ways between them."""

from enum import StrEnum
from typing import Final

from seminar_service.domain.transitions import Transitions


class AlertState(StrEnum):
    """Where an alert stands: asked for, active once the button in the mail was pressed, or over."""

    ASKED = "asked"
    ACTIVE = "active"
    TOLD = "told"
    ENDED = "ended"
    LAPSED = "lapsed"


class AlertAction(StrEnum):
    """What can be done with an alert.

    `confirm` and `end` are buttons behind the link of the mail. `tell` is the one mail for which it
    was asked; `lapse` comes by time.
    """

    CONFIRM = "confirm"
    TELL = "tell"
    END = "end"
    LAPSE = "lapse"


OPEN_ALERTS: Final = frozenset({AlertState.ASKED, AlertState.ACTIVE})
"""Those that may still bring a mail."""

ALERT_TRANSITIONS: Final = Transitions(
    "alert",
    {
        AlertState.ASKED: {
            AlertAction.CONFIRM: AlertState.ACTIVE,
            AlertAction.END: AlertState.ENDED,
            AlertAction.LAPSE: AlertState.LAPSED,
        },
        AlertState.ACTIVE: {
            AlertAction.TELL: AlertState.TOLD,
            AlertAction.END: AlertState.ENDED,
            AlertAction.LAPSE: AlertState.LAPSED,
        },
    },
)
