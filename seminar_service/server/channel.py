"""One connection: read and written by the one thread that watches all of them.

Worker threads see a request when it is whole, and leave an answer behind them; neither a slow
sender nor a slow reader holds one.
"""

import socket
from contextlib import suppress
from time import monotonic
from typing import Any

import structlog
from waitress.channel import HTTPChannel

from seminar_service.server import limits
from seminar_service.server.parser import RequestParser
from seminar_service.server.tasks import AnswerTask, RefusalTask, log_answer, whole_refusal

REQUEST_TIMEOUT = 408

log = structlog.get_logger(__name__)


class Channel(HTTPChannel):
    """A connection that is given its time.

    Attributes:
        is_refused: A request was refused while its sender may still be sending.
        waiting_since: When the connection last had nothing to do but wait for its other side.
    """

    parser_class = RequestParser
    task_class = AnswerTask
    error_task_class = RefusalTask
    is_refused = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (waitress's own)
        super().__init__(*args, **kwargs)
        self.waiting_since = monotonic()
        self._is_lingering = False
        self._taken = 0
        self._was_working = False

    def __repr__(self) -> str:
        """Without the address of who is connected: it would get into logs."""
        return "<Channel>"

    @property
    def is_working(self) -> bool:
        """Whether a request waits for the application or is with it."""
        return bool(self.requests)

    @property
    def is_owed(self) -> bool:
        """Whether somebody waits for an answer or a part of one."""
        return self.is_working or bool(self.total_outbufs_len)

    def readable(self) -> bool:
        """Whether to look for what comes in."""
        return self._is_lingering or bool(super().readable())

    def handle_read(self) -> None:
        """Take what came."""
        if not self._is_lingering:
            super().handle_read()
            return
        with suppress(OSError):
            self.recv(self.adj.recv_bytes)  # closes at the end of what is sent

    def received(self, data: bytes) -> bool:
        """Read on; the time of a request begins with its first byte."""
        if self.request is None:
            self.waiting_since = monotonic()
        return bool(super().received(data))

    def handle_write(self) -> None:
        """Send on, and close what is to be closed."""
        super_closes = not (self.is_refused and self.close_when_flushed)
        if super_closes:
            super().handle_write()
            return
        self._flush_exception(self._flush_some)
        if self.will_close:
            self.handle_close()
        elif not self.total_outbufs_len:
            self._linger()

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send what the line takes."""
        sent: int = super().send(data, do_close=do_close)
        self._taken += sent or 0
        return sent

    def handle_error(self, exc_info: object = None) -> None:
        """Log what went wrong with this connection, not whose it was, and close it."""
        log.error("connection_failed", exc_info=exc_info or True)
        self.handle_close()

    def watch(self, now: float) -> None:
        """Close the connection if its time is over; called every second or so."""
        if self.is_owed != self._was_working:
            self._was_working = self.is_owed
            self.waiting_since, self._taken = now, 0
        if self.is_working and not self.total_outbufs_len:
            self.waiting_since, self._taken = now, 0  # it is we who keep the other side waiting
            return
        if now - self.waiting_since <= self._patience():
            return
        if self._is_reading:
            self._say_that_time_is_over()
        self.handle_close()

    @property
    def _is_reading(self) -> bool:
        return self.request is not None and not self.is_owed and not self._is_lingering

    def _patience(self) -> float:
        """How many seconds the other side may take for what it is about."""
        if self._is_lingering:
            return limits.LINGER_SECONDS
        if self.total_outbufs_len:
            return limits.ANSWER_SECONDS + self._taken / limits.ANSWER_BYTES_PER_SECOND
        request = self.request
        if request is None:
            return limits.IDLE_SECONDS
        return limits.REQUEST_SECONDS if request.headers_finished else limits.HEADER_SECONDS

    def _linger(self) -> None:
        """Say that nothing follows, and take what still comes: closing now would cut us off."""
        self.close_when_flushed = False
        self._is_lingering = True
        self.waiting_since = monotonic()
        self._was_working = False
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def _say_that_time_is_over(self) -> None:
        with suppress(OSError):
            self.socket.send(whole_refusal(REQUEST_TIMEOUT))
        log_answer(self.request, REQUEST_TIMEOUT, monotonic() - self.waiting_since)
