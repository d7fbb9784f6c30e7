"""Rate limits on what strangers send, by the address that they come from."""

from datetime import timedelta
from typing import Final

from flask import request

from seminar_service.access import rate_limits
from seminar_service.extensions import db
from seminar_service.web.clock import now
from seminar_service.web.templating import settings

FEEDS_PER_WINDOW: Final = 20
FEEDS_WINDOW: Final = timedelta(hours=1)


def client_network() -> str:
    """The client's network, as a keyed hash: its address is kept nowhere."""
    return rate_limits.source_of(request.remote_addr or "", settings().secret_key)


def limit_by_address(action: str, *, limit: int, window: timedelta) -> None:
    """Count one attempt of the client at `action`.

    Call it before the use case, with nothing pending in the session. Behind a reverse proxy
    the address is the client's only if the setting `proxies` says how many stand in between.

    Raises:
        TooManyAttempts: more than `limit` attempts within the present window; answered by 429.
    """
    rate_limits.check(db.session(), action, client_network(), limit=limit, window=window, now=now())


def limit_new_feeds() -> None:
    """Count an address of a feed that is made behind a secret link; otherwise as above.

    Raises:
        TooManyAttempts: as above.
    """
    limit_by_address("feed", limit=FEEDS_PER_WINDOW, window=FEEDS_WINDOW)
