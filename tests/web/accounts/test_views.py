"""Who must set up a second factor can do nothing else before."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from seminar_service.config import ConfigurationError, Settings, load_settings
from tests.conftest import make_settings
from tests.web.accounts.support import SignIn, give_authenticator

SET_UP = "/organiser/account/second-factors"


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """An installation that requires a second factor."""
    return replace(make_settings(tmp_path, database_url), require_second_factor=True)


@pytest.mark.parametrize(
    "page",
    [
        "/organiser/",
        "/organiser/topics",
        "/organiser/mail",
        "/organiser/staff",
        "/organiser/account",
        "/organiser/change",
        "/organiser/account/recovery-codes",
        "/organiser/tours/2026",
    ],
)
def test_every_other_page_leads_to_the_setting_up(sign_in: SignIn, page: str) -> None:
    client = sign_in(RoleName.ADMIN)

    assert client.get(page).location == SET_UP
    assert client.get(f"/en{page}").location == f"/en{SET_UP}"
    assert client.post(page).location in {SET_UP, None}  # None: it takes nothing at all


def test_setting_up_and_logging_out_are_open(sign_in: SignIn) -> None:
    client = sign_in(RoleName.CLERK)

    for page in (SET_UP, "/organiser/account/authenticator", "/organiser/account/passkeys"):
        assert client.get(page).status_code == 200, page
    assert client.post("/organiser/logout").status_code == 302


def test_who_has_a_second_factor_goes_everywhere(sign_in: SignIn, session: Session) -> None:
    client = sign_in(RoleName.CLERK)
    give_authenticator(session, session.scalars(select(User)).one())

    assert client.get("/organiser/").status_code == 200


def test_the_only_factor_cannot_be_removed(sign_in: SignIn, session: Session) -> None:
    client = sign_in(RoleName.CLERK)
    user = session.scalars(select(User)).one()
    give_authenticator(session, user)

    client.post("/organiser/account/authenticator/remove")

    session.rollback()
    assert user.has_authenticator
    assert "先に別の方法" in client.get(SET_UP).text


@pytest.mark.usefixtures("app")
def test_visitors_notice_nothing(app: Flask) -> None:
    assert app.test_client().get("/calendar").status_code == 200


SECRET = {"SEMINAR_SECRET_KEY": "k" * 40}


@pytest.mark.parametrize(("text", "required"), [(None, True), ("yes", True), ("no", False)])
def test_an_installation_requires_one_unless_its_operator_says_no(
    tmp_path: Path, text: str | None, required: bool
) -> None:
    environ = SECRET | ({"SEMINAR_REQUIRE_SECOND_FACTOR": text} if text else {})

    assert load_settings(environ, tmp_path).require_second_factor is required


def test_what_is_neither_yes_nor_no_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="SEMINAR_REQUIRE_SECOND_FACTOR must be"):
        load_settings(SECRET | {"SEMINAR_REQUIRE_SECOND_FACTOR": "perhaps"}, tmp_path)


def test_former_secret_keys_are_read_one_by_one_and_short_ones_refused(tmp_path: Path) -> None:
    first, second = "a" * 40, "b" * 40
    name = "SEMINAR_FORMER_SECRET_KEYS"

    assert load_settings(SECRET | {name: f"{first} {second}"}, tmp_path).former_secret_keys == (
        first,
        second,
    )
    with pytest.raises(ConfigurationError, match=name):
        load_settings(SECRET | {name: "short"}, tmp_path)
