"""Guesses at the code that a host hands out: counted by network and by seminar."""

from datetime import timedelta
from typing import Final

from seminar_service.access import rate_limits
from seminar_service.domain.access_codes import is_same_code
from seminar_service.extensions import db
from seminar_service.seminars.model import Seminar
from seminar_service.web.clock import now
from seminar_service.web.rate_limits import client_network

GUESSES_PER_NETWORK: Final = 10
NETWORK_WINDOW: Final = timedelta(minutes=15)
GUESSES_PER_SEMINAR: Final = 200
SEMINAR_WINDOW: Final = timedelta(hours=1)
_NETWORK, _SEMINAR = "access-code", "access-code-seminar"


def is_right(seminar: Seminar, code: str) -> bool:
    """Whether somebody gives the code of a seminar. Wrong ones are counted, right ones are not.

    Each is counted before it is looked at, so that many at once find out no more. Call it with
    nothing pending in the session.

    Raises:
        TooManyAttempts: more wrong ones came from the client's network, to whatever seminar, or
            from anywhere to this one, than anybody needs who has the code.
    """
    public_id, wanted, network = seminar.public_id, seminar.access_code, client_network()
    counted = (
        (_NETWORK, network, GUESSES_PER_NETWORK, NETWORK_WINDOW),
        (_SEMINAR, public_id, GUESSES_PER_SEMINAR, SEMINAR_WINDOW),
    )
    instant = now()
    for action, source, limit, window in counted:
        rate_limits.check(db.session(), action, source, limit=limit, window=window, now=instant)
    if not is_same_code(code, wanted):
        return False
    for action, source, _limit, window in counted:
        rate_limits.take_back(db.session(), action, source, window=window, now=instant)
    return True
