"""Entries of public feeds kept in memory as they were written.

Many ask for the same feeds, every seminar stands in several, and writing an entry takes far longer
than reading it from the database. After a change one entry is written, not thousands.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from seminar_service.calendars.feed import written_entry
from seminar_service.domain.addresses import Addresses
from seminar_service.seminars.calendar_entries import calendar_entry
from seminar_service.seminars.calendar_rows import CalendarRow

KEPT_ENTRIES: Final = 10_000
"""Those of several tours in both languages, about two kilobytes each with what they are made of."""


class WrittenEntry(NamedTuple):
    """An entry as it stands in a feed, and when anything in it last changed."""

    content: bytes
    changed_at: datetime


def written_rows(rows: Iterable[CalendarRow], addresses: Addresses) -> list[WrittenEntry]:
    """The entries of public seminars, each written once for the same values and addresses.

    Raises:
        TentativeInPublicFeed: a seminar is not announced yet.
    """
    return [_written(row, addresses) for row in rows]


@lru_cache(maxsize=KEPT_ENTRIES)
def _written(row: CalendarRow, addresses: Addresses) -> WrittenEntry:
    entry = calendar_entry(row, addresses)
    return WrittenEntry(written_entry(entry, addresses.locale), entry.changed_at)
