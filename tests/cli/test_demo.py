"""`demo`: sample tours in a browser, with an account per role."""

import logging

import pytest
from flask_security import verify_password
from sqlalchemy import select

from seminar_service.accounts.model import RoleName, User
from seminar_service.cli import demo
from seminar_service.cli.context import application
from seminar_service.config import Settings, load_settings
from seminar_service.extensions import db
from seminar_service.server import Serving
from tests.cli.conftest import Run
from tests.cli.demos import accounts, make_demo

pytestmark = pytest.mark.usefixtures("without_tours")


def test_a_demo_is_made_where_there_is_nothing_and_made_again(run: Run) -> None:
    assert make_demo(run).exit_code == 0
    assert make_demo(run).exit_code == 0

    assert "planner@example.jp" in accounts(run)


def test_there_is_an_account_for_each_role_whose_password_is_shown(
    in_demo: Run, served: list[Serving]
) -> None:
    result = in_demo("demo", "--port", "8001")

    assert accounts(in_demo) == {f"{role.value}@example.jp" for role in RoleName}
    assert demo.PASSWORD in result.output
    assert "http://127.0.0.1:8001/organiser/" in result.output
    assert [how.port for how in served] == [8001]


def test_a_password_that_somebody_has_changed_stays(in_demo: Run) -> None:
    in_demo(
        "user", "password", "clerk@example.jp", "--password-stdin", typed="another one, very long\n"
    )

    make_demo(in_demo)

    with application(load_settings()):
        users = {user.email: str(user.password) for user in db.session.scalars(select(User))}
        assert verify_password("another one, very long", users["clerk@example.jp"])
        assert verify_password(demo.PASSWORD, users["viewer@example.jp"])
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """With which settings the tours would be prepared."""
    found: list[Settings] = []
    monkeypatch.setattr(demo, "_prepare", lambda settings, _seconds: found.append(settings))
    return found


def test_a_demo_answers_at_its_own_address_and_asks_for_no_second_factor(
    in_demo: Run, prepared: list[Settings]
) -> None:
    assert in_demo("demo", "--prepare-only", "--port", "8001").exit_code == 0

    (settings,) = prepared
    assert settings.base_url == "http://127.0.0.1:8001"
    assert not settings.require_second_factor


def test_what_the_environment_says_of_address_and_second_factor_counts(
    in_demo: Run, prepared: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEMINAR_BASE_URL", "https://seminar.example.jp")
    monkeypatch.setenv("SEMINAR_REQUIRE_SECOND_FACTOR", "yes")

    assert in_demo("demo", "--prepare-only").exit_code == 0

    (settings,) = prepared
    assert settings.base_url == "https://seminar.example.jp"
    assert settings.require_second_factor


def test_the_address_does_not_drown_in_the_log(in_demo: Run) -> None:
    make_demo(in_demo)

    assert logging.getLogger().level == logging.WARNING
