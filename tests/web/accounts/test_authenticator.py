"""Authenticator apps: set up, asked for, removed."""

import re
import threading
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts import second_factors
from seminar_service.accounts.model import RoleName, User
from seminar_service.domain.history import HistoryKind
from seminar_service.extensions import db
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.web.accounts.authenticator import StaffTotp, totp_factory, totp_secrets
from tests.conftest import PASSWORD, make_settings
from tests.web.accounts.support import (
    MakeAccount,
    SignIn,
    code,
    enter_password,
    give_authenticator,
    is_signed_in,
)

PAGE = "/organiser/account/authenticator"
CODE_PAGE = "/organiser/login/code"


@pytest.fixture
def clerk(make_account: MakeAccount) -> User:
    """Somebody of the staff."""
    return make_account(RoleName.CLERK, "sato@example.jp")


def shown_key(page: str) -> str:
    """The key that a page offers to type in."""
    found = re.search(r'id="copy-key" value="([^"]+)"', unescape(page))
    assert found is not None
    return found[1].replace("-", "")


def secret_of(client: FlaskClient) -> str:
    with client.session_transaction() as cookie:
        return str(cookie["new_authenticator"])


def test_the_page_shows_a_picture_and_a_key_and_asks_nobody_else_for_them(sign_in: SignIn) -> None:
    page = sign_in(RoleName.CLERK).get(PAGE)

    assert page.status_code == 200
    assert 'src="data:image/svg+xml;base64,' in page.text
    assert len(shown_key(page.text)) >= 32
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_code_from_the_app_finishes_the_setting_up(sign_in: SignIn, session: Session) -> None:
    client = sign_in(RoleName.CLERK)
    client.get(PAGE)

    answer = client.post(PAGE, data={"code": code(secret_of(client))})

    assert (answer.status_code, answer.location) == (303, "/organiser/account/recovery-codes")
    user = session.scalars(select(User)).one()
    assert user.has_authenticator
    kinds = list(session.scalars(select(HistoryLine.kind)))
    assert HistoryKind.SECOND_FACTOR_ADDED in kinds
    assert session.scalars(select(Message.kind)).all() == ["account_changed"]


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "²²²²²²", "1" * 5000, "000000\x00"])
def test_a_wrong_code_keeps_the_picture(sign_in: SignIn, session: Session, typed: str) -> None:
    client = sign_in(RoleName.CLERK)
    before = shown_key(client.get(PAGE).text)

    answer = client.post(PAGE, data={"code": typed})

    assert answer.status_code == 422
    assert shown_key(answer.text) == before
    assert not session.scalars(select(User)).one().has_authenticator


def test_full_width_digits_and_spaces_are_taken(sign_in: SignIn, session: Session) -> None:
    client = sign_in(RoleName.CLERK)
    client.get(PAGE)
    digits = code(secret_of(client))
    typed = (digits[:3] + " " + digits[3:]).translate(
        str.maketrans("0123456789 ", "０１２３４５６７８９\u3000")
    )

    assert client.post(PAGE, data={"code": typed}).status_code == 303
    assert session.scalars(select(User)).one().has_authenticator


def test_the_secret_is_kept_encrypted(clerk: User, session: Session) -> None:
    secret = give_authenticator(session, clerk)

    key = totp_factory().get_totp_b32_key(secret)
    assert key not in str(clerk.tf_totp_secret)


def test_setting_up_ends_the_other_sessions(sign_in: SignIn, app: Flask) -> None:
    client, elsewhere = sign_in(RoleName.CLERK), app.test_client()
    elsewhere.post("/organiser/login", data={"email": "clerk@example.jp", "password": PASSWORD})
    assert is_signed_in(elsewhere)

    client.get(PAGE)
    client.post(PAGE, data={"code": code(secret_of(client))})

    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_the_password_alone_no_longer_lets_in(
    client: FlaskClient, clerk: User, session: Session
) -> None:
    secret = give_authenticator(session, clerk)

    assert enter_password(client, clerk) == f"{CODE_PAGE}?next=/organiser/"
    assert not is_signed_in(client)
    enter_password(client, clerk)
    answer = client.post(f"{CODE_PAGE}?next=/organiser/topics", data={"code": code(secret)})
    assert answer.location == "/organiser/topics"
    assert is_signed_in(client)


def test_a_wrong_code_does_not_let_in(client: FlaskClient, clerk: User, session: Session) -> None:
    secret = give_authenticator(session, clerk)
    enter_password(client, clerk)

    wrong = f"{(int(code(secret)) + 1) % 1_000_000:06d}"
    answer = client.post(CODE_PAGE, data={"code": wrong})

    assert "コードが正しくない" in answer.text
    assert not is_signed_in(client)


def test_a_code_works_once(app: Flask, clerk: User, session: Session) -> None:
    secret = give_authenticator(session, clerk)
    digits = code(secret)
    first, second = app.test_client(), app.test_client()
    for client in (first, second):
        enter_password(client, clerk)
        client.post(CODE_PAGE, data={"code": digits})

    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_of_two_who_send_a_code_at_once_one_gets_in(app: Flask, clerk: User) -> None:
    start, outcomes = threading.Barrier(2), []
    account_id = clerk.id

    def take() -> None:
        with app.app_context():
            start.wait()
            session = db.session()
            session.connection(execution_options={"begin_writing": True})
            outcomes.append(second_factors.use_up_code(session, account_id, 7))
            session.commit()
            db.session.remove()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [False, True]


def test_without_a_password_first_the_code_page_leads_to_the_log_in(client: FlaskClient) -> None:
    assert client.get(CODE_PAGE).location == "/organiser/login"
    assert client.post(CODE_PAGE, data={"code": "123456"}).location == "/organiser/login"


def test_guesses_end_after_ten_wherever_they_come_from(
    app: Flask, clerk: User, session: Session
) -> None:
    give_authenticator(session, clerk)
    answers = []
    for number in range(11):
        client = app.test_client()
        place = {"REMOTE_ADDR": f"192.0.2.{number}"}
        data = {"email": clerk.email, "password": PASSWORD}
        client.post("/organiser/login", data=data, environ_base=place)
        answers.append(client.post(CODE_PAGE, data={"code": "000000"}, environ_base=place))

    assert [answer.status_code for answer in answers[-2:]] == [200, 429]


def test_removing_the_app_asks_for_the_password_alone_again(
    sign_in: SignIn, session: Session
) -> None:
    client = sign_in(RoleName.CLERK)
    user = session.scalars(select(User)).one()
    give_authenticator(session, user)
    user.mf_recovery_codes = ["kept"]
    session.commit()

    answer = client.post(f"{PAGE}/remove")

    assert answer.status_code == 303
    assert not user.has_second_factor
    assert not user.mf_recovery_codes
    assert client.get(f"{PAGE}/remove").status_code == 405


def test_nobody_else_sees_the_pages(client: FlaskClient) -> None:
    for page in (PAGE, "/organiser/account/second-factors", "/organiser/account/recovery-codes"):
        assert "/organiser/login" in client.get(page).location


def test_after_a_while_the_password_is_asked_for_before_factors_change(sign_in: SignIn) -> None:
    client = sign_in(RoleName.CLERK)
    with client.session_transaction() as cookie:
        cookie["fs_paa"] = 1.0
        cookie.pop("fs_gexp", None)

    answer = client.get(PAGE)
    assert answer.location == f"/organiser/verify?next={PAGE}"
    assert "ご本人" in client.get(answer.location).text
    again = client.post(answer.location, data={"password": "not the password"})
    assert "パスワードが正しくありません" in again.text
    good = client.post(answer.location, data={"password": PASSWORD})
    assert good.location == PAGE
    assert client.get(PAGE).status_code == 200


def test_a_former_secret_key_still_opens_what_was_kept_under_it(tmp_path: Path) -> None:
    old = make_settings(tmp_path, "sqlite://")
    new = replace(old, secret_key="n" * 40, former_secret_keys=(old.secret_key,))
    alone = replace(old, secret_key="n" * 40)
    secret = StaffTotp(totp_secrets(old), "Office").generate_totp_secret()

    renewed = StaffTotp(totp_secrets(new), "Office").renewed(secret)

    assert renewed is not None
    key = StaffTotp(totp_secrets(old), "Office").get_totp_b32_key(secret)
    assert StaffTotp(totp_secrets(alone), "Office").get_totp_b32_key(renewed) == key
    assert StaffTotp(totp_secrets(new), "Office").renewed(renewed) is None
