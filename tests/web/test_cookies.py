"""Cookies that nobody but this very host can set or read."""

import pytest
from flask import Flask

from seminar_service.web.cookies import completed
from tests.web.conftest import Visit
from tests.web.walking import every_path

ADDRESS = "https://seminar.example.jp"


def test_over_https_every_cookie_is_bound_to_the_host(visit: Visit) -> None:
    browser = visit(base_url=ADDRESS)
    cookies = browser.get("/organiser/login", base_url=ADDRESS).headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        name, *attributes = cookie.split("; ")
        assert name.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(attributes)
        assert not any(attribute.startswith("Domain") for attribute in attributes)


def test_no_address_sets_a_cookie_that_a_neighbour_could_set(visit: Visit) -> None:
    browser = visit(base_url=ADDRESS)
    names = set()
    for path in every_path(browser.application):
        for method in ("GET", "POST"):
            answer = browser.open(path, method=method, base_url=ADDRESS)
            names |= {cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie")}
    assert names
    assert all(name.startswith("__Host-") for name in names)


def test_every_name_of_a_cookie_in_the_configuration_is_bound(visit: Visit) -> None:
    app: Flask = visit(base_url=ADDRESS).application
    names = {key: value for key, value in app.config.items() if key.endswith("_COOKIE_NAME")}
    assert {"SESSION_COOKIE_NAME", "REMEMBER_COOKIE_NAME"} <= names.keys()
    used = {key: value for key, value in names.items() if key.startswith(("SESSION", "REMEMBER"))}
    assert all(value.startswith("__Host-") for value in used.values())


def test_without_https_a_cookie_has_a_plain_name_that_browsers_take(visit: Visit) -> None:
    (cookie,) = visit().get("/organiser/login").headers.getlist("Set-Cookie")
    assert cookie.startswith("seminar_session=")
    assert "Secure" not in cookie


@pytest.mark.parametrize(
    ("cookie", "sent"),
    [
        ("__Host-a=; Path=/; Max-Age=0", "__Host-a=; Path=/; Max-Age=0; Secure"),
        ("__Host-a=b; Secure; Path=/", "__Host-a=b; Secure; Path=/"),
        ("a=b; Path=/", "a=b; Path=/"),
    ],
)
def test_also_the_order_to_forget_a_bound_cookie_is_one_that_browsers_take(
    cookie: str, sent: str
) -> None:
    assert completed(cookie) == sent
