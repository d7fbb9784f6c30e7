"""The days that a calendar takes. Loaded by the process that reads one, and by its tests."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

import recurring_ical_events
from icalendar import Calendar, Component, Event

from seminar_service.busy.values import MOST_ENTRIES, MOST_TIMES, Asked, Busy
from seminar_service.domain.japan_time import JAPAN

_ONE_DAY: Final = timedelta(days=1)
_INSTANT: Final = timedelta(microseconds=1)
_FREE: Final = "TRANSPARENT"
_CANCELLED: Final = "CANCELLED"
_NOT_UNDERSTOOD: Final = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What the libraries raise at entries that are none."""


class Unreadable(Exception):  # noqa: N818 (named after what happened)
    """It is no iCalendar file."""


class TooMany(Exception):  # noqa: N818 (named after what happened)
    """It has more entries, or more repetitions, than are read."""


def busy_days(asked: Asked) -> Busy:
    """The days in Japan that the entries of a calendar take, each repetition of them too.

    Entries that are marked as free, were cancelled or are ours take none; one that takes a part of
    a day takes it all. One that cannot be understood is counted and left out.

    Raises:
        Unreadable: It is no iCalendar file.
        TooMany: It has too many entries or repetitions.
    """
    calendars = _read(asked.content)
    entries = sum(len(each.walk("VEVENT")) for each in calendars)
    if entries > MOST_ENTRIES:
        raise TooMany
    days, unread, times = set[date](), 0, 0
    for calendar in calendars:
        taken, bad = _times(calendar, asked)
        times, unread = times + len(taken), unread + bad
        if times > MOST_TIMES:
            raise TooMany
        for entry in filter(_takes_time, taken):
            if str(entry.get("UID", "")) in asked.ours:
                continue
            try:
                days.update(_days(entry, asked))
            except _NOT_UNDERSTOOD:
                unread += 1
    return Busy(tuple(sorted(days)), unread)


def _times(calendar: Calendar, asked: Asked) -> tuple[list[Event], int]:
    """All times of the entries of a calendar, and how many entries are none."""
    try:
        return _between(calendar, asked), 0
    except _NOT_UNDERSTOOD:
        return _one_by_one(calendar, asked)


def _one_by_one(calendar: Calendar, asked: Asked) -> tuple[list[Event], int]:
    """The same, where a bad entry would spoil the others: each with what is changed of it alone."""
    zones = [each for each in calendar.subcomponents if each.name == "VTIMEZONE"]
    series: dict[str, list[Component]] = {}
    for each in calendar.walk("VEVENT"):
        series.setdefault(str(each.get("UID", "")), []).append(each)
    found, bad = [], 0
    for entries in series.values():
        alone = Calendar(calendar)
        alone.subcomponents = [*zones, *entries]
        try:
            found += _between(alone, asked)
        except _NOT_UNDERSTOOD:
            bad += len(entries)
    return found, bad


def _between(calendar: Calendar, asked: Asked) -> list[Event]:
    query = recurring_ical_events.of(calendar)
    # Zones lie around Japan's: a day more on both sides loses nothing.
    found: list[Event] = query.between(asked.first - _ONE_DAY, asked.last + 2 * _ONE_DAY)
    return found


def _read(content: bytes) -> list[Calendar]:
    try:
        parts = Calendar.from_ical(content, multiple=True)
        found = [each for each in parts if each.name == "VCALENDAR"]
    except _NOT_UNDERSTOOD as error:
        raise Unreadable from error
    if not found:
        raise Unreadable
    return found


def _takes_time(entry: Event) -> bool:
    is_free = str(entry.get("TRANSP", "")).upper() == _FREE
    return not is_free and str(entry.get("STATUS", "")).upper() != _CANCELLED


def _days(entry: Event, asked: Asked) -> Iterator[date]:
    begins, end = _day(entry.start), entry.end
    # Until midnight is not the day after.
    until = _day(end - _INSTANT) if isinstance(end, datetime) else end - _ONE_DAY
    day, last = max(begins, asked.first), min(max(begins, until), asked.last)
    while day <= last:
        yield day
        day += _ONE_DAY


def _day(value: date) -> date:
    """The day in Japan; a time without a zone is one of the clock on the wall, here as anywhere."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(JAPAN).date() if value.tzinfo else value.date()
