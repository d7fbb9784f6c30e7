"""Sessions of the staff: what a cookie is worth, and when it is worth nothing any more."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_login.utils import encode_cookie
from flask_security import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from seminar_service.accounts import services as accounts
from seminar_service.accounts.model import RoleName, StaffSession
from seminar_service.domain.actors import SYSTEM
from seminar_service.history.model import HistoryLine
from seminar_service.web.accounts.login import StaffLoginForm
from tests.conftest import PASSWORD
from tests.statements import counted_statements
from tests.web.accounts.support import MakeAccount, SignIn

EMAIL = "clerk@example.jp"
NEW_PASSWORD = "another horse battery staple"
HOME = "/organiser/account"


def copy_of(app: Flask, client: FlaskClient) -> FlaskClient:
    """Another browser with the same cookies."""
    copy = app.test_client()
    for cookie in (client._cookies or {}).values():
        copy.set_cookie(cookie.key, cookie.value)
    return copy


def log_in(client: FlaskClient, password: str = PASSWORD, **fields: str) -> TestResponse:
    return client.post("/organiser/login", data={"email": EMAIL, "password": password} | fields)


def is_in(client: FlaskClient) -> bool:
    return client.get(HOME).status_code == 200


def kinds(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(HistoryLine.kind).order_by(HistoryLine.id)))


def change_password(client: FlaskClient) -> TestResponse:
    fields = {
        "password": PASSWORD,
        "new_password": NEW_PASSWORD,
        "new_password_confirm": NEW_PASSWORD,
    }
    return client.post("/organiser/change", data=fields)


@pytest.fixture
def signed_in(sign_in: SignIn) -> FlaskClient:
    return sign_in(RoleName.CLERK)


def test_a_copied_cookie_is_worth_nothing_after_the_log_out(
    app: Flask, signed_in: FlaskClient, session: Session
) -> None:
    thief = copy_of(app, signed_in)
    assert is_in(thief)

    signed_in.post("/organiser/logout")

    assert not is_in(thief)
    assert kinds(session) == ["logged_in", "logged_out"]


def test_the_log_out_ends_every_session_of_the_account_and_of_no_other(
    app: Flask, signed_in: FlaskClient, sign_in: SignIn
) -> None:
    elsewhere, other = app.test_client(), sign_in(RoleName.VIEWER)
    log_in(elsewhere)

    signed_in.post("/organiser/logout")

    assert not is_in(elsewhere)
    assert is_in(other)


def test_a_new_password_ends_every_session_but_the_one_that_it_was_changed_in(
    app: Flask, signed_in: FlaskClient, session: Session
) -> None:
    thief, elsewhere = copy_of(app, signed_in), app.test_client()
    log_in(elsewhere)

    assert change_password(signed_in).status_code == 302

    assert is_in(signed_in)
    assert not is_in(thief)
    assert not is_in(elsewhere)
    assert log_in(elsewhere).status_code == 200
    assert log_in(elsewhere, NEW_PASSWORD).status_code == 302
    assert kinds(session)[:3] == ["logged_in", "logged_in", "password_changed"]


@pytest.mark.parametrize("way", ["closed", "password"])
def test_what_the_operator_changes_ends_the_sessions_at_once(
    signed_in: FlaskClient, session: Session, now: datetime, way: str
) -> None:
    if way == "closed":
        accounts.disable_account(session, email=EMAIL, now=now, actor=SYSTEM)
    else:
        accounts.set_password(session, email=EMAIL, password_hash="x", actor=SYSTEM, now=now)

    assert not is_in(signed_in)


def test_each_log_in_gets_an_identity_that_was_unknown_before(
    app: Flask, client: FlaskClient, make_account: MakeAccount
) -> None:
    make_account(RoleName.CLERK, EMAIL)
    log_in(client)
    fixed = copy_of(app, client)
    with client.session_transaction() as cookie:
        cookie.pop("_user_id")  # not signed in, but with the known token

    log_in(client)

    assert is_in(client)
    assert not is_in(fixed)


def test_nobody_is_remembered_whatever_is_posted(
    client: FlaskClient, make_account: MakeAccount
) -> None:
    make_account(RoleName.CLERK, EMAIL)
    assert 'name="remember"' not in client.get("/organiser/login").text

    answer = log_in(client, remember="y")

    assert answer.status_code == 302
    assert not any("remember" in cookie for cookie in answer.headers.getlist("Set-Cookie"))


def test_a_remembered_cookie_of_an_earlier_release_signs_nobody_in(
    app: Flask, client: FlaskClient, make_account: MakeAccount
) -> None:
    user = make_account(RoleName.CLERK, EMAIL)
    with app.test_request_context():
        client.set_cookie("remember_token", encode_cookie(user.fs_uniquifier))

    answer = client.get(HOME)

    assert answer.status_code == 302
    assert "remember_token=;" in answer.headers["Set-Cookie"]


def test_a_session_without_its_row_is_worth_nothing(
    signed_in: FlaskClient, session: Session
) -> None:
    session.delete(session.scalars(select(StaffSession)).one())
    session.commit()

    assert not is_in(signed_in)


@pytest.mark.parametrize("token", ["", "guess", 7, None, ["x"]])
def test_a_cookie_with_another_token_signs_nobody_in(signed_in: FlaskClient, token: object) -> None:
    with signed_in.session_transaction() as cookie:
        cookie["sid"] = token

    assert not is_in(signed_in)


def test_the_token_itself_is_not_kept(signed_in: FlaskClient, session: Session) -> None:
    with signed_in.session_transaction() as cookie:
        token = cookie["sid"]

    assert session.scalars(select(StaffSession.token_hash)).one() != token
    assert len(token) >= 43


def test_a_session_ends_without_use(app: Flask, signed_in: FlaskClient, now: datetime) -> None:
    app.config["CLOCK"] = lambda: now + timedelta(minutes=59)
    assert is_in(signed_in)
    app.config["CLOCK"] = lambda: now + timedelta(minutes=118)
    assert is_in(signed_in)
    app.config["CLOCK"] = lambda: now + timedelta(minutes=178)
    assert not is_in(signed_in)


def test_a_session_ends_after_twelve_hours_whatever_its_use(
    app: Flask, signed_in: FlaskClient, now: datetime
) -> None:
    for minutes in range(30, 12 * 60, 30):
        app.config["CLOCK"] = lambda late=minutes: now + timedelta(minutes=late)
        assert is_in(signed_in)

    app.config["CLOCK"] = lambda: now + timedelta(hours=12)
    assert not is_in(signed_in)


def test_visits_are_noted_coarsely(
    app: Flask, signed_in: FlaskClient, session: Session, now: datetime
) -> None:
    def seen() -> datetime:
        session.rollback()
        return session.scalars(select(StaffSession.last_seen_at)).one()

    app.config["CLOCK"] = lambda: now + timedelta(minutes=5)
    signed_in.get(HOME)
    assert seen() == now

    app.config["CLOCK"] = lambda: now + timedelta(minutes=7)
    signed_in.get(HOME)
    assert seen() == now + timedelta(minutes=7)


def test_session_account_and_roles_are_read_by_one_query(
    app: Flask, signed_in: FlaskClient, session: Session
) -> None:
    app.view_functions["organisers.account"] = lambda: ",".join(
        role.name for role in current_user.roles
    )

    with counted_statements(session.get_bind()) as statements:
        assert signed_in.get(HOME).text == "clerk"

    assert len([each for each in statements if each.startswith("SELECT")]) == 1


def test_a_request_under_way_while_its_user_logs_out_brings_nothing_back(
    app: Flask, signed_in: FlaskClient, session: Session, now: datetime
) -> None:
    entered, go_on = threading.Event(), threading.Event()

    def slow() -> str:
        name = current_user.email
        entered.set()
        assert go_on.wait(60)
        return str(name)

    view, app.view_functions["organisers.account"] = app.view_functions["organisers.account"], slow
    app.config["CLOCK"] = lambda: now + timedelta(minutes=30)
    under_way = copy_of(app, signed_in)
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(under_way.get, HOME)
        assert entered.wait(60)
        app.view_functions["organisers.account"] = view
        signed_in.post("/organiser/logout")
        go_on.set()

    assert answer.result().text == EMAIL
    assert not is_in(under_way)
    assert not is_in(signed_in)
    session.rollback()
    assert session.scalars(select(StaffSession)).all() == []


def test_who_logs_in_with_the_old_password_while_it_is_changed_stays_out(
    app: Flask,
    make_account: MakeAccount,
    session: Session,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_account(RoleName.CLERK, EMAIL)
    verified, go_on = threading.Event(), threading.Event()
    validate = StaffLoginForm.validate

    def validate_slowly(form: StaffLoginForm, **kwargs: object) -> bool:
        found = validate(form, **kwargs)
        verified.set()
        assert go_on.wait(60)
        return found

    monkeypatch.setattr(StaffLoginForm, "validate", validate_slowly)
    late = app.test_client()
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(log_in, late)
        assert verified.wait(60)
        accounts.set_password(session, email=EMAIL, password_hash="x", actor=SYSTEM, now=now)
        go_on.set()

    assert answer.result().status_code in {200, 302}
    assert not is_in(late)
