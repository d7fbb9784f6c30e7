"""Does this Python's `email` package write what it was given, or what somebody typed?

The service writes its mails itself, so that nothing depends on it; other programs of the same
Python may not be so careful, and an operator should know.
"""

import sys
from email.errors import MessageError
from email.message import EmailMessage
from typing import Final

import structlog

# The first releases in which it refuses to write a header that would break its line, in text
# and in bytes (CVE-2024-6923, CVE-2026-1299), and keeps quotes and encoded words when it folds.
FIXED: Final = {(3, 11): 15, (3, 12): 13, (3, 13): 12, (3, 14): 3}

log = structlog.get_logger(__name__)


def warn_of_old_python(version: tuple[int, int, int] = sys.version_info[:3]) -> None:
    """Log one line where the running Python has known faults in writing the headers of mails."""
    if is_fixed(version) or refuses_broken_headers():
        return
    log.warning(
        "python_release_has_faults_in_mail_headers",
        release=".".join(map(str, version)),
        fixed_in=", ".join(f"{major}.{minor}.{patch}" for (major, minor), patch in FIXED.items()),
    )


def is_fixed(version: tuple[int, int, int]) -> bool:
    """Whether a release of Python is one of those without these faults."""
    major, minor, patch = version
    newest = max(FIXED)
    return (major, minor) > newest or patch >= FIXED.get((major, minor), sys.maxsize)


def refuses_broken_headers() -> bool:
    """Whether the running Python has the newest of the corrections, whatever its number.

    Distributions bring corrections to older releases.
    """
    mail = EmailMessage()
    mail["Subject"] = _Literal("Subject: x\r\nBcc: y\r\n")
    try:
        bytes(mail)
    except MessageError:
        return True
    return False


class _Literal(str):
    """A header that folds as it pleases."""

    __slots__ = ()
    name = "Subject"
    max_count = None

    def fold(self, **_: object) -> str:
        return str(self)
