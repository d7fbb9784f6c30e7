"""Dates and clock times as the formats write them."""

import datetime as dt
import re
from functools import lru_cache

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_time(text: object) -> int | None:
    """Return the minutes after midnight of `"HH:MM"`, or None where it is no such time."""
    match = _TIME.fullmatch(text) if isinstance(text, str) else None
    return int(match[1]) * 60 + int(match[2]) if match else None


def show_time(minutes: int) -> str:
    """Return `"HH:MM"` for minutes after midnight (0 to 1439)."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def parse_date(text: object) -> dt.date | None:
    """Return the date of `"YYYY-MM-DD"`, or None where no such date exists."""
    return _parsed(text) if isinstance(text, str) else None


@lru_cache(maxsize=4096)
def _parsed(text: str) -> dt.date | None:
    """Return the same; a tour names the days of one year thousands of times."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def date_of(ordinal: int) -> dt.date:
    """Return the date of a day number, held within the dates that exist.

    A trip may leave on the day before the first date of the calendar, or return on the day after
    its last: such a day is shown as the nearest date.
    """
    return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))
