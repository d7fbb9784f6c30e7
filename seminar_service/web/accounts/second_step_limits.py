"""How often the second step of a log-in, and the proof that it is oneself, may be tried."""

from datetime import timedelta
from typing import Final, cast

from flask import request, session
from flask_security import current_user

from seminar_service.access import rate_limits
from seminar_service.accounts.model import User
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.domain.history import RefusalReason
from seminar_service.extensions import db
from seminar_service.web.accounts.extension import security
from seminar_service.web.accounts.password_guesses import note_refusal
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
        TooManyAttempts: More than allowed within the present window; answered by 429. The first
            refusal of a window goes into the history.
    """
    if request.method != "POST" or request.endpoint not in GUESSED:
        return
    account = _account()
    try:
        limit_by_address(ACTION, limit=PER_ADDRESS, window=WINDOW)
        if account is not None:
            _limit_by_account(account)
    except TooManyAttempts as refused:
        if refused.is_first:
            user = security.datastore.find_user(fs_uniquifier=account) if account else None
            note_refusal(cast("User | None", user), RefusalReason.TOO_MANY_ATTEMPTS)
        raise


def _account() -> str | None:
    """The lasting name of the account that is guessed at."""
    if current_user.is_authenticated:
        return cast("str", current_user.fs_uniquifier)
    return session.get("tf_user_id")


def _limit_by_account(account: str) -> None:
    rate_limits.check(
        db.session(),
        f"{ACTION}-account",
        rate_limits.source_of(account, settings().secret_key),
        limit=PER_ACCOUNT,
        window=WINDOW,
        now=now(),
    )
