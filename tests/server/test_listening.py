"""All connections of one process: how many there may be, and how they end."""

import socket
import threading

import pytest

from seminar_service.server import limits
from tests.browser.waiting import wait_for
from tests.server.conftest import (
    GET,
    HALF_BODY,
    HALF_HEADER,
    Service,
    Start,
    held_up,
    is_answered,
    read_all,
    read_answer,
)


def is_closed(line: socket.socket) -> bool:
    """Whether the server has closed a connection; what it had not read yet makes that a reset."""
    try:
        return line.recv(1) == b""
    except ConnectionResetError:
        return True


def test_where_there_are_too_many_who_waits_longest_makes_way(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_CONNECTIONS", 5)
    lines = [service.connect() for _ in range(5)]
    for line in lines:
        line.sendall(HALF_HEADER)

    for _ in range(3):
        assert is_answered(service)

    assert is_closed(lines[0])
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
