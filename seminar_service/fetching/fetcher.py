"""Fetching what a stranger's address answers: by a process of its own, few at a time."""

import subprocess
import sys
from threading import BoundedSemaphore
from typing import Final

import structlog

from seminar_service.fetching.errors import FetchersBusy
from seminar_service.fetching.values import (
    LONGEST_SECONDS,
    Answer,
    Fault,
    FetchFailed,
    Wanted,
    answer_from_bytes,
)

AT_ONCE: Final = 2
"""Addresses that one process of the service asks at a time."""
PATIENCE_SECONDS: Final = 1.0
"""How long a request waits for its turn; it keeps a thread from answering others."""
_COMMAND: Final = (sys.executable, "-I", "-m", "seminar_service.fetching")

log = structlog.get_logger(__name__)
_turns = BoundedSemaphore(AT_ONCE)


def fetch(wanted: Wanted, *, seconds: float = LONGEST_SECONDS) -> Answer:
    """What an address answers; it is neither logged nor part of an error.

    Raises:
        FetchFailed: Nothing came, or not in time.
        FetchersBusy: Others are being asked.
    """
    if not _turns.acquire(timeout=PATIENCE_SECONDS):
        raise FetchersBusy
    try:
        done = subprocess.run(  # noqa: S603 (our own module; nothing typed is in the command)
            _COMMAND,
            input=wanted.to_bytes(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may name the address
            env={},
            cwd="/",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FetchFailed(Fault.TOO_SLOW) from None
    finally:
        _turns.release()
    if done.returncode != 0:
        log.warning("calendar_not_fetched", status=done.returncode)
        raise FetchFailed(Fault.TOO_LARGE if done.returncode < 0 else Fault.UNREACHABLE)
    return answer_from_bytes(done.stdout)
