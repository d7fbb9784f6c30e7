"""Reading a stranger's calendar: by a process of its own, few at a time, for a limited time."""

import subprocess
import sys
from threading import BoundedSemaphore
from typing import Final

import structlog

from seminar_service.busy.errors import CalendarTooLarge, CalendarUnreadable, ReadersBusy
from seminar_service.busy.values import LARGEST_FILE, LONGEST_SECONDS, Asked, Busy, Exit

AT_ONCE: Final = 2
"""Files that one process of the service reads at a time."""
PATIENCE_SECONDS: Final = 1.0
"""How long a request waits for its turn; it keeps a thread from answering others."""
_COMMAND: Final = (sys.executable, "-I", "-m", "seminar_service.busy")

log = structlog.get_logger(__name__)
_turns = BoundedSemaphore(AT_ONCE)


def read_busy(asked: Asked, *, seconds: float = LONGEST_SECONDS) -> Busy:
    """Which days a calendar takes.

    Raises:
        CalendarUnreadable: It is no iCalendar file.
        CalendarTooLarge: It has more than is read, or took too long.
        ReadersBusy: Others are being read.
    """
    if len(asked.content) > LARGEST_FILE:
        raise CalendarTooLarge
    if not _turns.acquire(timeout=PATIENCE_SECONDS):
        raise ReadersBusy
    try:
        done = subprocess.run(  # noqa: S603 (our own module; nothing typed is in the command)
            _COMMAND,
            input=asked.to_bytes(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may name people
            env={},
            cwd="/",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("calendar_took_too_long", seconds=seconds)
        raise CalendarTooLarge from None
    finally:
        _turns.release()
    if done.returncode == Exit.DONE:
        return Busy.from_bytes(done.stdout)
    log.warning("calendar_not_read", status=done.returncode)
    killed = done.returncode < 0 or done.returncode == Exit.TOO_MANY
    raise CalendarTooLarge if killed else CalendarUnreadable
