"""Validators, and 304 for who has an answer already."""

from flask import Flask
from flask.testing import FlaskClient

from seminar_service.web.caching import for_everybody


def browser_of(content: list[str], status: int = 200) -> FlaskClient:
    app = Flask(__name__)

    @app.get("/")
    @for_everybody()
    def page() -> tuple[str, int]:
        return content[0], status

    return app.test_client()


def test_an_answer_may_be_kept_and_must_be_asked_for_each_time() -> None:
    headers = browser_of(["one"]).get("/").headers
    assert headers["Cache-Control"] == "public, no-cache"
    assert headers["ETag"].startswith('W/"')
    assert "Last-Modified" not in headers


def test_who_has_it_already_is_told_so_until_it_says_something_else() -> None:
    content = ["one"]
    browser = browser_of(content)
    tag = browser.get("/").headers["ETag"]

    again = browser.get("/", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    content[0] = "two"
    changed = browser.get("/", headers={"If-None-Match": tag})
    assert (changed.status_code, changed.text) == (200, "two")
    assert changed.headers["ETag"] != tag


def test_what_is_no_answer_to_the_question_is_not_kept() -> None:
    headers = browser_of(["gone"], 410).get("/").headers
    assert "ETag" not in headers
    assert "Cache-Control" not in headers
