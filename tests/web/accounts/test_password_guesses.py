"""Guessing at accounts: limited, told in the history, and without telling who has an account."""

from collections.abc import Callable
from datetime import datetime
from itertools import count

import argon2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from seminar_service.accounts.guesses import GUESSES_PER_WINDOW, WINDOW
from seminar_service.accounts.model import RoleName, User
from seminar_service.history.model import HistoryLine
from seminar_service.web.accounts import password_guesses
from seminar_service.web.accounts.second_step_limits import PER_ACCOUNT
from tests.conftest import PASSWORD
from tests.web.accounts.support import MakeAccount, SignIn, enter_password, give_authenticator

EMAIL = "clerk@example.jp"
NOBODY = "nobody@example.jp"
COOKIE = "seminar_device"


@pytest.fixture
def account(make_account: MakeAccount) -> User:
    return make_account(RoleName.CLERK, EMAIL)


@pytest.fixture
def log_in(app: Flask) -> Callable[..., TestResponse]:
    """Somebody new, each time from another network, who tries to log in."""
    numbers = count(1)

    def attempt(
        client: FlaskClient | None = None,
        *,
        email: str = EMAIL,
        password: str = "wrong",  # noqa: S107 (that of nobody)
    ) -> TestResponse:
        network = f"198.51.{next(numbers)}.1"
        return (client or app.test_client()).post(
            "/en/organiser/login",
            data={"email": email, "password": password},
            environ_base={"REMOTE_ADDR": network},
        )

    return attempt


LogIn = Callable[..., TestResponse]


def lines(session: Session) -> list[HistoryLine]:
    session.rollback()
    return list(session.scalars(select(HistoryLine).order_by(HistoryLine.id)))


@pytest.mark.usefixtures("account")
def test_an_account_is_guessed_at_a_few_times_from_however_many_networks(log_in: LogIn) -> None:
    for _ in range(GUESSES_PER_WINDOW):
        assert log_in().status_code == 200

    answer = log_in(password=PASSWORD)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= WINDOW.total_seconds()


@pytest.mark.usefixtures("account")
def test_an_account_that_does_not_exist_is_limited_just_the_same(log_in: LogIn) -> None:
    tries = [(log_in().status_code, log_in(email=NOBODY).status_code) for _ in range(15)]

    assert all(known == unknown for known, unknown in tries)
    assert tries[-1] == (429, 429)


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("typed", ["CLERK@example.jp", " clerk@example.jp ", "clerk@EXAMPLE.jp"])
def test_the_same_account_written_otherwise_is_the_same(log_in: LogIn, typed: str) -> None:
    for _ in range(GUESSES_PER_WINDOW):
        log_in(email=typed)

    assert log_in().status_code == 429


@pytest.mark.usefixtures("account")
def test_a_stranger_locks_nobody_out_of_a_device_that_is_known(
    log_in: LogIn, client: FlaskClient
) -> None:
    log_in(client, password=PASSWORD)
    client.post("/organiser/logout")
    for _ in range(GUESSES_PER_WINDOW + 3):
        log_in()

    assert log_in(client, password=PASSWORD).status_code == 302


@pytest.mark.usefixtures("account")
def test_a_new_device_gets_in_when_the_window_is_over(
    app: Flask, log_in: LogIn, now: datetime
) -> None:
    for _ in range(GUESSES_PER_WINDOW + 3):
        log_in()
    app.config["CLOCK"] = lambda: now + WINDOW

    assert log_in(password=PASSWORD).status_code == 302


@pytest.mark.usefixtures("account")
def test_a_known_device_may_guess_a_few_times_itself(log_in: LogIn, client: FlaskClient) -> None:
    log_in(client, password=PASSWORD)
    client.post("/organiser/logout")
    for _ in range(GUESSES_PER_WINDOW):
        assert log_in(client).status_code == 200

    assert log_in(client, password=PASSWORD).status_code == 429
    assert log_in(password=PASSWORD).status_code == 302


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("value", ["", "guess", "W1sxLCJhIl1d.x.y", "é", "[[1,2]]"])
def test_a_cookie_of_ones_own_making_makes_no_device_known(
    log_in: LogIn, client: FlaskClient, value: str
) -> None:
    for _ in range(GUESSES_PER_WINDOW):
        log_in()
    client.set_cookie(COOKIE, value)

    assert log_in(client, password=PASSWORD).status_code == 429


@pytest.mark.usefixtures("account")
def test_the_device_of_another_account_is_not_known_for_this_one(
    log_in: LogIn, client: FlaskClient, make_account: MakeAccount
) -> None:
    make_account(RoleName.VIEWER, "viewer@example.jp")
    log_in(client, email="viewer@example.jp", password=PASSWORD)
    client.post("/organiser/logout")
    for _ in range(GUESSES_PER_WINDOW):
        log_in()

    assert log_in(client, password=PASSWORD).status_code == 429
    assert log_in(client, email="viewer@example.jp", password=PASSWORD).status_code == 302


@pytest.mark.usefixtures("account")
def test_the_cookie_of_a_device_is_out_of_reach_of_scripts(log_in: LogIn) -> None:
    (cookie,) = [
        each for each in log_in(password=PASSWORD).headers.getlist("Set-Cookie") if COOKIE in each
    ]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "clerk" not in cookie


@pytest.mark.usefixtures("account")
def test_logging_in_often_uses_nothing_up(app: Flask) -> None:
    for _ in range(GUESSES_PER_WINDOW + 5):
        answer = app.test_client().post(
            "/organiser/login", data={"email": EMAIL, "password": PASSWORD}
        )
        assert answer.status_code == 302


def change(client: FlaskClient, password: str) -> TestResponse:
    new = "another horse battery staple"
    return client.post(
        "/organiser/change",
        data={"password": password, "new_password": new, "new_password_confirm": new},
    )


def test_the_form_that_changes_the_password_is_no_way_to_guess_it(sign_in: SignIn) -> None:
    client = sign_in(RoleName.CLERK)
    for _ in range(GUESSES_PER_WINDOW):
        assert change(client, "wrong").status_code == 200

    assert change(client, PASSWORD).status_code == 429


def test_the_form_that_asks_again_is_no_way_to_guess_it(sign_in: SignIn) -> None:
    client = sign_in(RoleName.CLERK)
    for _ in range(GUESSES_PER_WINDOW):
        assert client.post("/organiser/verify", data={"password": "wrong"}).status_code == 200

    assert client.post("/organiser/verify", data={"password": PASSWORD}).status_code == 429


def test_a_new_password_that_is_refused_is_no_guess(sign_in: SignIn) -> None:
    client = sign_in(RoleName.CLERK)
    for _ in range(GUESSES_PER_WINDOW + 2):
        bad = {"password": PASSWORD, "new_password": "short", "new_password_confirm": "short"}
        assert client.post("/organiser/change", data=bad).status_code == 200

    assert change(client, PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("path", "typed"),
    [("/organiser/login/code", "000000"), ("/organiser/login/recovery-code", "ABCD-EFGH-JKMN")],
)
def test_a_wrong_second_step_goes_into_the_history(
    client: FlaskClient, account: User, session: Session, path: str, typed: str
) -> None:
    give_authenticator(session, account)
    account.mf_recovery_codes = ["0" * 64]
    session.commit()
    number = account.id
    enter_password(client, account)

    assert client.post(path, data={"code": typed}).status_code == 200

    (line,) = lines(session)
    assert (line.kind, line.subject_id) == ("login_refused", number)
    assert line.data == {"reason": "second_factor"}


def test_too_many_second_steps_go_into_the_history_once(
    client: FlaskClient, account: User, session: Session
) -> None:
    give_authenticator(session, account)
    number = account.id
    for _ in range(PER_ACCOUNT + 2):
        enter_password(client, account)
        client.post("/organiser/login/code", data={"code": "000000"})

    reasons = [line.data["reason"] for line in lines(session) if line.subject_id == number]
    assert reasons.count("too_many_attempts") == 1
    assert reasons.count("second_factor") == PER_ACCOUNT


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What argon2 is asked to do."""
    asked: list[str] = []
    for name in ("hash_secret", "verify_secret"):
        original = getattr(argon2.low_level, name)

        def counting(
            *args: object, _original: Callable[..., object] = original, **kwargs: object
        ) -> object:
            asked.append("argon2")
            return _original(*args, **kwargs)

        monkeypatch.setattr(argon2.low_level, name, counting)
    return asked


@pytest.mark.usefixtures("account")
def test_an_account_that_does_not_exist_takes_as_long(log_in: LogIn, hashings: list[str]) -> None:
    log_in()
    assert len(hashings) == 1

    log_in(email=NOBODY)
    assert len(hashings) == 2


def test_failures_are_told_in_history_and_log_without_addresses(
    log_in: LogIn, account: User, session: Session
) -> None:
    number = account.id
    with capture_logs() as logged:
        log_in(password="tried by somebody")
        log_in(email=NOBODY, password="tried by somebody")

    known, unknown = lines(session)
    assert (known.kind, known.subject_id, known.actor_kind) == ("login_failed", number, None)
    assert (unknown.kind, unknown.subject_id) == ("login_failed", None)
    assert [entry["event"] for entry in logged] == ["login_failed", "login_failed"]
    for text in (str(logged), str(known.data), str(unknown.data)):
        assert "@" not in text
        assert "nobody" not in text
        assert "tried" not in text


def test_a_closed_account_answers_like_a_wrong_password_and_is_told_apart_in_the_history(
    log_in: LogIn, account: User, session: Session
) -> None:
    account.active = False
    session.commit()

    closed, wrong = log_in(password=PASSWORD), log_in()

    assert closed.status_code == wrong.status_code == 200
    assert len(closed.text) == len(wrong.text)
    first, second = lines(session)
    assert (first.kind, first.data) == ("login_refused", {"reason": "account_closed"})
    assert second.kind == "login_failed"


@pytest.mark.usefixtures("account")
def test_passwords_are_verified_few_at_a_time(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(password_guesses, "WAIT_SECONDS", 0.01)
    with password_guesses.verifying(), password_guesses.verifying():
        assert log_in(password=PASSWORD).status_code == 429

    assert log_in(password=PASSWORD).status_code == 302
