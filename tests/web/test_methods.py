"""HEAD: what GET would answer, without the body."""

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from seminar_service.web.methods import HeadAsGet


class Body:
    """A body that says whether it was closed."""

    closed = False

    def __iter__(self) -> "Body":
        return self

    def __next__(self) -> bytes:
        raise StopIteration

    def close(self) -> None:
        self.closed = True


@Request.application
def echo(request: Request) -> Response:
    return Response(f"asked by {request.method}", headers={"X-Method": request.method})


def test_head_has_the_headers_of_get_and_no_body() -> None:
    client = Client(HeadAsGet(echo))
    got, head = client.get("/"), client.head("/")
    assert (head.status_code, dict(head.headers)) == (got.status_code, dict(got.headers))
    assert head.headers["Content-Length"] == str(len("asked by GET"))
    assert (got.text, head.text) == ("asked by GET", "")


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE"])
def test_other_methods_are_left_alone(method: str) -> None:
    assert Client(HeadAsGet(echo)).open("/", method=method).headers["X-Method"] == method


def test_the_body_that_nobody_reads_is_closed() -> None:
    body = Body()
    head = HeadAsGet(lambda _environ, _start: body)
    assert list(head({"REQUEST_METHOD": "HEAD"}, lambda *_: lambda _: None)) == []
    assert body.closed
