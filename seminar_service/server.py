"""The web server: gunicorn with threads, started from within, with our logs.

gunicorn was chosen because it ends gracefully and because its threads keep long answers from
holding up short ones.
"""

import signal
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from seminar_service import create_app
from seminar_service.config import Settings
from seminar_service.jobs.assembly import RunningWorker, start_worker
from seminar_service.logs import mask_path

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

STOP_SECONDS = 45
WORKER_STOP_SECONDS = 25.0  # shorter, so that the web process ends by itself

log = structlog.get_logger(__name__)


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
            "worker_class": "gthread",
            "threads": self._serving.threads,
            "control_socket_disable": True,
            "graceful_timeout": STOP_SECONDS,
            "logger_class": _ServerLogger,
            "post_worker_init": self._start_worker,
            "worker_exit": self._stop_worker,
        }

    def _start_worker(self, _process: object) -> None:
        # A terminal sends Ctrl-C to every process; this one is told by its parent.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if self._serving.with_worker:
            self._worker = start_worker(self._settings)

    def _stop_worker(self, _server: object, _process: object) -> None:
        if self._worker is not None:
            # The process is about to end; a second request to do so must not cut work short.
            for name in (signal.SIGTERM, signal.SIGQUIT):
                signal.signal(name, signal.SIG_IGN)
            self._worker.stop(WORKER_STOP_SECONDS)


class _Request(Protocol):
    path: str


class _Response(Protocol):
    status: str | int


class _ServerLogger(Logger):
    """Lets gunicorn log as the rest of the service does."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in list(self.error_log.handlers):
            self.error_log.removeHandler(handler)
        self.error_log.propagate = True

    @property
    def access_log_enabled(self) -> bool:
        return True

    def access(
        self,
        resp: "_Response",
        req: "_Request",
        environ: dict[str, Any],
        request_time: timedelta,
    ) -> None:
        """Log an answer: what was asked for without its tokens, and nothing about who asked."""
        log.info(
            "request",
            method=environ.get("REQUEST_METHOD"),
            path=mask_path(req.path),
            status=int(str(resp.status).split(" ", 1)[0]),
            milliseconds=round(request_time.total_seconds() * 1000),
        )
