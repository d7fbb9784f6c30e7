"""Whoever is slow keeps nobody else waiting, and is not waited for without end."""

import socket
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from seminar_service.server import limits, listening
from tests.browser.waiting import wait_for
from tests.server.conftest import LARGE, SECONDS, Service, Start, read_all, read_answer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

GET = b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
LARGE_GET = b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n"
HALF_HEADER = b"GET /half HTTP/1.1\r\nHost: a\r\nX: "
HALF_BODY = b"POST /half HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"
TOKEN = "k3Jd8_sLq-0ZpW5xVb2nRt7yUe4aGh1c"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that looks around all the time."""
    monkeypatch.setattr(listening, "WATCH_SECONDS", 0.0)


def is_answered(service: Service) -> bool:
    with service.connect() as line:
        line.sendall(GET)
        return read_answer(line, b"GET /x 0.").startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("half", [HALF_HEADER, HALF_BODY, b"", b"\r\n"])
def test_half_sent_requests_hold_no_thread(service: Service, half: bytes) -> None:
    lines = [service.connect() for _ in range(20)]
    for line in lines:
        line.sendall(half)

    assert is_answered(service)

    for line in lines:
        line.close()


def test_readers_who_do_not_read_hold_no_thread(service: Service) -> None:
    lines = [slow_reader(service) for _ in range(5)]

    assert is_answered(service)

    for line in lines:
        assert len(read_all_large(line)) > LARGE  # and nothing of theirs is lost
        line.close()


def slow_reader(service: Service) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(SECONDS)
    line.connect(service.address)
    line.sendall(LARGE_GET)
    return line


def read_all_large(line: socket.socket) -> bytes:
    found = bytearray()
    while len(found) < LARGE or not found.endswith(b"x" * 10):
        piece = line.recv(1 << 20)
        if not piece:
            raise ConnectionError
        found += piece
        if len(found) - found.index(b"\r\n\r\n") - 4 == LARGE:
            break
    return bytes(found)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    ("half", "limit"), [(HALF_HEADER, "HEADER_SECONDS"), (HALF_BODY, "REQUEST_SECONDS")]
)
def test_a_request_that_takes_too_long_is_told_so_though_it_trickles(
    service: Service, monkeypatch: pytest.MonkeyPatch, half: bytes, limit: str
) -> None:
    monkeypatch.setattr(limits, limit, 0.5)
    with service.connect() as line:
        line.sendall(half)
        line.settimeout(0.1)
        answer = b""
        while not answer:
            try:
                answer = line.recv(65536)
            except TimeoutError:
                line.sendall(b"a")
    assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n")


@pytest.mark.usefixtures("hurried")
def test_a_connection_on_which_nothing_happens_is_closed(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "IDLE_SECONDS", 0.2)
    with service.connect() as fresh, service.connect() as used:
        used.sendall(GET)
        assert read_answer(used, b"GET /x 0.")
        assert read_all(used) == read_all(fresh) == b""


@pytest.mark.usefixtures("hurried")
def test_a_reader_who_never_reads_is_let_go(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(limits, "ANSWER_BYTES_PER_SECOND", 1 << 40)
    with slow_reader(service) as line:
        wait_for(lambda: service.server.is_busy, "an answer under way")
        wait_for(lambda: not service.server._channels(), "the end of the connection")
        with pytest.raises(ConnectionError):
            read_all_large(line)


@pytest.mark.usefixtures("hurried")
def test_an_application_that_takes_long_is_waited_for(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("IDLE_SECONDS", "HEADER_SECONDS", "REQUEST_SECONDS", "ANSWER_SECONDS"):
        monkeypatch.setattr(limits, limit, 0.5)
    go_on = threading.Event()
    service = start(held_up(go_on))
    with service.connect() as line:
        line.sendall(GET)
        threading.Timer(1.5, go_on.set).start()
        assert read_answer(line, b"done").startswith(b"HTTP/1.1 200 ")


def held_up(go_on: threading.Event):  # type: ignore[no-untyped-def]  # noqa: ANN201 (a WSGI application)
    def application(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        go_on.wait(SECONDS)
        start_response("200 OK", [("Content-Length", "4")])
        return [b"done"]

    return application


def test_where_there_are_too_many_who_waits_longest_makes_way(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_CONNECTIONS", 5)
    lines = [service.connect() for _ in range(5)]
    for line in lines:
        line.sendall(HALF_HEADER)

    for _ in range(3):
        assert is_answered(service)

    assert lines[0].recv(1) == b""
    lines[-1].sendall(b"y\r\n\r\n")
    assert read_answer(lines[-1], b"GET /half 0.")
    for line in lines:
        line.close()


def test_who_is_told_to_end_answers_what_was_asked_and_takes_nothing_new(start: Start) -> None:
    go_on = threading.Event()
    service = start(held_up(go_on), threads=2)
    with service.connect() as asked, service.connect() as idle, service.connect() as half:
        half.sendall(HALF_BODY)
        asked.sendall(GET)
        wait_for(lambda: service.server.is_busy, "a request under way")
        service.stopping.set()
        assert idle.recv(1) == b""
        assert half.recv(1) == b""
        with pytest.raises(ConnectionRefusedError):
            service.connect()
        assert service.server.is_busy
        go_on.set()
        answer = read_all(asked)
    assert answer.endswith(b"done")
    assert b"Connection: close" in answer
    assert not service.server.is_busy


def test_each_answer_is_logged_without_token_question_or_who_asked(service: Service) -> None:
    with capture_logs() as lines:
        service.say(
            f"GET /bids/{TOKEN}?q=a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
        )
        service.say(b"GET / HTTP/9.9\r\n\r\n")
        service.end()
    known = [{key: line[key] for key in ("event", "method", "path", "status")} for line in lines]
    assert known[0] == {
        "event": "request",
        "method": "GET",
        "path": "/bids/[token]",
        "status": 200,
    }
    assert [line["status"] for line in known] == [200, 400]
    assert "127.0.0.1" not in str(lines)
