"""The web server: gunicorn's processes, waitress's connections, our logs; started from within.

It stands on its own, without a proxy before it: one thread of each process reads and writes all
connections, worker threads get requests that have arrived whole, and whoever is slow in sending
or reading costs no thread and is given a time (`limits.py`).

What was tried beside 200 half-sent requests, and why it was not taken: gunicorn's gthread and
cheroot read in their worker threads, and nobody else is answered; granian reads headers outside
them, but bodies inside, without any time limit; gunicorn's gevent worker and other event loops
share one thread among requests, which SQLite and the hashing of passwords then hold up; what runs
WSGI over asyncio lets a slow reader hold a thread. waitress reads and writes outside its threads.
What it lacks is here: an end that answers what was asked (`process.py`), times for requests and
readers and a place for newcomers when there are too many (`channel.py`, `listening.py`), and the
refusal of requests that can be read in two ways (`parser.py`). gunicorn starts, watches and ends
the processes. In requests a second waitress lies a little below gthread (0.94 on a bare page).
"""

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from seminar_service.app import create_app
from seminar_service.config import Settings
from seminar_service.server.garbage import set_aside
from seminar_service.server.process import BufferingWorker
from seminar_service.workers.assembly import RunningWorker, start_worker

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

STOP_SECONDS = 45
WORKER_STOP_SECONDS = 25.0  # shorter, so that the web process ends by itself


@dataclass(frozen=True)
class Serving:
    """How to serve: where, with how many processes and threads, with a worker inside or not."""

    host: str
    port: int
    processes: int
    threads: int
    with_worker: bool


def serve(settings: Settings, serving: Serving) -> None:
    """Serve until the process is told to end."""
    _Server(settings, serving).run()


class _Server(BaseApplication):
    def __init__(self, settings: Settings, serving: Serving) -> None:
        self._settings = settings
        self._serving = serving
        self._worker: RunningWorker | None = None
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options().items():
            self.cfg.set(name, value)

    def load(self) -> "WSGIApplication":
        return create_app(self._settings)

    def _options(self) -> dict[str, Any]:
        host = f"[{self._serving.host}]" if ":" in self._serving.host else self._serving.host
        return {
            "bind": f"{host}:{self._serving.port}",
            "workers": self._serving.processes,
            "worker_class": BufferingWorker,
            "threads": self._serving.threads,
            "control_socket_disable": True,
            "graceful_timeout": STOP_SECONDS,
            "logger_class": _ServerLogger,
            "post_worker_init": self._get_ready,
            "worker_exit": self._stop_worker,
        }

    def _get_ready(self, _process: object) -> None:
        # A terminal sends Ctrl-C to every process; this one is told by its parent.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if self._serving.with_worker:
            self._worker = start_worker(self._settings)
        set_aside()

    def _stop_worker(self, _server: object, _process: object) -> None:
        if self._worker is not None:
            # The process is about to end; a second request to do so must not cut work short.
            for name in (signal.SIGTERM, signal.SIGQUIT):
                signal.signal(name, signal.SIG_IGN)
            self._worker.stop(WORKER_STOP_SECONDS)


class _ServerLogger(Logger):
    """Lets gunicorn log as the rest of the service does."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in list(self.error_log.handlers):
            self.error_log.removeHandler(handler)
        self.error_log.propagate = True
