"""Bells that reach every process: what `SEMINAR_QUEUE_URL` names.

A bell says that there is something to do, not what: that stands in the table `job`. So it
carries nothing, whoever listens hears it, and one that nobody hears is lost without harm.
"""

import sqlite3
import time
from collections.abc import Callable
from typing import Any, Final, Protocol

import psycopg
import redis
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy.engine import make_url

NAME: Final = "seminar_jobs"
POLL_SECONDS: Final = 0.1  # nothing tells the reader of an SQLite file that it has changed
PATIENCE_SECONDS: Final = 5  # with a server that does not answer, where the address says nothing
RING_NUMBERS: Final = 2**31  # SQLite keeps the number in 32 bits, one of them the sign
_PATIENCE: Final = {
    "connect_timeout": PATIENCE_SECONDS,
    "tcp_user_timeout": PATIENCE_SECONDS * 1000,
    "keepalives_idle": 30,
}


class Bell(Protocol):
    """One end of a bell: used either for ringing or for listening, by one thread at a time.

    Connected as soon as it is made. Raises whatever the library beneath raises; it is closed
    then, and a new one made.
    """

    def ring(self) -> None:
        """Let those who listen know."""

    def heard(self, seconds: float) -> bool:
        """Listen for so long at most; whether it has rung.

        True also for who has only begun to listen, because it may have rung before.
        """

    def close(self) -> None:
        """Give the connection back."""


class SqliteBell:
    """On one machine: how often it has rung stands in the head of a database without tables."""

    def __init__(self, url: str) -> None:
        self._connection = sqlite3.connect(
            make_url(url).database or ":memory:", isolation_level=None, check_same_thread=False
        )
        # So that ringing need not wait for the disk. Even a database of the service's own may
        # be opened like that.
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._known: int | None = None

    def ring(self) -> None:
        """Raise the number by one."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            rings = (self._rings() + 1) % RING_NUMBERS
            self._connection.execute(f"PRAGMA user_version = {rings}")
        finally:
            self._connection.execute("COMMIT")

    def heard(self, seconds: float) -> bool:
        """Look at the number again and again."""
        until = time.monotonic() + seconds
        while (rings := self._rings()) == self._known:
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(POLL_SECONDS, left))
        self._known = rings
        return True

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _rings(self) -> int:
        rings: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
        return rings


class PostgresBell:
    """For several machines: NOTIFY and LISTEN."""

    def __init__(self, url: str) -> None:
        options: dict[str, Any] = _PATIENCE | conninfo_to_dict(url)
        self._connection = psycopg.connect(make_conninfo(**options), autocommit=True)
        self._listens = False

    def ring(self) -> None:
        """Send a notification."""
        self._connection.execute(f"NOTIFY {NAME}")

    def heard(self, seconds: float) -> bool:
        """Wait for a notification, without asking for anything meanwhile."""
        if not self._listens:
            self._connection.execute(f"LISTEN {NAME}")
            self._listens = True
            return True
        return any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class RedisBell:
    """For several machines: PUBLISH and SUBSCRIBE."""

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(
            url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
        )
        self._subscription = self._client.pubsub()  # type: ignore[no-untyped-call]  # of the library

    def ring(self) -> None:
        """Publish a message without a content."""
        self._client.publish(NAME, "")

    def heard(self, seconds: float) -> bool:
        """Wait for a message, without asking for anything meanwhile."""
        if not self._subscription.subscribed:
            self._subscription.subscribe(NAME)
        # The first that comes is the confirmation that one listens.
        return self._subscription.get_message(timeout=seconds) is not None

    def close(self) -> None:
        """Close the connections."""
        self._subscription.close()
        self._client.close()


_BELLS: Final[dict[str, Callable[[str], Bell]]] = {
    "sqlite": SqliteBell,
    "postgresql": PostgresBell,
    "redis": RedisBell,
    "rediss": RedisBell,
}


def bell_at(url: str) -> Bell:
    """Make a bell that is connected to what an address names."""
    return _BELLS[url.split(":", 1)[0]](url)
