"""What every answer says beside its text, whatever it is an answer to."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from seminar_service.accounts.model import RoleName
from tests.factories import make_adviser, make_bid, make_seminar, make_tour
from tests.web.conftest import Visit
from tests.web.walking import every_path

STATIC = "/static/css/base.css"
ODD = (
    "/organiser",
    "/en/organiser",
    "/nothing-here",
    "/en/",
    "/static/nothing.css",
    STATIC,
    "/static/icon.svg",
)
DIRECTIVE = re.compile(r"(public|private|no-cache|no-store|immutable|must-revalidate|max-age=\d+)")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Headers do not depend on the database."""
    return sqlite_url


@pytest.fixture
def readers(
    app: Flask, session: Session, sign_in: Callable[[RoleName], FlaskClient]
) -> list[FlaskClient]:
    """A stranger and a planner, at a service with one of everything."""
    tour = make_tour(session)
    make_adviser(session, tour)
    bid = make_bid(session, tour)
    make_seminar(session, bid, public_id="abcdefgh")
    return [app.test_client(), sign_in(RoleName.PLANNER)]


def directives(answer: TestResponse) -> list[str]:
    """The directives of the one Cache-Control header of an answer."""
    (line,) = answer.headers.getlist("Cache-Control")
    found = line.split(", ")
    assert all(DIRECTIVE.fullmatch(directive) for directive in found), line
    names = [directive.partition("=")[0] for directive in found]
    assert len(names) == len(set(names)), line
    return found


def contradict(found: list[str]) -> bool:
    """Whether directives say two things at once."""
    ages = any(directive.startswith("max-age") for directive in found)
    never_kept = "no-store" in found and (ages or "no-cache" in found or "public" in found)
    return never_kept or {"public", "private"} <= set(found)


def test_every_answer_to_everybody_says_once_and_clearly_who_may_keep_it(
    app: Flask, readers: list[FlaskClient]
) -> None:
    seen = set()
    for reader in readers:
        for path in (*every_path(app), *ODD):
            for method in ("GET", "POST", "OPTIONS"):
                answer = reader.open(path, method=method)
                seen.add(answer.status_code)
                assert not contradict(directives(answer)), (method, path)
                if "Set-Cookie" in answer.headers:
                    assert "public" not in directives(answer), (method, path)
                answer.close()
    assert {200, 302, 308, 404, 405} <= seen


def test_an_answer_that_says_nothing_new_says_the_same_about_keeping(
    readers: list[FlaskClient],
) -> None:
    reader = readers[0]
    for path in ("/", "/seminars", "/feeds/tour.ics", STATIC):
        first = reader.get(path, buffered=True)
        conditions = {
            "If-None-Match": first.headers["ETag"],
            "If-Modified-Since": first.headers.get("Last-Modified", ""),
        }
        again = reader.get(path, headers=conditions)
        assert again.status_code == 304, path
        assert directives(again) == directives(first)


def test_head_answers_as_get_everywhere(app: Flask, readers: list[FlaskClient]) -> None:
    for reader in readers:
        for path in (*every_path(app), *ODD):
            reader.get(path).close()  # what is said only once has been said
            get, head = reader.get(path), reader.head(path)
            assert head.status == get.status, path
            assert told(head) == told(get), path
            assert head.get_data() == b""
            get.close()
            head.close()


def told(answer: TestResponse) -> list[tuple[str, str]]:
    """The headers of an answer, but for those that hold the time."""
    timed = {"Date", "Set-Cookie"}
    return sorted((name, value) for name, value in answer.headers if name not in timed)


def test_nothing_is_guessed_framed_or_run_in_any_answer(
    app: Flask, readers: list[FlaskClient]
) -> None:
    for path in (*every_path(app), *ODD):
        for method in ("GET", "HEAD", "POST"):
            headers = readers[0].open(path, method=method, buffered=True).headers
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert headers["Content-Security-Policy"].startswith("default-src 'none'"), path
            assert headers["X-Frame-Options"] == "DENY", path
            assert "Access-Control-Allow-Origin" not in headers, path


@pytest.mark.parametrize(
    ("subdomains", "expected"),
    [(False, "max-age=31536000"), (True, "max-age=31536000; includeSubDomains")],
)
def test_browsers_are_kept_on_https_with_the_subdomains_if_so_set(
    *, subdomains: bool, expected: str, visit: Visit
) -> None:
    browser = visit(base_url="https://seminar.example.jp", hsts_subdomains=subdomains)
    for path in ("/healthz", "/organiser", STATIC, "/nothing-here"):
        answer = browser.get(path, base_url="https://seminar.example.jp")
        assert answer.headers["Strict-Transport-Security"] == expected
        answer.close()


def test_nothing_is_said_about_https_where_there_is_none(visit: Visit) -> None:
    answer = visit(hsts_subdomains=True).get("/healthz")
    assert "Strict-Transport-Security" not in answer.headers
