"""Checking a password costs memory, so few are checked at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask_security import LoginForm

from seminar_service.web.accounts.login import StaffLoginForm


def test_no_more_passwords_are_verified_at_once_than_the_memory_bears(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lock = threading.Lock()
    at_once: list[int] = [0]
    most: list[int] = [0]

    def slow(_form: LoginForm, **_given: object) -> bool:
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        time.sleep(0.02)
        with lock:
            at_once[0] -= 1
        return False

    monkeypatch.setattr(LoginForm, "validate", slow)
    forms = [StaffLoginForm.__new__(StaffLoginForm) for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda form: form.validate(), forms))
    assert answers == [False] * 12
    assert 1 <= most[0] <= 2
