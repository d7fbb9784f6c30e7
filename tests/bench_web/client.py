"""A client that asks as fast as it is answered, over a few connections that stay open.

It knows as little of HTTP as it can: where an answer's head ends, and how long its body is. One
thread watches all connections, so that it costs a small part of what the server does.
"""

import selectors
import socket
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from time import perf_counter

from tests.bench_web.errors import WrongAnswer

_LENGTH = b"content-length:"
_ENDS = b"\r\n\r\n"
_NOT_MODIFIED = 304
PIECE = 1 << 18


@dataclass(frozen=True)
class Answer:
    """One answer: its status, its head in small letters, its body."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header; empty where there is none."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.encode():
                return value.strip().decode()
        return ""


@dataclass
class Load:
    """What came of asking for a while: how long each answer took, in seconds, and how long all."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.waits) / self.seconds

    def wait(self, share: float) -> float:
        """The time within which this share of all answers came, in milliseconds."""
        ordered = sorted(self.waits)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Connection:
    def __init__(self, port: int, request: bytes, expected: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = request
        self._expected = expected
        self._buffer = bytearray()
        self._needed = 0
        self._asked = 0.0

    def ask(self) -> None:
        self._asked = perf_counter()
        self.socket.sendall(self._request)

    def take(self) -> float | None:
        """Read what came; the seconds that the answer took where it is whole."""
        piece = self.socket.recv(PIECE)
        if not piece:
            raise WrongAnswer("the server has closed the connection")
        self._buffer += piece
        if not self._needed:
            end = self._buffer.find(_ENDS)
            if end < 0:
                return None
            head = bytes(self._buffer[:end])
            status = int(head[9:12])
            if status != self._expected:
                raise WrongAnswer(f"{status} instead of {self._expected}")
            self._needed = end + len(_ENDS) + _length(head)
        if len(self._buffer) < self._needed:
            return None
        self._buffer.clear()
        self._needed = 0
        return perf_counter() - self._asked


def ask_for(
    port: int, path: str, seconds: float, *, connections: int, etag: str = "", most: int = 1 << 30
) -> Load:
    """Ask for one address for so many seconds; with an `etag`, every answer must be 304."""
    expected = _NOT_MODIFIED if etag else 200
    load = Load()
    began = perf_counter()
    with ExitStack() as leaving:
        asking = [_Connection(port, request(path, etag), expected) for _ in range(connections)]
        for each in asking:
            leaving.callback(each.socket.close)
        watching = leaving.enter_context(selectors.DefaultSelector())
        for each in asking:
            watching.register(each.socket, selectors.EVENT_READ, each)
            each.ask()
        while asking and len(load.waits) < most:
            for key, _ in watching.select(60):
                connection: _Connection = key.data
                took = connection.take()
                if took is None:
                    continue
                load.waits.append(took)
                if perf_counter() - began < seconds:
                    connection.ask()
                else:
                    watching.unregister(connection.socket)
                    asking.remove(connection)
    load.seconds = perf_counter() - began
    return load


def ask_once(port: int, path: str, etag: str = "", headers: Sequence[str] = ()) -> Answer:
    """Ask for one address once."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request(path, etag, headers))
        received = bytearray()
        while _ENDS not in received:
            received += _some(connection)
        head, _, body = bytes(received).partition(_ENDS)
        while len(body) < _length(head):
            body += _some(connection)
    return Answer(int(head[9:12]), head, body)


def request(path: str, etag: str = "", headers: Sequence[str] = ()) -> bytes:
    """A GET as it goes over the line."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    if etag:
        lines.append(f"If-None-Match: {etag}")
    return "\r\n".join([*lines, "", ""]).encode()


def _some(connection: socket.socket) -> bytes:
    piece = connection.recv(PIECE)
    if not piece:
        raise WrongAnswer("the server has closed the connection")
    return piece


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(_LENGTH):
            return int(line[len(_LENGTH) :])
    if head[9:12] == b"304":
        return 0
    raise WrongAnswer("an answer does not say how long it is")
