"""Waiting for what another process does."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE_SECONDS = 120.0  # only a failure waits that long, and machines are busy at times
LOOK_SECONDS = 0.05
Found = TypeVar("Found")


def wait_for(look: Callable[[], Found | None], what: str) -> Found:
    """The first thing other than None (or another empty thing) that `look` finds.

    Raises:
        AssertionError: nothing was found in time; the text says what was looked for.
    """
    pause = threading.Event()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        pause.wait(LOOK_SECONDS)
    raise AssertionError(f"waited {PATIENCE_SECONDS:.0f} s in vain for {what}")
