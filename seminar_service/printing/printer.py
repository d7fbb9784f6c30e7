"""PDF files of HTML: each made by a process of its own, few at a time, for a limited time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

import structlog

from seminar_service.printing.errors import (
    FontMissing,
    LibrariesMissing,
    NothingFits,
    NotPrinted,
    PrinterBusy,
    PrinterFailed,
    TookTooLong,
)
from seminar_service.printing.values import LONGEST_SECONDS, Exit, Order, Printed

AT_ONCE: Final = 2
"""Files that one process of the service has made at a time."""
WAITING: Final = 2
"""Requests that may wait for their turn; they keep a thread each from answering others."""
_COMMAND: Final = (sys.executable, "-I", "-m", "seminar_service.printing")
_NEEDED: Final = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
_OF_FONTS: Final = ("FONTCONFIG_", "XDG_")
_REASONS: Final[dict[int, type[NotPrinted]]] = {
    Exit.LIBRARIES_MISSING: LibrariesMissing,
    Exit.FONT_MISSING: FontMissing,
    Exit.TOO_LARGE: TookTooLong,
    Exit.NOTHING_FITS: NothingFits,
}

log = structlog.get_logger(__name__)
_turns = BoundedSemaphore(AT_ONCE)
_room = BoundedSemaphore(AT_ONCE + WAITING)


def print_pdf(order: Order, *, seconds: float = LONGEST_SECONDS) -> Printed:
    """Make a PDF file, tagged for screen readers, with the title and language of its document.

    Raises:
        NotPrinted: There is none; its subclass says why.
    """
    with _turn(seconds):
        try:
            done = subprocess.run(  # noqa: S603 (our own module; nothing typed is in the command)
                _COMMAND,
                input=order.to_bytes(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it may name people
                env=_environment(),
                cwd="/",
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            log.warning("printing_took_too_long", seconds=seconds)
            raise TookTooLong from None
    if done.returncode != Exit.DONE:
        log.warning("not_printed", status=done.returncode)
        raise _REASONS.get(done.returncode, PrinterFailed)
    return Printed.from_bytes(done.stdout)


def _environment() -> dict[str, str]:
    """What finds libraries and fonts; no setting, and so no secret."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in _NEEDED or name.startswith(_OF_FONTS)
    }


@contextmanager
def _turn(seconds: float) -> Iterator[None]:
    if not _room.acquire(blocking=False):
        raise PrinterBusy
    try:
        if not _turns.acquire(timeout=seconds):
            raise PrinterBusy
        try:
            yield
        finally:
            _turns.release()
    finally:
        _room.release()
