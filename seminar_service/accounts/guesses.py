"""Guesses of passwords and codes: how many there may be, and what becomes of them.

Strangers are counted by the network that they come from and by the account that they try, so
that neither one machine nor thousands get far. Counting by account alone would let a stranger
lock somebody out; so a device on which the account was logged in before is counted for itself,
and what it has left depends on nobody else. Whoever comes with a new device while somebody is
guessing waits for at most one window.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import rate_limits
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.domain.history import HistoryKind, RefusalReason
from seminar_service.history import services as history
from seminar_service.storage.transaction import joint_transaction, transaction

GUESSES_PER_WINDOW: Final = 10
WINDOW: Final = timedelta(minutes=15)
GUESSES_PER_DAY: Final = 100
DAY: Final = timedelta(days=1)
SHOWN_OF_HASH = 16


@dataclass(frozen=True)
class Guesser:
    """Who tries a password or a code.

    Attributes:
        network: Where the request comes from, as `rate_limits.source_of` names it.
        account: The account that is tried, as `account_name` names it, whether or not there is such
            an account; empty where none was named.
        device: The device, if the account was logged in on it before.
        user_id: The account's number, where there is such an account.
    """

    network: str
    account: str
    device: str | None = None
    user_id: int | None = None

    @property
    def counters(self) -> tuple[tuple[str, str, int, timedelta], ...]:
        """What counts its guesses: action, source, limit, window."""
        if self.device is not None:
            return (
                ("guess-device", self.device, GUESSES_PER_WINDOW, WINDOW),
                ("guess-device-day", self.device, GUESSES_PER_DAY, DAY),
            )
        return (
            ("guess-network", self.network, GUESSES_PER_WINDOW, WINDOW),
            ("guess-account", self.account, GUESSES_PER_WINDOW, WINDOW),
            ("guess-account-day", self.account, GUESSES_PER_DAY, DAY),
        )


def account_name(address: str, secret_key: str) -> str:
    """Name an account without keeping its address: a keyed hash in 64 hexadecimal digits."""
    return _keyed(secret_key, b"guessed-account", address.strip().casefold())


def device_name(nonce: str, user_id: int, secret_key: str) -> str:
    """Name a device of an account; the same device is another one for each account."""
    return _keyed(secret_key, b"known-device", f"{user_id}:{nonce}")


def count_guess(session: Session, guesser: Guesser, *, now: datetime) -> None:
    """Count a guess before it is looked at, and refuse it when there were too many.

    Transactions of its own; the first refusal of each window goes into the history.

    Raises:
        TooManyAttempts: The device, the network or the account has used up its guesses.
    """
    try:
        for action, source, limit, window in guesser.counters:
            rate_limits.check(session, action, source, limit=limit, window=window, now=now)
    except TooManyAttempts as refused:
        if refused.is_first:
            with transaction(session):
                _record_refusal(session, guesser, RefusalReason.TOO_MANY_ATTEMPTS, now)
        raise


def guess_was_right(session: Session, guesser: Guesser, *, now: datetime) -> None:
    """Take a guess back that was none; commits what was changed on the way, too."""
    with joint_transaction(session):
        for action, source, _, window in guesser.counters:
            rate_limits.give_back(session, action, source, window=window, now=now)


def guess_was_wrong(session: Session, guesser: Guesser, *, now: datetime) -> None:
    """Keep in the history that a password was wrong."""
    with joint_transaction(session):
        history.record(
            session,
            HistoryKind.LOGIN_FAILED,
            history.account(guesser.user_id),
            None,
            now,
            **_who(guesser),
        )


def guess_was_refused(
    session: Session, guesser: Guesser, reason: RefusalReason, *, now: datetime
) -> None:
    """Keep in the history that somebody was not let in, for another reason than the password."""
    with joint_transaction(session):
        _record_refusal(session, guesser, reason, now)


def _record_refusal(
    session: Session, guesser: Guesser, reason: RefusalReason, now: datetime
) -> None:
    history.record(
        session,
        HistoryKind.LOGIN_REFUSED,
        history.account(guesser.user_id),
        None,
        now,
        reason=reason.value,
        **_who(guesser),
    )


def _who(guesser: Guesser) -> dict[str, str]:
    """What tells one unknown account from another, without its address."""
    if guesser.user_id is not None or not guesser.account:
        return {}
    return {"account": guesser.account[:SHOWN_OF_HASH]}


def _keyed(secret_key: str, purpose: bytes, text: str) -> str:
    key = hmac.new(secret_key.encode(), purpose, hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
