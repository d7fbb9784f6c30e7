"""Devices on which accounts were logged in before."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Response, current_app
from itsdangerous import URLSafeTimedSerializer

from seminar_service.web.accounts import devices
from tests.web.conftest import Page


def known(page: Page, cookie: str, *users: int) -> str:
    """The cookie after these accounts were logged in with one."""
    for user in users:
        with page(headers={"Cookie": cookie}):
            devices.know_this_device(user)
            answer = current_app.process_response(Response())
        cookie = next(
            line.split(";", 1)[0]
            for line in answer.headers.getlist("Set-Cookie")
            if devices.COOKIE in line
        )
    return cookie


def names(page: Page, cookie: str, *users: int) -> list[str | None]:
    with page(headers={"Cookie": cookie}):
        return [devices.known_device(user) for user in users]


def test_a_device_is_known_to_the_accounts_that_were_logged_in_on_it(page: Page) -> None:
    cookie = known(page, "", 1, 2)
    one, two, other = names(page, cookie, 1, 2, 3)
    assert one
    assert two
    assert one != two
    assert other is None


def test_it_keeps_its_name_when_somebody_logs_in_again(page: Page) -> None:
    cookie = known(page, "", 1)
    assert names(page, known(page, cookie, 2, 1), 1) == names(page, cookie, 1)


def test_of_many_accounts_those_are_known_that_logged_in_last(page: Page) -> None:
    users = range(1, devices.MOST_ACCOUNTS + 3)
    found = names(page, known(page, "", *users), *users)
    assert found[:2] == [None, None]
    assert None not in found[2:]


def test_what_somebody_else_signed_or_nobody_is_not_believed(page: Page) -> None:
    name = known(page, "", 1).partition("=")[0]
    forged = URLSafeTimedSerializer("another secret", salt="known-device").dumps([(1, "nonce")])
    for value in ("", "x", forged):
        assert names(page, f"{name}={value}", 1) == [None]


def test_after_half_a_year_nobody_knows_the_device(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = known(page, "", 1)
    later = datetime.now(UTC) + devices.KNOWN_FOR + timedelta(minutes=1)
    monkeypatch.setattr(
        "itsdangerous.timed.TimestampSigner.get_timestamp", lambda _: int(later.timestamp())
    )
    assert names(page, cookie, 1) == [None]
