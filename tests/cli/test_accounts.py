"""`user`: accounts of the staff."""

from pathlib import Path

import pytest
from flask_security import verify_password
from sqlalchemy import select

from seminar_service.accounts.model import User
from seminar_service.accounts.services import AccountExists, EmailMalformed
from seminar_service.cli.context import OperatorError, application
from seminar_service.config import load_settings
from seminar_service.domain.errors import NotFound
from seminar_service.extensions import db
from tests.cli.conftest import Run

PASSWORD = "correct horse battery staple\n"
ADD = ("user", "add", "--role", "planner", "--name", "計画 太郎", "--password-stdin")


def the_account() -> tuple[str, bool, str]:
    """The password's hash, whether the account is open, and what its sessions hang on."""
    with application(load_settings()):
        user = db.session.scalars(select(User)).one()
        db.session.expunge(user)
        db.engine.dispose()
    return str(user.password), user.active, user.fs_uniquifier


def verifies(password: str, hashed: str) -> bool:
    with application(load_settings()):
        return bool(verify_password(password, hashed))


def test_an_account_is_added_with_a_hashed_password_and_listed(ready: Run) -> None:
    assert ready(*ADD, "Planner@Example.jp", typed=PASSWORD).exit_code == 0

    assert ready("user", "list").output == "planner@example.jp  planner  計画 太郎\n"
    hashed, active, _ = the_account()
    assert active
    assert hashed.startswith("$argon2")
    assert verifies(PASSWORD.strip(), hashed)


def test_a_password_can_be_typed_twice_without_being_shown(ready: Run) -> None:
    result = ready("user", "add", "--role", "viewer", "v@example.jp", typed=PASSWORD * 2)

    assert result.exit_code == 0
    assert "horse" not in result.output


@pytest.mark.parametrize(
    ("email", "typed", "refusal"),
    [
        ("new@example.jp", "short\n", OperatorError),
        ("new@example.jp", "password1234\n", OperatorError),
        ("new@example.jp", "aaaaaaaaaaaa\n", OperatorError),
        ("new@example.jp", "I am new@example.jp\n", OperatorError),
        ("nobody at all", PASSWORD, EmailMalformed),
        ("PLANNER@example.jp", PASSWORD, AccountExists),
    ],
)
def test_what_makes_no_account_is_said(
    ready: Run, email: str, typed: str, refusal: type[Exception]
) -> None:
    ready(*ADD, "planner@example.jp", typed=PASSWORD)

    assert isinstance(ready(*ADD, email, typed=typed).exception, refusal)


def test_an_account_needs_one_of_the_roles(ready: Run) -> None:
    result = ready("user", "add", "x@example.jp", "--role", "emperor", "--password-stdin")

    assert result.exit_code == 2
    assert "planner" in result.output


def test_a_closed_account_stays_in_the_list_and_its_sessions_end(ready: Run) -> None:
    ready(*ADD, "planner@example.jp", typed=PASSWORD)
    _, _, before = the_account()

    assert ready("user", "disable", "planner@example.jp").exit_code == 0

    _, active, after = the_account()
    assert not active
    assert after != before
    assert "(closed)" in ready("user", "list").output


def test_a_new_password_ends_the_sessions_of_the_old_one(ready: Run) -> None:
    ready(*ADD, "planner@example.jp", typed=PASSWORD)
    _, _, before = the_account()

    ready("user", "password", "planner@example.jp", "--password-stdin", typed="another one, long\n")

    hashed, _, after = the_account()
    assert verifies("another one, long", hashed)
    assert after != before


@pytest.mark.parametrize("command", [("disable",), ("password", "--password-stdin")])
def test_an_unknown_account_is_said(ready: Run, command: tuple[str, ...]) -> None:
    result = ready("user", *command, "nobody@example.jp", typed=PASSWORD)

    assert isinstance(result.exception, NotFound)


def test_a_common_password_replaces_no_other(ready: Run) -> None:
    ready(*ADD, "planner@example.jp", typed=PASSWORD)
    before = the_account()

    refused = ready(
        "user", "password", "planner@example.jp", "--password-stdin", typed="letmeinletmein\n"
    )

    assert isinstance(refused.exception, OperatorError)
    assert the_account() == before


def test_passwords_are_never_written_to_the_instance(ready: Run, instance: Path) -> None:
    ready(*ADD, "planner@example.jp", typed=PASSWORD)

    for file in instance.rglob("*"):
        assert b"battery staple" not in file.read_bytes()
