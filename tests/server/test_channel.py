"""Whoever is slow keeps nobody else waiting, and is not waited for without end."""

import socket
import threading

import pytest

from seminar_service.server import limits, listening
from tests.browser.waiting import wait_for
from tests.server.conftest import (
    GET,
    HALF_BODY,
    HALF_HEADER,
    LARGE,
    SECONDS,
    Service,
    Start,
    held_up,
    is_answered,
    read_all,
    read_answer,
)

LARGE_GET = b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that looks around all the time."""
    monkeypatch.setattr(listening, "WATCH_SECONDS", 0.0)


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
