"""Passkeys without a browser: what is refused. The rest is tried in tests/browser."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import flask_security
import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service import paths
from seminar_service.accounts.model import RoleName, User
from seminar_service.config import Settings
from seminar_service.domain.history import HistoryKind
from seminar_service.history.model import HistoryLine
from seminar_service.web.accounts.extension import security
from tests.accounts.support import make_passkey
from tests.conftest import NOW, make_settings
from tests.web.accounts.support import MakeAccount, SignIn, enter_password, is_signed_in

PAGE = "/organiser/account/passkeys"
SIGN_IN = "/organiser/login/passkey"


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """An installation at which browsers allow passkeys."""
    return replace(make_settings(tmp_path, database_url), base_url="http://localhost")


def options_of(page: str) -> Mapping[str, object]:
    """What a page asks the browser for."""
    found = page.split('data-options="', 1)[1].split('"', 1)[0]
    decoded: Mapping[str, object] = json.loads(found.replace("&#34;", '"'))
    return decoded


def test_a_new_passkey_belongs_to_the_service_s_own_address(sign_in: SignIn) -> None:
    answer = sign_in(RoleName.CLERK).post(PAGE, data={"name": "事務所のパソコン"})

    options = options_of(answer.text)
    assert options["rp"] == {"id": "localhost", "name": "試験事務局"}
    wanted = options["authenticatorSelection"]
    assert isinstance(wanted, dict)
    assert wanted["userVerification"] == wanted["residentKey"] == "required"


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "ﷺ" * 10, "a<b>", "a\x00b/"])
def test_a_name_that_does_not_fit_comes_back_with_the_reason(sign_in: SignIn, name: str) -> None:
    answer = sign_in(RoleName.CLERK).post(PAGE, data={"name": name})

    assert "data-options" not in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_passkey_is_asked_for_after_the_password(
    client: FlaskClient, make_account: MakeAccount, session: Session
) -> None:
    user = make_account(RoleName.CLERK, "sato@example.jp")
    user.webauthn.append(make_passkey(NOW))
    session.commit()

    assert enter_password(client, user).startswith(SIGN_IN)
    assert not is_signed_in(client)
    assert len(options_of(client.post(SIGN_IN).text)["allowCredentials"]) == 1  # type: ignore[arg-type]


def test_signing_in_with_a_passkey_names_nobody(client: FlaskClient) -> None:
    options = options_of(client.post(SIGN_IN, data={"identity": "sato@example.jp"}).text)

    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", "nonsense", '{"id": 1}', "\x00"])
def test_what_is_no_answer_of_a_passkey_lets_nobody_in(
    client: FlaskClient, credential: str
) -> None:
    action = client.post(SIGN_IN).text.split('action="', 1)[1].split('"', 1)[0]

    assert client.post(action, data={"credential": credential}).status_code == 302
    assert not is_signed_in(client)


def test_an_answer_that_is_none_goes_into_the_history_of_whom_it_was_asked(
    client: FlaskClient, make_account: MakeAccount, session: Session
) -> None:
    user = make_account(RoleName.CLERK, "sato@example.jp")
    user.webauthn.append(make_passkey(NOW))
    session.commit()
    number = user.id
    enter_password(client, user)

    answer_with_nothing(client)

    assert refusals(session) == [(number, {"reason": "second_factor"})]


def test_an_answer_of_nobody_goes_into_the_history_without_an_account(
    client: FlaskClient, session: Session
) -> None:
    answer_with_nothing(client)

    assert refusals(session) == [(None, {"reason": "second_factor"})]


def answer_with_nothing(client: FlaskClient) -> None:
    """Answer the service's question to a passkey without one."""
    action = client.post(SIGN_IN).text.split('action="', 1)[1].split('"', 1)[0]
    client.post(action, data={"credential": "{}"})


def refusals(session: Session) -> list[tuple[int | None, dict[str, object]]]:
    """Whom the history says was not let in, and why."""
    session.rollback()
    found = select(HistoryLine).where(HistoryLine.kind == HistoryKind.LOGIN_REFUSED.value)
    return [(line.subject_id, line.data) for line in session.scalars(found)]


def test_a_question_that_was_put_to_somebody_else_is_not_answered(
    app: Flask, sign_in: SignIn, session: Session
) -> None:
    state = {"challenge": "c", "name": "n", "usage": "first", "user_verification": True}
    serializer = security.wan_serializer
    assert isinstance(serializer, URLSafeTimedSerializer)
    client = sign_in(RoleName.CLERK)

    with app.test_request_context():
        token = serializer.dumps(state)
    client.post(f"{PAGE}/{token}", data={"credential": "{}"})

    assert session.scalars(select(User)).one().webauthn == []
    assert "もう一度お試しください" in client.get(PAGE).text


def test_removing_what_one_does_not_have_changes_nothing(sign_in: SignIn) -> None:
    client = sign_in(RoleName.CLERK)

    assert client.post(f"{PAGE}/remove", data={"name": "nothing"}).status_code == 302
    assert "という名前のパスキーはありません" in client.get(PAGE).text


@pytest.mark.parametrize("name", ["webauthn.js", "base64.js"])
def test_the_scripts_are_those_of_the_installed_library(name: str) -> None:
    version = flask_security.__version__
    ours = paths.STATIC / "vendor" / f"flask-security-{version}" / name
    theirs = Path(flask_security.__file__).parent / "static" / "js" / name

    assert ours.read_bytes() == theirs.read_bytes()
