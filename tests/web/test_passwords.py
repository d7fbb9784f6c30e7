"""What a password may be made of, and how its fields behave."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from seminar_service.accounts.model import RoleName, User
from tests.conftest import PASSWORD
from tests.web.accounts.support import SignIn

EMAIL = "clerk@example.jp"
POSSIBLE = [
    "zwölf boxkämpfer jagen viktor quer",
    "三毛猫とさくらの木の下で昼寝した日曜日の午後",
    "  spaces before, inside and after  ",
    "7391 4482 9027 1164",
    "qzxwvjkpfmghtdlbncrsq",
    "§$%&/()=?`´*'+#_-:.;,<>|~^°",
    "a very long sentence about nothing at all, which goes on until it is well over 64",
    "B7 xq 19 mLo 4 pRz 88 tUv w2 Yk n5 jH c6 Gd s3 Fa e0 " + "zwei drei vier " * 5,
]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the database."""
    return sqlite_url


def change(client: FlaskClient, new: str) -> None:
    client.post(
        "/organiser/change",
        data={"password": PASSWORD, "new_password": new, "new_password_confirm": new},
    )


def is_good(app: Flask, password: str) -> bool:
    client = app.test_client()
    client.post("/organiser/login", data={"email": EMAIL, "password": password})
    return client.get("/organiser/").status_code == 200


@pytest.mark.parametrize("password", POSSIBLE, ids=range(len(POSSIBLE)))
def test_a_password_may_be_made_of_anything(app: Flask, sign_in: SignIn, password: str) -> None:
    change(sign_in(RoleName.CLERK), password)
    assert is_good(app, password)
    assert not is_good(app, PASSWORD)


@pytest.mark.parametrize(
    "nearly", ["Zwölf Boxkämpfer jagen viktor quer", "zwölf boxkämpfer jagen viktor que"]
)
def test_a_password_is_neither_cut_nor_folded(app: Flask, sign_in: SignIn, nearly: str) -> None:
    change(sign_in(RoleName.CLERK), POSSIBLE[0])
    assert not is_good(app, nearly)
    assert not is_good(app, POSSIBLE[0] + "x")
    assert is_good(app, POSSIBLE[0])


def test_the_end_of_a_long_password_counts(app: Flask, sign_in: SignIn) -> None:
    long = "harbour lantern sonnet gravel " + "and so on " * 9
    change(sign_in(RoleName.CLERK), long + "end")
    assert is_good(app, long + "end")
    assert not is_good(app, long + "fin")


def test_a_change_asks_for_the_present_password(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(RoleName.CLERK)
    fields = {"new_password": POSSIBLE[0], "new_password_confirm": POSSIBLE[0]}
    for present in ("", "a guess of somebody at this desk"):
        client.post("/organiser/change", data={"password": present} | fields)
        assert not is_good(app, POSSIBLE[0])
    assert is_good(app, PASSWORD)


@pytest.mark.parametrize("path", ["/organiser/login", "/organiser/change"])
def test_passwords_are_hidden_and_may_be_pasted(
    client: FlaskClient, sign_in: SignIn, path: str
) -> None:
    browser = client if path.endswith("login") else sign_in(RoleName.CLERK)
    page = BeautifulSoup(browser.get(path).text, "html.parser")
    fields = [each for each in page.find_all("input") if "password" in str(each.get("name"))]
    assert fields
    for field in fields:
        assert field["type"] == "password"
        assert field.get("autocomplete") in {"current-password", "new-password"}
        assert not {"onpaste", "maxlength"} & set(field.attrs)


def test_a_user_sees_the_account_alone(sign_in: SignIn, make_account: Callable[..., User]) -> None:
    make_account(RoleName.PLANNER, "somebody.else@example.jp")
    assert "somebody.else" not in sign_in(RoleName.CLERK).get("/organiser/account").text
