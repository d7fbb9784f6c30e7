"""The real `serve`, beside 200 connections that never finish what they ask."""

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import monotonic
from urllib.request import urlopen

from tests.processes.running import STOP_SECONDS, free_port, process, wait_until_served

CONNECTIONS = 200
TRIES = 9
PATIENCE_SECONDS = 5.0
HALVES = (
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ",
    b"POST /bids/new HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\nname=",
)


def test_normal_requests_are_answered_within_a_second_beside_half_sent_ones(
    local_environ: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    with process(local_environ, tmp_path / "service.log", "serve", "--port", str(port)):
        wait_until_served(port)
        seconds_to_answer(port, "/")  # templates are compiled once

        with half_sent(port):
            health = [seconds_to_answer(port, "/healthz") for _ in range(TRIES)]
            pages = [seconds_to_answer(port, "/") for _ in range(TRIES)]

    assert median(health) < 1
    assert median(pages) < 1


def test_a_request_under_way_is_answered_though_the_service_is_told_to_end(
    local_environ: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    with process(local_environ, tmp_path / "service.log", "serve", "--port", str(port)) as service:
        wait_until_served(port)
        with half_sent(port), closing(HTTPConnection("127.0.0.1", port, STOP_SECONDS)) as browser:
            browser.request("GET", "/healthz")
            assert browser.getresponse().read() == b"ok\n"
            # The first page of a process takes a while: its template is compiled.
            browser.request("GET", "/seminars")
            service.send_signal(signal.SIGTERM)
            answer = browser.getresponse()
            assert answer.status == 200
            assert answer.headers["Connection"] == "close"
            assert answer.read().rstrip().endswith(b"</html>")
        assert service.wait(STOP_SECONDS) == 0


def seconds_to_answer(port: int, path: str) -> float:
    """How long an address takes to answer; whoever gets none gives up."""
    asked = monotonic()
    with (
        suppress(OSError),
        urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE_SECONDS) as answer,
    ):
        answer.read()
        assert answer.status == 200
        return monotonic() - asked
    return PATIENCE_SECONDS


@contextmanager
def half_sent(port: int) -> Iterator[None]:
    """Half of them in the middle of a header, half of a body, each sending a byte now and then."""
    with ExitStack() as leaving:
        lines = []
        for number in range(CONNECTIONS):
            line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
            leaving.enter_context(line)
            line.sendall(HALVES[number % 2])
            lines.append(line)
        ended = threading.Event()
        trickling = threading.Thread(target=trickle, args=(lines, ended))
        trickling.start()
        leaving.callback(trickling.join)
        leaving.callback(ended.set)
        yield


def trickle(lines: list[socket.socket], ended: threading.Event) -> None:
    """Send a byte on every line, twice a second."""
    while not ended.wait(0.5):
        for line in lines:
            with suppress(OSError):
                line.send(b"a")
