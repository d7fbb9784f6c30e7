"""Every page about accounts speaks one language, and so does everything the library may say."""

import inspect
import re
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import recovery_codes, tf_plugin, views, webauthn
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from seminar_service.web.accounts.factors import UNUSED
from seminar_service.web.accounts.words import MESSAGES
from tests.web.accounts.support import (
    MakeAccount,
    SignIn,
    enter_password,
    give_authenticator,
)

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
# Two English words in a row that a Japanese page says: names of apps are none.
ENGLISH = re.compile(r"\b(?!Google|Microsoft)[A-Za-z]{2,} (?!Authenticator)[a-z]{2,}\b")
PAGES = (
    "/organiser/account/second-factors",
    "/organiser/account/authenticator",
    "/organiser/account/passkeys",
    "/organiser/account/recovery-codes",
    "/organiser/change",
    "/organiser/verify",
    "/organiser/verify/passkey",
)
BEFORE = ("/organiser/login", "/organiser/login/passkey", "/organiser/password")


class Words(HTMLParser):
    """What a reader reads in the main part of a page, and in what stands above it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._language_switch = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._language_switch = tag in {"script", "style"} or bool(
            {"hreflang", "lang"} & set(dict(attrs))
        )

    def handle_endtag(self, _: str) -> None:
        self._language_switch = False

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._language_switch:
            self.said.append(" ".join(data.split()))


def said(page: str) -> list[str]:
    reader = Words()
    reader.feed(page)
    return reader.said


def speaks_one(page: str, locale: str) -> None:
    """Japanese pages say no English sentence, English ones nothing Japanese but names."""
    wrong = ENGLISH if locale == "ja" else JAPANESE
    found = [words for words in said(page) if wrong.search(words)]
    assert not [words for words in found if "試験" not in words], found


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_pages_speak_one_language(sign_in: SignIn, locale: str) -> None:
    client = sign_in(RoleName.CLERK)
    prefix = "" if locale == "ja" else "/en"

    for page in PAGES:
        speaks_one(client.get(prefix + page, follow_redirects=True).text, locale)
        speaks_one(client.post(prefix + page, data={}, follow_redirects=True).text, locale)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_pages_before_the_log_in_speak_one_language(client: FlaskClient, locale: str) -> None:
    prefix = "" if locale == "ja" else "/en"

    for page in BEFORE:
        speaks_one(client.get(prefix + page).text, locale)
        speaks_one(client.post(prefix + page, data={"email": "x@example.jp"}).text, locale)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_second_step_speaks_one_language(
    client: FlaskClient, make_account: MakeAccount, session: Session, locale: str
) -> None:
    user = make_account(RoleName.CLERK, "sato@example.jp")
    give_authenticator(session, user)
    enter_password(client, user)
    prefix = "" if locale == "ja" else "/en"

    for page in ("/organiser/login/code", "/organiser/login/recovery-code"):
        speaks_one(client.get(prefix + page).text, locale)
        speaks_one(client.post(prefix + page, data={"code": "000000"}).text, locale)
    assert session.scalars(select(User)).one() is user


def test_whatever_the_library_says_has_our_words() -> None:
    spoken = [
        views.login,
        views.logout,
        views.verify,
        views.change_password,
        views.two_factor_token_validation,
        recovery_codes,
        tf_plugin,
        webauthn,
    ]
    keys = {
        key
        for part in spoken
        for key in re.findall(r'get_message\(\s*"(\w+)"', inspect.getsource(part))
    }

    assert keys - set(MESSAGES) == set()


def test_what_nobody_uses_has_no_address(app: Flask, client: FlaskClient) -> None:
    assert not {rule.endpoint for rule in app.url_map.iter_rules()} & UNUSED
    for page in ("tf-setup", "tf-rescue", "register", "reset", "confirm", "us-signin"):
        assert client.get(f"/organiser/{page}").status_code == 404
