"""The client counts whole answers, and takes no other for the one that it asked for."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.bench_web.client import Load, ask_for, ask_once
from tests.bench_web.errors import WrongAnswer

BODY = b"x" * 300_000


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match") == '"1"'
        self.send_response(404 if self.path == "/missing" else 304 if known else 200)
        self.send_header("ETag", '"1"')
        if not known:
            self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        if not known:
            self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_one_answer_is_read_to_its_end(port: int) -> None:
    answer = ask_once(port, "/")
    assert (answer.status, answer.body, answer.header("etag")) == (200, BODY, '"1"')
    assert ask_once(port, "/", '"1"').status == 304


@pytest.mark.parametrize("etag", ["", '"1"'])
def test_many_are_counted_over_connections_that_stay_open(port: int, etag: str) -> None:
    load = ask_for(port, "/", 30, connections=3, etag=etag, most=20)
    assert len(load.waits) >= 20
    assert load.rate > 0


def test_another_status_than_the_one_that_is_measured_ends_it(port: int) -> None:
    with pytest.raises(WrongAnswer, match="404 instead of 200"):
        ask_for(port, "/missing", 1, connections=1)


def test_waits_are_told_by_shares_in_milliseconds() -> None:
    load = Load(2.0, [0.001 * number for number in range(1, 101)])
    assert (load.rate, round(load.wait(0.5)), round(load.wait(0.99))) == (50.0, 51, 100)
