"""Why a calendar could not be fetched, as pages say it to advisers and to the office."""

from typing import Any, Final

from flask_babel import lazy_gettext as _l

from seminar_service.advisers.subscription_model import SubscriptionFault

FAULTS: Final[dict[SubscriptionFault, Any]] = {
    SubscriptionFault.HOST_UNKNOWN: _l("No server of this name was found."),
    SubscriptionFault.NOT_PUBLIC: _l("The address does not lead to a public server over https."),
    SubscriptionFault.UNREACHABLE: _l("The server could not be reached."),
    SubscriptionFault.UNTRUSTED: _l("The server's certificate is not valid."),
    SubscriptionFault.REFUSED: _l(
        "The server does not give out the calendar. The address may have changed, or sharing of "
        "the calendar may have been ended."
    ),
    SubscriptionFault.UNAVAILABLE: _l("The server has a fault at present."),
    SubscriptionFault.REDIRECTED: _l("The address leads on to others without end."),
    SubscriptionFault.TOO_SLOW: _l("The server did not answer in time."),
    SubscriptionFault.TOO_LARGE: _l("The calendar is too large, or repeats too often."),
    SubscriptionFault.UNREADABLE: _l("What the address leads to is not a calendar."),
    SubscriptionFault.LOCKED: _l("The address can no longer be read. Please enter it again."),
}


def fault_words(fault: SubscriptionFault) -> str:
    """Why it could not be fetched."""
    return str(FAULTS[fault])
