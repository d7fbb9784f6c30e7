"""What a request asks for, without who asks."""

import pytest
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from seminar_service.web.kept.questions import LONGEST_QUERY, Question, question_of
from seminar_service.web.kept.views import keep


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/list", "list", keep(lambda: "", "place", "month"))
    app.add_url_rule("/one/<public_id>", "one", keep(lambda public_id: public_id))
    app.add_url_rule("/own", "own", lambda: "")
    return app


def asked(app: Flask, path: str, **more: object) -> Question | None:
    return question_of(app, EnvironBuilder(path, **more).get_environ())  # type: ignore[arg-type]


def key(app: Flask, path: str, **more: object) -> str:
    question = asked(app, path, **more)
    assert question is not None
    return question.key


def test_the_same_question_has_the_same_key_however_it_is_put(app: Flask) -> None:
    keys = {
        key(app, path)
        for path in (
            "/list?place=13&month=2026-10",
            "/list?month=2026-10&place=13",
            "/list?month=2026-10&x=y&place=13&place=47",
            "/list?month=2026-10&place=13&=&&",
        )
    }
    assert keys == {"/list?place=13&month=2026-10"}
    assert key(app, "/list?place=&month=") == key(app, "/list") == "/list?"


def test_other_questions_have_other_keys(app: Flask) -> None:
    paths = ("/list", "/list?place=13", "/list?place=14", "/one/a", "/one/b", "/one/a%3F")
    keys = {key(app, path) for path in paths} | {key(app, "/list", base_url="http://x/en")}
    assert len(keys) == len(paths) + 1


def test_what_is_no_look_at_a_kept_page_is_none_of_ours(app: Flask) -> None:
    for path in ("/own", "/nothing", "/list/", "/one/"):
        assert asked(app, path) is None
    for method in ("POST", "HEAD", "OPTIONS", "DELETE"):
        assert asked(app, "/list", method=method) is None
    assert asked(app, "/list?place=" + "x" * LONGEST_QUERY) is None
    environ = EnvironBuilder("/list").get_environ() | {"PATH_INFO": "/\xff\xfe"}
    assert question_of(app, environ) is None


def test_it_is_asked_by_nobody(app: Flask) -> None:
    headers = {
        "Cookie": "session=secret",
        "Authorization": "Basic x",
        "If-None-Match": '"x"',
        "If-Modified-Since": "Wed, 01 Jan 2031 00:00:00 GMT",
        "Accept-Encoding": "gzip",
        "Range": "bytes=0-5",
    }
    environ = EnvironBuilder("/list?x=1&place=13", headers=Headers(headers)).get_environ()
    question = question_of(app, environ)
    assert question is not None

    plain = question.asked_by_nobody(environ)

    assert plain["QUERY_STRING"] == "place=13"
    named = {f"HTTP_{name.upper().replace('-', '_')}" for name in headers}
    assert not named & set(plain)
    assert named <= set(environ)


def test_what_the_address_holds_is_told(app: Flask) -> None:
    question = asked(app, "/one/c7d8f9gh")
    assert question is not None
    assert question.values == {"public_id": "c7d8f9gh"}
