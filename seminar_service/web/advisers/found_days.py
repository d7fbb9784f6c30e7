"""Days that were found in a calendar, as the form carries them that takes them."""

from collections.abc import Iterable
from datetime import date


def in_text(days: Iterable[date]) -> str:
    """The days in one hidden field."""
    return " ".join(day.isoformat() for day in days)


def days_in(text: str) -> set[date]:
    """The days that came back; what is none is left out."""
    return {day for each in text.split() if (day := _day(each))}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
