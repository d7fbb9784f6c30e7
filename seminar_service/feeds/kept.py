"""Entries of public feeds kept in memory as they were written.

Many ask for the same feeds, every seminar stands in several, and writing an entry takes longer than
reading it from the database. After a change one entry is written, not thousands.
"""

from functools import lru_cache
from typing import Final

from seminar_service.calendars.feed import joined_feed, order, written_entry
from seminar_service.calendars.values import CalendarEntry, FeedInfo
from seminar_service.domain.locales import Locale

KEPT_ENTRIES: Final = 10_000
"""Those of several tours in both languages, about a kilobyte each."""


def kept_public_feed(info: FeedInfo, entries: tuple[CalendarEntry, ...]) -> bytes:
    """The same as `public_feed`, with each entry written once for the same values.

    Raises:
        TentativeInPublicFeed: an entry is not announced yet.
        FeedTooLarge: beyond 5,000 entries or 8 MB.
    """
    ordered = sorted(entries, key=order)
    return joined_feed(info, [_written(entry, info.locale) for entry in ordered])


@lru_cache(maxsize=KEPT_ENTRIES)
def _written(entry: CalendarEntry, locale: Locale) -> bytes:
    return written_entry(entry, locale)
