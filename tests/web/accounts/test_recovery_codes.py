"""Recovery codes: made, shown once, used once."""

import re
import threading
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from seminar_service.domain.history import HistoryKind
from seminar_service.extensions import db
from seminar_service.history.model import HistoryLine
from seminar_service.web.accounts.extension import security
from tests.web.accounts.support import (
    MakeAccount,
    SignIn,
    enter_password,
    give_authenticator,
    is_signed_in,
)

PAGE = "/organiser/account/recovery-codes"
CODE_PAGE = "/organiser/login/recovery-code"
SHOWN = re.compile(r"<li><code>([A-Z0-9-]{14})</code></li>")


@pytest.fixture
def clerk(make_account: MakeAccount, session: Session) -> User:
    """Somebody who has set up an app."""
    user = make_account(RoleName.CLERK, "sato@example.jp")
    give_authenticator(session, user)
    return user


@pytest.fixture
def codes(app: Flask, clerk: User, session: Session) -> list[str]:
    """Their recovery codes."""
    with app.test_request_context():
        made: list[str] = security.mf_recovery_codes_util.create_recovery_codes(clerk)
        session.commit()
    return made


def test_ten_codes_are_shown_once_and_kept_as_hashes(sign_in: SignIn, session: Session) -> None:
    client = sign_in(RoleName.CLERK)
    assert SHOWN.findall(client.get(PAGE).text) == []

    shown = SHOWN.findall(client.post(PAGE).text)

    assert len(set(shown)) == 10
    for again in (PAGE, f"{PAGE}?show_codes=1"):
        assert SHOWN.findall(client.get(again).text) == []
    kept = session.scalars(select(User)).one().mf_recovery_codes or []
    assert len(kept) == 10
    assert not set(kept) & set(shown)
    assert not any(code.replace("-", "") in "".join(kept) for code in shown)


def test_a_new_set_makes_the_earlier_one_worthless(
    client: FlaskClient, app: Flask, clerk: User, codes: list[str], session: Session
) -> None:
    with app.test_request_context():
        security.mf_recovery_codes_util.create_recovery_codes(clerk)
        session.commit()
    enter_password(client, clerk)

    client.post(CODE_PAGE, data={"code": codes[0]})

    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "]
)
def test_a_code_lets_in_however_it_is_typed(
    client: FlaskClient,
    clerk: User,
    codes: list[str],
    session: Session,
    typed: Callable[[str], str],
) -> None:
    enter_password(client, clerk)

    client.post(CODE_PAGE, data={"code": typed(codes[3])})

    assert is_signed_in(client)
    session.rollback()
    assert len(clerk.mf_recovery_codes or []) == 9
    kinds = list(session.scalars(select(HistoryLine.kind)))
    assert HistoryKind.RECOVERY_CODE_USED in kinds


def test_a_code_works_once(app: Flask, clerk: User, codes: list[str]) -> None:
    first, second = app.test_client(), app.test_client()
    for client in (first, second):
        enter_password(client, clerk)
        client.post(CODE_PAGE, data={"code": codes[0]})

    assert is_signed_in(first)
    assert not is_signed_in(second)


@pytest.mark.parametrize("typed", ["", "x", "ABCD-EFGH-JKMN", "ﷺ" * 40, "A" * 5000, "\x00"])
def test_what_is_no_code_lets_nobody_in(
    client: FlaskClient, clerk: User, codes: list[str], typed: str
) -> None:
    assert codes
    enter_password(client, clerk)

    assert client.post(CODE_PAGE, data={"code": typed}).status_code == 200
    assert not is_signed_in(client)


def test_of_two_who_use_a_code_at_once_one_gets_in(
    app: Flask, clerk: User, codes: list[str]
) -> None:
    clients = [app.test_client(), app.test_client()]
    for client in clients:
        enter_password(client, clerk)
    db.session.rollback()
    start = threading.Barrier(2)

    def use(client: FlaskClient) -> None:
        start.wait()
        client.post(CODE_PAGE, data={"code": codes[0]})

    threads = [threading.Thread(target=use, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [is_signed_in(client) for client in clients].count(True) == 1


def test_without_a_password_first_the_page_leads_to_the_log_in(client: FlaskClient) -> None:
    assert client.get(CODE_PAGE).location == "/organiser/login"
