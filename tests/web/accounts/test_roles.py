"""Signing in, and what each role may see."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from seminar_service.accounts.model import RoleName
from seminar_service.web.accounts.roles import LADDERS
from tests.conftest import PASSWORD
from tests.web.accounts.support import MakeAccount, SignIn


def test_staff_who_is_not_signed_in_is_sent_to_the_login_and_back(client: FlaskClient) -> None:
    answer = client.get("/organiser/?page=2")
    assert answer.status_code == 302
    assert answer.location == "/organiser/login?next=/organiser/?page%3D2"


def test_the_english_pages_lead_to_the_english_login(client: FlaskClient) -> None:
    answer = client.get("/en/organiser/")
    assert answer.location.startswith("/en/organiser/login?next=/en/organiser/")


@pytest.mark.parametrize("role", LADDERS[0])
def test_every_role_of_the_office_sees_the_tours(sign_in: SignIn, role: RoleName) -> None:
    assert sign_in(role).get("/organiser/").status_code == 200


@pytest.mark.parametrize("role", LADDERS[1])
def test_who_works_at_the_desk_is_led_past_the_tours_and_sees_the_own_account(
    sign_in: SignIn, role: RoleName
) -> None:
    client = sign_in(role)
    assert client.get("/organiser/").location == "/desk/"
    assert client.get("/organiser/account").status_code == 200
    assert client.get("/organiser/topics").status_code == 403


def test_every_role_stands_on_one_ladder() -> None:
    assert sorted(role for ladder in LADDERS for role in ladder) == sorted(RoleName)


@pytest.mark.parametrize(("language", "role"), [("/en", "Planner"), ("", "計画担当")])
def test_staff_who_may_not_see_a_page_stays_in_its_frame_and_reads_which_role_it_needs(
    sign_in: SignIn, language: str, role: str
) -> None:
    answer = sign_in(RoleName.CLERK).get(f"{language}/organiser/history")
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 403
    assert page.select_one("nav.site-nav--staff")
    assert role in page.select("main")[0].text
    assert not page.select("main a[href*=login]")


@pytest.mark.parametrize("path", ["bids/99", "nowhere"])
def test_staff_at_an_address_that_leads_nowhere_stays_in_its_frame(
    sign_in: SignIn, client: FlaskClient, path: str
) -> None:
    stranger = client.get(f"/organiser/{path}")
    assert "site-nav--staff" not in stranger.text
    answer = sign_in(RoleName.VIEWER).get(f"/organiser/{path}")
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 404
    assert page.select_one("nav.site-nav--staff")
    assert page.select("main a[href='/organiser/']")


def test_signing_out_takes_a_post_and_ends_the_session(sign_in: SignIn) -> None:
    client = sign_in(RoleName.VIEWER)
    assert client.get("/organiser/logout").status_code == 405
    client.post("/organiser/logout")
    assert client.get("/organiser/").status_code == 302


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    client: FlaskClient, make_account: MakeAccount
) -> None:
    make_account(RoleName.VIEWER, "known@example.jp")
    answer = client.post(
        "/organiser/login", data={"email": "known@example.jp", "password": PASSWORD}
    )
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_form_without_its_token_is_refused(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post("/organiser/login", data={"email": "x@example.jp", "password": "x"})
    assert answer.status_code == 400


def test_passwords_are_kept_as_argon2_hashes(make_account: MakeAccount) -> None:
    password = make_account(RoleName.VIEWER, "a@example.jp").password
    assert password is not None
    assert password.startswith("$argon2id$")
