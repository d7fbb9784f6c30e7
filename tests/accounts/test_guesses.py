"""Guesses of passwords and codes: counted by network, account and device."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts import guesses
from seminar_service.accounts.guesses import (
    DAY,
    GUESSES_PER_DAY,
    GUESSES_PER_WINDOW,
    WINDOW,
    Guesser,
)
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.domain.history import RefusalReason
from seminar_service.history.model import HistoryLine
from seminar_service.storage.engine import make_engine, make_session_factory

SECRET = "a secret that only tests know, long enough"


def stranger(network: int = 1, account: str = "clerk", user_id: int | None = None) -> Guesser:
    return Guesser(f"network {network}", account, user_id=user_id)


def at_home(device: str = "phone") -> Guesser:
    return Guesser("network 1", "clerk", device=device, user_id=7)


def guess(session: Session, guesser: Guesser, now: datetime, times: int = 1) -> None:
    for _ in range(times):
        guesses.count_guess(session, guesser, now=now)


def lines(session: Session) -> list[HistoryLine]:
    session.rollback()
    return list(session.scalars(select(HistoryLine).order_by(HistoryLine.id)))


def test_one_network_may_not_try_one_account_after_another(session: Session, now: datetime) -> None:
    for number in range(GUESSES_PER_WINDOW):
        guess(session, stranger(account=f"account {number}"), now)

    with pytest.raises(TooManyAttempts):
        guess(session, stranger(account="one more"), now)
    guess(session, stranger(network=2, account="one more"), now)


def test_many_networks_may_not_try_one_account(session: Session, now: datetime) -> None:
    for number in range(GUESSES_PER_WINDOW):
        guess(session, stranger(network=number), now)

    with pytest.raises(TooManyAttempts):
        guess(session, stranger(network=99), now)


def test_an_account_that_is_guessed_at_lets_its_known_devices_in(
    session: Session, now: datetime
) -> None:
    for number in range(GUESSES_PER_WINDOW):
        guess(session, stranger(network=number), now)

    guess(session, at_home(), now, times=GUESSES_PER_WINDOW)
    with pytest.raises(TooManyAttempts):
        guess(session, at_home(), now)
    guess(session, at_home("computer"), now)


def test_whoever_comes_with_a_new_device_waits_for_one_window_at_most(
    session: Session, now: datetime
) -> None:
    guess(session, stranger(), now, times=GUESSES_PER_WINDOW)
    with pytest.raises(TooManyAttempts) as refused:
        guess(session, stranger(network=2), now)
    assert refused.value.retry_after_seconds <= WINDOW.total_seconds()

    guess(session, stranger(network=2), now + WINDOW)


def test_a_day_allows_fewer_guesses_than_its_windows_together(
    session: Session, now: datetime
) -> None:
    begin = now - timedelta(hours=now.hour)
    for number in range(GUESSES_PER_DAY // GUESSES_PER_WINDOW):
        guess(session, stranger(network=number), begin + number * WINDOW, GUESSES_PER_WINDOW)

    with pytest.raises(TooManyAttempts) as refused:
        guess(session, stranger(network=99), begin + 11 * WINDOW)
    assert refused.value.retry_after_seconds <= DAY.total_seconds()


def test_what_was_right_is_not_counted(session: Session, now: datetime) -> None:
    for _ in range(3 * GUESSES_PER_WINDOW):
        guess(session, stranger(), now)
        guesses.guess_was_right(session, stranger(), now=now)

    guess(session, stranger(), now, times=GUESSES_PER_WINDOW)
    with pytest.raises(TooManyAttempts):
        guess(session, stranger(), now)


def test_the_first_refusal_goes_into_the_history_and_the_others_do_not(
    session: Session, now: datetime
) -> None:
    guess(session, stranger(user_id=None), now, times=GUESSES_PER_WINDOW)
    for _ in range(3):
        with pytest.raises(TooManyAttempts):
            guess(session, stranger(user_id=None), now)

    (line,) = lines(session)
    assert (line.kind, line.data["reason"]) == ("login_refused", "too_many_attempts")


def test_the_history_names_accounts_by_number_and_strangers_by_a_hash(
    session: Session, now: datetime
) -> None:
    unknown = guesses.account_name("Nobody@example.jp ", SECRET)
    assert unknown == guesses.account_name("nobody@example.jp", SECRET)
    guesses.guess_was_wrong(session, stranger(account=unknown), now=now)
    guesses.guess_was_wrong(session, stranger(user_id=7), now=now)
    guesses.guess_was_refused(session, stranger(user_id=7), RefusalReason.SECOND_FACTOR, now=now)

    nobody, known, refused = lines(session)
    assert (nobody.subject_id, nobody.data) == (None, {"account": unknown[:16]})
    assert (known.subject_id, known.data) == (7, {})
    assert (refused.kind, refused.data) == ("login_refused", {"reason": "second_factor"})


def test_a_device_is_another_one_for_another_account() -> None:
    assert guesses.device_name("nonce", 1, SECRET) != guesses.device_name("nonce", 2, SECRET)
    assert guesses.device_name("nonce", 1, SECRET) != guesses.device_name("nonce", 1, SECRET * 2)


def test_guesses_at_the_same_moment_are_counted_one_by_one(
    database_url: str, now: datetime
) -> None:
    engines = [make_engine(database_url) for _ in range(2)]

    def passes(number: int) -> bool:
        with make_session_factory(engines[number % 2])() as session:
            try:
                guesses.count_guess(session, stranger(network=number), now=now)
            except TooManyAttempts:
                return False
            return True

    try:
        with ThreadPoolExecutor(8) as threads:
            passed = list(threads.map(passes, range(4 * GUESSES_PER_WINDOW)))
    finally:
        for engine in engines:
            engine.dispose()
    assert sum(passed) == GUESSES_PER_WINDOW
