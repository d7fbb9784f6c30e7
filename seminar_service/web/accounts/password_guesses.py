"""Guesses of passwords on every form that takes one, and refused second steps in the history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from flask import request

from seminar_service.access.rate_limits import source_of
from seminar_service.accounts import guesses
from seminar_service.accounts.guesses import Guesser
from seminar_service.accounts.model import User
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.domain.history import RefusalReason
from seminar_service.extensions import db
from seminar_service.web.accounts.devices import known_device
from seminar_service.web.clock import now
from seminar_service.web.templating import settings

WAIT_SECONDS = 10

# One verification takes 64 MiB and a good part of a second: two at a time are enough for an
# office, and nobody can fill the machine's memory by guessing passwords.
_verifications = BoundedSemaphore(2)


@dataclass
class Guess:
    """A guess that is being looked at; whoever looks says what it was.

    `is_right` takes it back from the counters. Otherwise `refusal`, if given, is why somebody
    with the right password is kept out all the same.
    """

    is_right: bool = False
    refusal: RefusalReason | None = None


@contextmanager
def guess_at(address: str, user: User | None) -> Iterator[Guess]:
    """Count a guess at an account's password, and keep in the history what it was.

    Call it where a password is looked at, in a form's `validate`. The account may be one that
    does not exist: it is limited like any other. `second_step_limits` counts the second step.

    Args:
        address: The mail address of the account, as it was typed.
        user: The account, if there is one.

    Raises:
        TooManyAttempts: There were too many; answered by 429.
    """
    guesser = _guesser(address, user)
    guesses.count_guess(db.session(), guesser, now=now())
    guess = Guess()
    yield guess
    if guess.is_right:
        guesses.guess_was_right(db.session(), guesser, now=now())
    elif guess.refusal is not None:
        guesses.guess_was_refused(db.session(), guesser, guess.refusal, now=now())
    else:
        guesses.guess_was_wrong(db.session(), guesser, now=now())


def note_refusal(user: User | None, reason: RefusalReason = RefusalReason.SECOND_FACTOR) -> None:
    """Keep in the history that a code or passkey did not let somebody in.

    Args:
        user: Whose it was to be; `None` where a passkey named nobody.
        reason: Why.
    """
    guesser = _guesser("", user)
    guesses.guess_was_refused(db.session(), guesser, reason, now=now())


@contextmanager
def verifying() -> Iterator[None]:
    """Verify a password within this block, few at a time.

    Raises:
        TooManyAttempts: So many wait already that this one would take too long.
    """
    if not _verifications.acquire(timeout=WAIT_SECONDS):
        raise TooManyAttempts(WAIT_SECONDS)
    try:
        yield
    finally:
        _verifications.release()


def _guesser(address: str, user: User | None) -> Guesser:
    key = settings().secret_key
    named = user.email if user else address
    return Guesser(
        network=source_of(request.remote_addr or "", key),
        account=guesses.account_name(named, key) if named else "",
        device=known_device(user.id) if user else None,
        user_id=user.id if user else None,
    )
