"""How often the second step of a log-in may be tried."""

import pytest
from flask import Flask
from flask import session as cookie
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.domain.history import HistoryKind
from seminar_service.history.model import HistoryLine
from seminar_service.web.accounts import second_step_limits as limits
from tests.web.accounts.support import MakeAccount

CODE = "/organiser/login/code"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def guess(app: Flask, account: str | None = None, **request: str) -> None:
    """One guess at an account, or at none that is known."""
    asked = {"path": CODE, "method": "POST", "address": "192.0.2.1"} | request
    environ = {"REMOTE_ADDR": asked["address"]}
    with app.test_request_context(asked["path"], method=asked["method"], environ_base=environ):
        if account is not None:
            cookie["tf_user_id"] = account
        limits.limit_guesses()


def test_an_account_is_guessed_at_ten_times_from_however_many_places(app: Flask) -> None:
    for number in range(limits.PER_ACCOUNT):
        guess(app, "one", address=f"192.0.2.{number}")
    with pytest.raises(TooManyAttempts):
        guess(app, "one", address="198.51.100.1")
    guess(app, "another", address="198.51.100.1")


def test_one_place_guesses_so_often_at_however_many_accounts(app: Flask) -> None:
    for number in range(limits.PER_ADDRESS):
        guess(app, f"account {number}")
    with pytest.raises(TooManyAttempts):
        guess(app, "one more")
    guess(app, "one more", address="192.0.2.2")


@pytest.mark.parametrize(
    "asked", [{"method": "GET"}, {"path": "/organiser/login"}, {"path": "/no-such-page"}]
)
def test_looking_and_other_pages_are_no_guesses(app: Flask, asked: dict[str, str]) -> None:
    for _ in range(limits.PER_ACCOUNT + 1):
        guess(app, "one", **asked)
    for _ in range(limits.PER_ACCOUNT):
        guess(app, "one")
    with pytest.raises(TooManyAttempts):
        guess(app, "one")


def test_the_first_refusal_of_an_account_goes_into_the_history_and_the_next_do_not(
    app: Flask, session: Session, make_account: MakeAccount
) -> None:
    user = make_account(RoleName.CLERK, "clerk@example.jp")
    for _ in range(limits.PER_ACCOUNT):
        guess(app, user.fs_uniquifier)
    for _ in range(3):
        with pytest.raises(TooManyAttempts):
            guess(app, user.fs_uniquifier)
    line = session.scalars(select(HistoryLine)).one()
    assert (line.kind, line.subject_id) == (HistoryKind.LOGIN_REFUSED, user.id)
