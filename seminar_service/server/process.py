"""A web process: one of those that gunicorn starts, watches and ends."""

import os
import resource
from time import monotonic
from types import FrameType

from gunicorn.workers.base import Worker

from seminar_service.server.listening import WebServer

TURN_SECONDS = 1.0
ANSWERING_SECONDS = 15.0
"""How long requests that are under way may take when the process is told to end."""
SETTLING_SECONDS = 1.0
"""How long a request that is already on its way may still arrive then."""
OPEN_FILES = 4096  # a connection, and temporary files for a large body and a large answer


class BufferingWorker(Worker):
    """Serves with waitress, which reads and writes outside the threads that answer."""

    def run(self) -> None:
        """Serve until told to end; then answer what was asked before."""
        _allow_open_files()
        listeners = [listener.sock for listener in self.sockets]
        self._server = WebServer(self.wsgi, listeners, self.cfg.threads)
        while self.alive and self.ppid == os.getppid():
            self.notify()
            self._server.turn(TURN_SECONDS)
        self._finish()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End when everything asked so far is answered."""
        super().handle_exit(sig, frame)
        if server := getattr(self, "_server", None):
            server.wake()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C at the parent: end in the same way."""
        self.handle_exit(sig, frame)

    def _finish(self) -> None:
        end = monotonic() + ANSWERING_SECONDS
        settled = monotonic() + SETTLING_SECONDS
        self._server.stop_listening()
        while self._server.is_connected and monotonic() < end:
            self.notify()
            self._server.turn(0.1)
            if monotonic() >= settled:
                self._server.close_idle()
        self._server.close()


def _allow_open_files() -> None:
    """Raise the limit of open files where it is low and may be raised."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
