"""The queue that wakes workers: huey's storages, one per kind of address.

Only the storages are used, none of huey's tasks and consumers: a killed consumer loses what it
was doing, and here the row in `job` says what there is to do. A message is a job's number in
JSON. Losing one costs a few seconds, so nothing here ever fails a caller.
"""

import json
import threading
from collections.abc import Callable
from weakref import WeakKeyDictionary

import structlog
from huey.storage import BaseStorage, PostgresStorage, RedisStorage, SqliteStorage
from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from seminar_service.models.jobs import Job

NAME = "seminar_jobs"
LONGEST_WAIT_SECONDS = 1.0
POLL_SECONDS = 0.2  # SQLite cannot wait for a message
REST_AFTER_ERROR_SECONDS = 2.0

log = structlog.get_logger(__name__)


class Wakeups:
    """A queue of wake-up calls; connects when it is first used.

    Args:
        url: `sqlite:///FILE` for one machine, `postgresql://…` or `redis://…` for several.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._storage: BaseStorage | None = None
        self._lock = threading.Lock()

    @property
    def is_embedded(self) -> bool:
        """Whether the queue is a local file, so that a worker belongs into the web process."""
        return self._url.startswith("sqlite:")

    def ring(self, job_id: int) -> None:
        """Wake a worker for a job. Never raises: workers find the job without being woken."""
        try:
            self._connected().enqueue(json.dumps({"job": job_id}).encode())
        except Exception as error:  # noqa: BLE001 (each storage has its own errors, none matters)
            log.warning("queue_unreachable", error=type(error).__name__)

    def wait(self, stop: threading.Event) -> int | None:
        """Wait for a wake-up call, about a second at most; the number of the job, or None."""
        try:
            message = self._receive(stop)
            return None if message is None else int(json.loads(message)["job"])
        except Exception as error:  # noqa: BLE001 (as above; a foreign message is one more reason)
            log.warning("queue_unreachable", error=type(error).__name__)
            stop.wait(REST_AFTER_ERROR_SECONDS)
            return None

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._storage is not None:
                self._storage.close()
                self._storage = None

    def _receive(self, stop: threading.Event) -> bytes | None:
        storage = self._connected()
        if storage.blocking:
            return _bytes(storage.dequeue())
        for _ in range(round(LONGEST_WAIT_SECONDS / POLL_SECONDS)):
            message = storage.dequeue()
            if message is not None or stop.wait(POLL_SECONDS):
                return _bytes(message)
        return None

    def _connected(self) -> BaseStorage:
        with self._lock:
            if self._storage is None:
                self._storage = _open_storage(self._url)
            return self._storage


def _bytes(message: object) -> bytes | None:
    return message if isinstance(message, bytes) else None


def _open_storage(url: str) -> BaseStorage:
    scheme = url.split(":", 1)[0]
    return _STORAGES[scheme](url)


def _open_sqlite(url: str) -> BaseStorage:
    return SqliteStorage(NAME, filename=make_url(url).database, fsync=False)


def _open_postgresql(url: str) -> BaseStorage:
    return PostgresStorage(NAME, dsn=url, table_prefix="wakeup", read_timeout=LONGEST_WAIT_SECONDS)


def _open_redis(url: str) -> BaseStorage:
    return RedisStorage(NAME, url=url, read_timeout=1)


_STORAGES: dict[str, Callable[[str], BaseStorage]] = {
    "sqlite": _open_sqlite,
    "postgresql": _open_postgresql,
    "redis": _open_redis,
    "rediss": _open_redis,
}

_of_engine: WeakKeyDictionary[Engine, Wakeups] = WeakKeyDictionary()


def attach(engine: Engine, wakeups: Wakeups) -> None:
    """Say which queue wakes the workers that look at a database."""
    _of_engine[engine] = wakeups


def detach(engine: Engine) -> None:
    """Forget the queue of a database, and give its connection back."""
    wakeups = _of_engine.pop(engine, None)
    if wakeups is not None:
        wakeups.close()


def ring_after_commit(session: Session, job: Job) -> None:
    """Wake a worker once the session's transaction is committed; not at all if it never is."""
    bind = session.get_bind()
    wakeups = _of_engine.get(bind.engine if isinstance(bind, Connection) else bind)
    if wakeups is not None:
        event.listen(session, "after_commit", lambda _: _ring_for(wakeups, job), once=True)


def _ring_for(wakeups: Wakeups, job: Job) -> None:
    identity = inspect(job).identity
    if identity is not None:
        wakeups.ring(identity[0])
