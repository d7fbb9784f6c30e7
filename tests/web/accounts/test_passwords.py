"""The form that changes a password."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from seminar_service.accounts.model import RoleName
from tests.conftest import PASSWORD
from tests.web.accounts.support import SignIn

NEW = "another horse battery staple"


def change(client: FlaskClient, new: str, *, prefix: str = "/en", **fields: str) -> TestResponse:
    data = {"password": PASSWORD, "new_password": new, "new_password_confirm": new} | fields
    return client.post(f"{prefix}/organiser/change", data=data)


@pytest.fixture
def client(sign_in: SignIn) -> FlaskClient:
    return sign_in(RoleName.CLERK)


def test_a_good_password_is_taken_and_works(client: FlaskClient) -> None:
    assert change(client, NEW).status_code == 302

    client.post("/organiser/logout")
    client.post("/organiser/login", data={"email": "clerk@example.jp", "password": NEW})
    assert client.get("/organiser/account").status_code == 200


@pytest.mark.parametrize(
    ("new", "english", "japanese"),
    [
        ("short", "at least 12 characters", "12文字以上"),
        ("x9$kQ2!m" * 17, "at most 128 characters", "128文字以内"),
        ("my clerk@example.jp 1", "must not contain your email address", "メールアドレスを含む"),
        ("the Test Office of mine", "name of this service or of the office", "名称を含む"),
        ("知的財産巡回セミナーの合言葉", "name of this service or of the office", "名称を含む"),
        ("password1234", "too easy to guess", "推測されやすい"),
        ("aaaaaaaaaaaa", "too easy to guess", "推測されやすい"),
    ],
)
def test_a_bad_one_is_refused_in_the_readers_language(
    client: FlaskClient, new: str, english: str, japanese: str
) -> None:
    refused = change(client, new)
    assert refused.status_code == 200
    assert english in refused.text
    assert japanese in change(client, new, prefix="").text

    client.post("/organiser/logout")
    answer = client.post("/organiser/login", data={"email": "clerk@example.jp", "password": new})
    assert answer.status_code == 200


def test_the_form_asks_for_the_present_password_and_says_what_a_new_one_needs(
    client: FlaskClient,
) -> None:
    page = client.get("/en/organiser/change").text
    assert "At least 12 characters" in page
    assert "optional" not in page

    refused = change(client, NEW, password="")
    assert "Please enter the password that you have now." in refused.text


def test_a_password_typed_in_another_width_is_the_same(client: FlaskClient) -> None:
    change(client, "がんばれ hyakunen no mori")
    client.post("/organiser/logout")

    wide = "か\u3099んばれ　ｈｙａｋｕｎｅｎ　ｎｏ　ｍｏｒｉ"
    answer = client.post("/organiser/login", data={"email": "clerk@example.jp", "password": wide})

    assert answer.status_code == 302


def test_the_form_needs_an_account(sign_in: SignIn, client: FlaskClient) -> None:
    client.post("/organiser/logout")
    assert change(client, NEW).status_code == 302
    assert sign_in(RoleName.VIEWER).put("/organiser/change").status_code == 405
