"""Public feeds kept in memory: many ask for the same one, and writing it is most of the work."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from seminar_service.calendars.feed import public_feed
from seminar_service.calendars.values import CalendarEntry, FeedInfo

KEPT_FEEDS: Final = 128
"""The tour's and each prefecture's in both languages, with some to spare."""


@dataclass(frozen=True)
class _Values:
    """What a feed is written from; `info` holds dictionaries, so its text stands for it."""

    info: FeedInfo = field(compare=False)
    info_text: str
    entries: tuple[CalendarEntry, ...]


def kept_public_feed(info: FeedInfo, entries: tuple[CalendarEntry, ...]) -> bytes:
    """The same as `public_feed`, written once for the same values.

    Raises:
        TentativeInPublicFeed: an entry is not announced yet.
        FeedTooLarge: beyond 1,000 entries or 1 MB.
    """
    return _written(_Values(info, repr(info), entries))


@lru_cache(maxsize=KEPT_FEEDS)
def _written(values: _Values) -> bytes:
    return public_feed(values.info, values.entries)
