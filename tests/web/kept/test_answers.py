"""Answers as they are kept and given."""

import gzip
from dataclasses import replace
from typing import Any

import pytest
from flask import Response
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from seminar_service.revisions.values import RevisionNumbers
from seminar_service.web.kept.answers import KeptAnswer, PassedOn, answer_of, passed_on

BODY = "知的財産".encode() * 50
TOLD = {
    "Cache-Control": "public, no-cache",
    "Content-Type": "text/html; charset=utf-8",
    "ETag": 'W/"abc"',
    "Last-Modified": "Tue, 02 Mar 2027 01:30:15 GMT",
}


def answered(status: str = "200 OK", **headers: str) -> PassedOn:
    told = TOLD | {name.replace("_", "-"): value for name, value in headers.items()}
    return PassedOn(status, Headers(list(told.items())), BODY)


def kept(**headers: str) -> KeptAnswer:
    answer = answer_of(answered(**headers), RevisionNumbers(3, 2), 7, 1.5)
    assert answer is not None
    return answer


def given(answer: KeptAnswer, **headers: str) -> tuple[bytes, str, Headers]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    environ = EnvironBuilder(headers=Headers(named)).get_environ()
    body, status, told = run_wsgi_app(answer.give, environ)
    return b"".join(body), status, told


def test_an_answer_is_given_as_it_was_built() -> None:
    body, status, headers = given(kept(Content_Length="1"))

    assert (body, status) == (BODY, "200 OK")
    assert headers["Content-Length"] == str(len(BODY))
    assert headers["Vary"] == "Accept-Encoding"
    assert {name: headers[name] for name in TOLD} == TOLD


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"If_None_Match": 'W/"abc"'}, 304),
        ({"If_None_Match": '"abc"'}, 304),
        ({"If_None_Match": "*"}, 304),
        ({"If_None_Match": '"abd"'}, 200),
        ({"If_Modified_Since": TOLD["Last-Modified"]}, 304),
        ({"If_Modified_Since": "Tue, 02 Mar 2027 01:30:14 GMT"}, 200),
        ({"If_None_Match": '"abd"', "If_Modified_Since": TOLD["Last-Modified"]}, 200),
        ({"If_None_Match": '"x", W/"abc"'}, 304),
        ({"If_Match": '"abc"'}, 200),
        ({"If_Match": '"abd"'}, 412),
    ],
)
def test_who_has_it_gets_304_without_body_and_length(asked: dict[str, str], status: int) -> None:
    body, said, headers = given(kept(), **asked)

    assert int(said[:3]) == status
    assert headers["ETag"] == TOLD["ETag"]
    assert (body == b"") == (status != 200) == ("Content-Length" not in headers)


def test_who_takes_gzip_gets_it_and_nobody_else() -> None:
    answer = kept()
    for accepted in ("gzip", "br;q=1.0, GZIP;q=0.8", "*"):
        body, _, headers = given(answer, Accept_Encoding=accepted)
        assert (gzip.decompress(body), headers["Content-Encoding"]) == (BODY, "gzip")
        assert headers["Content-Length"] == str(len(body))
    for refused in ("", "br", "gzip;q=0"):
        assert given(answer, Accept_Encoding=refused)[0] == BODY


@pytest.mark.parametrize(
    "not_kept",
    [
        answered("404 NOT FOUND"),
        answered(Cache_Control="private, no-cache"),
        answered(Set_Cookie="a=b"),
        PassedOn("200 OK", Headers({"Cache-Control": "public"}), BODY),
    ],
)
def test_what_is_not_for_everybody_is_not_kept(not_kept: PassedOn) -> None:
    assert answer_of(not_kept, RevisionNumbers(1, 1), None, 0.0) is None


def test_what_others_keep_comes_back_as_it_was() -> None:
    answer = kept(X_Name="日本".encode().decode("latin-1"))
    assert KeptAnswer.from_bytes(answer.to_bytes()) == answer
    # Another machine has another clock.
    assert KeptAnswer.from_bytes(replace(answer, begun_at=1.0).to_bytes()).begun_at is None
    calendar = answer_of(answered(), RevisionNumbers(2**62, 1), None, 2.5)
    assert calendar is not None
    assert KeptAnswer.from_bytes(calendar.to_bytes()) == calendar


def test_what_is_passed_on_is_as_the_application_answered() -> None:
    def application(environ: Any, start_response: Any) -> Any:
        return Response("x", 410, {"X-A": "b"})(environ, start_response)

    passed = passed_on(application, EnvironBuilder().get_environ())
    body, status, headers = run_wsgi_app(passed.give, EnvironBuilder().get_environ())
    assert (b"".join(body), status[:3], headers["X-A"]) == (b"x", "410", "b")
