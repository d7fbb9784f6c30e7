"""What spreadsheet programs would take for a formula [OWASP, CSV injection]."""

from typing import Final

_BEGINNINGS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula when it opens a CSV file.

    An apostrophe is put before what begins like one; programs show it or leave it out.
    """
    return f"'{text}" if text.startswith(_BEGINNINGS) else text
