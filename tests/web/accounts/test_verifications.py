"""Checking a password costs memory, so few are checked at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from seminar_service.web.accounts.password_guesses import verifying


def test_no_more_passwords_are_verified_at_once_than_the_memory_bears() -> None:
    lock = threading.Lock()
    at_once: list[int] = [0]
    most: list[int] = [0]

    def verify(_: int) -> None:
        with verifying():
            with lock:
                at_once[0] += 1
                most[0] = max(most[0], at_once[0])
            time.sleep(0.02)
            with lock:
                at_once[0] -= 1

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(verify, range(12)))
    assert 1 <= most[0] <= 2
