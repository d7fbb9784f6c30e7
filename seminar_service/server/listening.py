"""All connections of one process, and the threads behind them."""

import logging
import socket
from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

import structlog
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from seminar_service.server import limits
from seminar_service.server.channel import Channel

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

WATCH_SECONDS = 1.0
NEVER = 1 << 40  # bytes: no answer is so long that a thread would wait for its reader

log = structlog.get_logger(__name__)


class WebServer:
    """Listens, reads, lets threads answer, and writes; one turn at a time.

    Args:
        application: What answers.
        listeners: Bound sockets.
        threads: How many requests are answered at the same time.
    """

    def __init__(
        self, application: "WSGIApplication", listeners: Sequence[socket.socket], threads: int
    ) -> None:
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line per waiting request
        self._map: dict[int, Any] = {}
        self._dispatcher = ThreadedTaskDispatcher()
        self._dispatcher.set_thread_count(threads)
        self._listening = [
            _Listener(application, self._map, self._dispatcher, listener) for listener in listeners
        ]
        self._watched = monotonic()

    def turn(self, seconds: float) -> None:
        """Do what there is to do, and wait for more so many seconds at most."""
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)
        now = monotonic()
        if now - self._watched >= WATCH_SECONDS:
            self._watched = now
            for channel in self._channels():
                channel.watch(now)

    def wake(self) -> None:
        """End a turn that waits; may be called by a signal's handler and by threads."""
        self._listening[0].pull_trigger()

    def stop_listening(self) -> None:
        """Take no more connections; each that is open is for one more request at most."""
        for listener in self._listening:
            listener.stop_listening()

    def close_idle(self) -> None:
        """Close the connections on which nobody waits for an answer."""
        for channel in self._channels():
            if not channel.is_owed:
                channel.handle_close()

    @property
    def is_connected(self) -> bool:
        """Whether any connection is open."""
        return bool(self._channels())

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for an answer or a part of one."""
        return any(channel.is_owed for channel in self._channels())

    def close(self) -> None:
        """Close everything, done or not."""
        for channel in self._channels():
            channel.handle_close()
        self._dispatcher.shutdown(cancel_pending=True, timeout=1)
        wasyncore.close_all(self._map, ignore_all=True)

    def _channels(self) -> list[Channel]:
        return [
            channel
            for listener in self._listening
            for channel in list(listener.active_channels.values())
        ]


class _Listener(TcpWSGIServer):
    """One bound socket; the connections that came in by it."""

    channel_class = Channel
    is_stopping = False

    def __init__(
        self,
        application: "WSGIApplication",
        connections: dict[int, Any],
        dispatcher: ThreadedTaskDispatcher,
        listener: socket.socket,
    ) -> None:
        super().__init__(
            application,
            connections,
            _sock=listener,
            dispatcher=dispatcher,
            adj=_adjustments(),
            sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
            bind_socket=False,
        )

    def readable(self) -> bool:
        """Whether to look for new connections: always, because others make way."""
        return bool(self.accepting)

    def handle_accept(self) -> None:
        """Take a connection; if there are too many, the one that waits longest is closed."""
        super().handle_accept()
        if len(self.active_channels) <= limits.MOST_CONNECTIONS:
            return
        waiting = [one for one in self.active_channels.values() if not one.is_working]
        oldest = min(waiting, key=lambda one: one.waiting_since, default=None)
        if oldest is not None:
            oldest.handle_close()

    def stop_listening(self) -> None:
        """Leave the socket to others who listen on it."""
        self.is_stopping = True
        self.accepting = False
        self.del_channel()
        self.socket.close()


def _adjustments() -> Adjustments:
    return Adjustments(
        # Who is trusted to say where a request comes from is a setting of the application's.
        clear_untrusted_proxy_headers=False,
        connection_limit=2 * limits.MOST_CONNECTIONS,
        ident=None,
        inbuf_overflow=limits.KEPT_IN_MEMORY,
        log_socket_errors=False,
        max_request_body_size=limits.LARGEST_BODY,
        max_request_header_size=limits.LARGEST_HEADER,
        outbuf_high_watermark=NEVER,
        outbuf_overflow=limits.KEPT_IN_MEMORY,
        sockets=[],
    )
