"""The forms that take a password."""

import re

from flask import Flask
from flask.testing import FlaskClient

from seminar_service.accounts.guesses import GUESSES_PER_WINDOW
from seminar_service.accounts.model import RoleName
from tests.conftest import PASSWORD
from tests.web.accounts.support import MakeAccount


def test_a_wrong_password_is_refused_without_telling_whether_the_account_exists(
    client: FlaskClient, make_account: MakeAccount
) -> None:
    make_account(RoleName.VIEWER, "known@example.jp")
    known = client.post("/organiser/login", data={"email": "known@example.jp", "password": "no"})
    unknown = client.post("/organiser/login", data={"email": "nobody@example.jp", "password": "no"})
    assert known.status_code == unknown.status_code == 200
    assert without_own_parts(known.text) == without_own_parts(unknown.text)


def without_own_parts(page: str) -> str:
    """A page without what was typed and without its token, which changes by the second."""
    without_token = re.sub(r'"X-CSRFToken": "[^"]*"|&#34;[\w.-]{40,}&#34;', "", page)
    return re.sub(r"(known|nobody)@example\.jp", "", without_token)


def test_an_account_that_was_switched_off_cannot_sign_in(
    app: Flask, client: FlaskClient, make_account: MakeAccount
) -> None:
    user = make_account(RoleName.VIEWER, "gone@example.jp")
    user.active = False
    app.extensions["sqlalchemy"].session.commit()
    client.post("/organiser/login", data={"email": user.email, "password": PASSWORD})
    assert client.get("/organiser/").status_code == 302


def test_password_guesses_passwords_is_stopped_after_a_few_attempts(client: FlaskClient) -> None:
    for _ in range(GUESSES_PER_WINDOW):
        client.post("/organiser/login", data={"email": "x@example.jp", "password": "guess"})
    answer = client.post("/organiser/login", data={"email": "x@example.jp", "password": "guess"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_an_address_typed_in_full_width_letters_signs_in(
    client: FlaskClient, make_account: MakeAccount
) -> None:
    make_account(RoleName.VIEWER, "known@example.jp")
    typed = "ｋｎｏｗｎ＠ｅｘａｍｐｌｅ．ｊｐ　"
    client.post("/organiser/login", data={"email": typed, "password": PASSWORD})
    assert client.get("/organiser/").status_code == 200
