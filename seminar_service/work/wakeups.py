"""What wakes workers: a bell that is rung after the commit.

A bell that nobody hears, or that is out of order, costs a few seconds, because workers look at
the table by themselves, too. So nothing here ever fails a caller.
"""

import threading
from contextlib import suppress
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from seminar_service.work.bells import Bell, bell_at

LONGEST_WAIT_SECONDS = 1.0
REST_AFTER_ERROR_SECONDS = 2.0

log = structlog.get_logger(__name__)


class _End:
    """One end of a bell, made when it is first needed and anew after a failure."""

    def __init__(self, url: str) -> None:
        self.lock = threading.Lock()
        self._url = url
        self._bell: Bell | None = None

    def bell(self) -> Bell:
        """The bell; only with the lock in one's hands."""
        if self._bell is None:
            self._bell = bell_at(self._url)
        return self._bell

    def give_up(self, error: Exception) -> None:
        """Say that the bell is out of order, and forget it; only with the lock in one's hands."""
        log.warning("queue_unreachable", error=type(error).__name__)
        self.close()

    def close(self) -> None:
        """Give the connection back; only with the lock in one's hands."""
        bell, self._bell = self._bell, None
        if bell is not None:
            with suppress(Exception):  # what is broken may not even be closed
                bell.close()


class Wakeups:
    """Wakes workers wherever they run, and waits for being woken; connects when first used.

    Args:
        url: `sqlite:///FILE` for one machine, `postgresql://…` or `redis://…` for several.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._ringing = _End(url)
        self._listening = _End(url)
        self._passed_on = threading.Event()

    @property
    def is_embedded(self) -> bool:
        """Whether the bell is a local file, so that a worker belongs into the web process."""
        return self._url.startswith("sqlite:")

    def ring(self) -> None:
        """Wake a thread of every worker. Never raises: work is found without a bell."""
        with self._ringing.lock:
            try:
                self._ringing.bell().ring()
            except Exception as error:  # noqa: BLE001 (each library has its own errors, none matters)
                self._ringing.give_up(error)

    def wait(self, stop: threading.Event) -> bool:
        """Wait for being woken, about a second at most; whether there may be something to do.

        Of a worker's threads that have nothing to do, one listens, and the others wait for
        their turn. So whoever is woken is free to work.
        """
        if not self._listening.lock.acquire(timeout=LONGEST_WAIT_SECONDS):
            return False
        try:
            if self._passed_on.is_set():
                self._passed_on.clear()
                return True
            return not stop.is_set() and self._heard(stop)
        finally:
            self._listening.lock.release()

    def pass_on(self) -> None:
        """Wake the next thread of this worker, because there is more to do than for one."""
        self._passed_on.set()

    def close(self) -> None:
        """Give the connections back."""
        for end in (self._ringing, self._listening):
            with end.lock:
                end.close()

    def _heard(self, stop: threading.Event) -> bool:
        try:
            return self._listening.bell().heard(LONGEST_WAIT_SECONDS)
        except Exception as error:  # noqa: BLE001 (as above)
            self._listening.give_up(error)
            stop.wait(REST_AFTER_ERROR_SECONDS)
            return False


_of_engine: WeakKeyDictionary[Engine, Wakeups] = WeakKeyDictionary()


def attach(engine: Engine, wakeups: Wakeups) -> None:
    """Say what wakes the workers that look at a database."""
    _of_engine[engine] = wakeups


def detach(engine: Engine) -> None:
    """Forget what wakes the workers of a database, and give its connections back."""
    wakeups = _of_engine.pop(engine, None)
    if wakeups is not None:
        wakeups.close()


def ring_after_commit(session: Session) -> None:
    """Wake workers once the session's transaction is committed; not at all if it never is."""
    bind = session.get_bind()
    wakeups = _of_engine.get(bind.engine if isinstance(bind, Connection) else bind)
    if wakeups is not None:
        event.listen(session, "after_commit", lambda _: wakeups.ring(), once=True)
