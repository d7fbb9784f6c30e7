"""Threads whose work goes on, whatever happens to it.

A loop catches what it knows. What it does not know ends it; it is then begun anew, and the log
and the readiness of the process say so.
"""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final, TypeAlias

import structlog

from seminar_service.work.context import Clock

Loop: TypeAlias = Callable[[threading.Event], None]

RESTART_PAUSE_SECONDS = 5.0
REMEMBERED_FOR: Final = timedelta(minutes=10)

log = structlog.get_logger(__name__)
_ends: deque[tuple[datetime, str]] = deque(maxlen=100)


def supervised(name: str, loop: Loop, stop: threading.Event, clock: Clock) -> threading.Thread:
    """A thread that runs a loop until `stop` is set, as often as it takes.

    Args:
        name: What the loop is called in the log.
        loop: Gets `stop`, and returns once it is set.
        stop: Set when the loop is to end.
        clock: Tells the present instant in UTC.
    """

    def keep_going() -> None:
        while not stop.is_set():
            cause = _end_of(loop, stop)
            if stop.is_set():
                return
            # Not even a log that cannot be written may end the thread.
            with suppress(Exception):
                _ends.append((clock(), name))
                log.error("loop_ended_and_restarted", loop=name, exc_info=cause)
            stop.wait(RESTART_PAUSE_SECONDS)

    return threading.Thread(target=keep_going, daemon=True, name=name)


def ended_lately(now: datetime) -> list[str]:
    """The loops of this process that ended unasked within the last minutes, by name."""
    return sorted({name for ended_at, name in _ends.copy() if now - ended_at < REMEMBERED_FOR})


def _end_of(loop: Loop, stop: threading.Event) -> BaseException | None:
    try:
        loop(stop)
    except BaseException as error:  # noqa: BLE001 (SystemExit, too, would end the thread for good)
        return error
    return None
