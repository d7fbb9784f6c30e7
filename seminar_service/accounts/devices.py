"""What device somebody uses, in words, from what its browser says of itself."""

from dataclasses import dataclass
from typing import Final

LONGEST_READ = 1000

# The first mark that is found names it: many browsers claim to be others as well.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Device:
    """A browser and the system that it runs on, by their names; empty where not known."""

    browser: str = ""
    system: str = ""


def device_of(user_agent: str) -> Device:
    """Name the device that sends this header; it may say anything, so nothing hangs on it."""
    read = user_agent[:LONGEST_READ]
    return Device(_first(BROWSERS, read), _first(SYSTEMS, read))


def _first(marks: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in marks if mark in text), "")
