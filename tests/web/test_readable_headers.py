"""Request headers that nobody can read are as if they had not been sent."""

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from seminar_service.web.readable_headers import ReadableHeaders, is_date

DATE = "Tue, 02 Mar 2027 01:30:15 GMT"


@Request.application
def echo(request: Request) -> Response:
    names = ("If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range", "Cookie")
    return Response("\n".join(f"{name}: {request.headers.get(name)}" for name in names))


def seen(name: str, value: str) -> str:
    """What an application sees of a header."""
    environ = {f"HTTP_{name.upper().replace('-', '_')}": value}
    answer = Client(ReadableHeaders(echo), use_cookies=False).get("/", environ_base=environ).text
    return dict(line.split(": ", 1) for line in answer.split("\n"))[name]


@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since", "If-Range"])
def test_a_date_that_can_be_read_stays(name: str) -> None:
    assert seen(name, DATE) == DATE


@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since", "If-Range"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Tue, 02 Mar 99999999999999999999 01:30:15 GMT",
        "Tue, 99 Mar 2027 01:30:15 GMT",
        f"{DATE}{' ' * 64}",
    ],
)
def test_a_date_that_is_none_is_taken_away(name: str, text: str) -> None:
    assert not is_date(text)
    assert seen(name, text) == "None"


def test_a_tag_in_quotes_is_no_date_and_stays() -> None:
    assert seen("If-Range", '"abc"') == '"abc"'


def test_a_range_stays_unless_it_is_longer_than_any_that_is_meant() -> None:
    assert seen("Range", "bytes=0-99") == "bytes=0-99"
    assert seen("Range", f"bytes=0-{'9' * 64}") == "None"


def test_of_the_cookies_only_those_go_that_cannot_be_read() -> None:
    assert seen("Cookie", "a=1; b=\xe9; c=3; d=\x07") == "a=1; c=3"
