"""No program signs in: neither by JSON, nor by a token, nor by a header."""

from base64 import b64encode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from seminar_service.accounts.model import RoleName, User
from tests.conftest import PASSWORD
from tests.web.accounts.support import MakeAccount, SignIn

EMAIL = "clerk@example.jp"
LOGIN = {"email": EMAIL, "password": PASSWORD}
PAGES = ("/organiser/login", "/organiser/change", "/organiser/verify", "/organiser/logout")
UNUSED = (
    "register",
    "reset",
    "reset/token",
    "confirm",
    "confirm/token",
    "us-signin",
    "us-signin/send-code",
    "us-setup",
    "us-verify",
    "us-verify-link",
    "change-email",
    "change-username",
    "recover-username",
    "refresh-token",
    "login/oauthstart/github",
    "login/oauthresponse/github",
)


@pytest.fixture
def account(make_account: MakeAccount) -> User:
    return make_account(RoleName.CLERK, EMAIL)


@pytest.mark.usefixtures("account")
def test_json_signs_nobody_in(client: FlaskClient) -> None:
    answer = client.post("/organiser/login?include_auth_token", json=LOGIN)

    assert answer.status_code == 415
    assert answer.mimetype == "text/html"
    assert client.get("/organiser/account").status_code == 302


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_page_of_accounts_answers_json(
    sign_in: SignIn, client: FlaskClient, address: str, method: str
) -> None:
    asked = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
    for caller in (client, sign_in(RoleName.CLERK)):
        answer = caller.open(f"{address}?include_auth_token", method=method, headers=asked)
        assert not answer.is_json
        assert "authentication_token" not in answer.text
        assert caller.post(address, json={"new_password": "x"}).status_code == 415


@pytest.mark.usefixtures("account")
def test_a_form_that_asks_for_json_gets_a_page_and_no_token(client: FlaskClient) -> None:
    answer = client.post(
        "/organiser/login?include_auth_token", data=LOGIN, headers={"Accept": "application/json"}
    )

    assert answer.status_code == 302
    assert not answer.is_json
    assert "token" not in answer.text


def test_a_token_signs_nobody_in(app: Flask, client: FlaskClient, account: User) -> None:
    with app.test_request_context():
        token = str(account.get_auth_token())
    assert token

    by_header = client.get("/organiser/account", headers={"Authentication-Token": token})
    by_query = client.get(f"/organiser/account?auth_token={token}")
    by_body = client.get("/organiser/account", json={"auth_token": token})
    change = client.get("/organiser/change", headers={"Authentication-Token": token})

    for answer in (by_header, by_query, by_body, change):
        assert answer.status_code == 302
        assert "/organiser/login" in answer.location


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("address", ["/organiser/account", "/organiser/change", "/organiser/"])
def test_a_name_and_password_in_a_header_sign_nobody_in(client: FlaskClient, address: str) -> None:
    basic = b64encode(f"{EMAIL}:{PASSWORD}".encode()).decode()

    answer = client.get(address, headers={"Authorization": f"Basic {basic}"})

    assert answer.status_code == 302
    assert "WWW-Authenticate" not in answer.headers


@pytest.mark.parametrize("page", UNUSED)
def test_pages_that_are_not_used_are_not_there(
    sign_in: SignIn, client: FlaskClient, page: str
) -> None:
    for caller in (client, sign_in(RoleName.ADMIN)):
        assert caller.get(f"/organiser/{page}").status_code == 404
        assert caller.post(f"/organiser/{page}").status_code == 404
