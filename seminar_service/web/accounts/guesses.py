"""How often the second step of a log-in, and the proof that it is oneself, may be tried."""

from datetime import timedelta
from typing import Final

from flask import request, session
from flask_security import current_user

from seminar_service.extensions import db
from seminar_service.services import rate_limits
from seminar_service.web.clock import now
from seminar_service.web.rate_limits import limit_by_address
from seminar_service.web.templating import settings

ACTION: Final = "second-step"
PER_ACCOUNT: Final = 10
PER_ADDRESS: Final = 40  # an office has one address
WINDOW: Final = timedelta(minutes=15)
GUESSED: Final = frozenset(
    f"security.{name}"
    for name in (
        "two_factor_token_validation",
        "mf_recovery",
        "wan_signin_response",
        "verify",
        "wan_verify_response",
    )
)


def limit_guesses() -> None:
    """Count a guess for the account that is guessed at, and for where it comes from.

    Raises:
        TooManyAttempts: More than allowed within the present window; answered by 429.
    """
    if request.method != "POST" or request.endpoint not in GUESSED:
        return
    limit_by_address(ACTION, limit=PER_ADDRESS, window=WINDOW)
    account = session.get("tf_user_id") or (
        current_user.fs_uniquifier if current_user.is_authenticated else None
    )
    if account is not None:
        source = rate_limits.source_of(account, settings().secret_key)
        rate_limits.check(
            db.session(), f"{ACTION}-account", source, limit=PER_ACCOUNT, window=WINDOW, now=now()
        )
