"""A web server in a thread, over a small application that says what it was asked."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from seminar_service.server.listening import WebServer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGE = 8 * 1024 * 1024
SECONDS = 20.0
GET = b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
HALF_HEADER = b"GET /half HTTP/1.1\r\nHost: a\r\nX: "
HALF_BODY = b"POST /half HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"


class Service:
    """A server that runs, and ways to talk to it byte by byte."""

    def __init__(self, application: "WSGIApplication", threads: int) -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = listener.getsockname()
        self.server = WebServer(application, [listener], threads)
        self.stopping = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.is_set():
            if self.stopping.is_set():
                self.stopping.clear()
                self.server.stop_listening()
                self.server.close_idle()
            self.server.turn(0.02)
        self.server.close()

    def end(self) -> None:
        """End it, whatever is under way."""
        self._ended.set()
        self._thread.join(SECONDS)

    def connect(self) -> socket.socket:
        """A connection that gives up waiting in the end."""
        return socket.create_connection(self.address, timeout=SECONDS)

    def say(self, *pieces: bytes) -> bytes:
        """Everything that comes back until the server closes."""
        with self.connect() as line:
            for piece in pieces:
                line.sendall(piece)
            return read_all(line)


def read_all(line: socket.socket) -> bytes:
    """What comes until the other side closes."""
    found = b""
    while piece := line.recv(65536):
        found += piece
    return found


def read_answer(line: socket.socket, body: bytes) -> bytes:
    """What comes up to the end of the body that is expected."""
    found = b""
    while not found.endswith(body):
        piece = line.recv(65536)
        assert piece, found
        found += piece
    return found


def echo(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Says how it was asked and what was sent; `/large` is eight megabytes."""
    sent = environ["wsgi.input"].read()
    asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {len(sent)}.".encode()
    body = b"x" * LARGE if environ["PATH_INFO"] == "/large" else asked
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]


Start = Callable[..., Service]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts servers, and ends them after the test."""
    with ExitStack() as leaving:

        def started(application: "WSGIApplication" = echo, threads: int = 1) -> Service:
            service = Service(application, threads)
            leaving.callback(service.end)
            return service

        yield started


@pytest.fixture
def service(start: Start) -> Service:
    """A server with one thread."""
    return start()


def held_up(go_on: threading.Event):  # type: ignore[no-untyped-def]  # noqa: ANN201 (a WSGI application)
    def application(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        go_on.wait(SECONDS)
        start_response("200 OK", [("Content-Length", "4")])
        return [b"done"]

    return application


def is_answered(service: Service) -> bool:
    with service.connect() as line:
        line.sendall(GET)
        return read_answer(line, b"GET /x 0.").startswith(b"HTTP/1.1 200 ")
