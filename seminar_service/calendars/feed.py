"""Whole calendars: public and personal feeds, and the file of a single seminar."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from icalendar import Calendar, Event, vDuration, vText, vUri

from seminar_service.calendars.entry import add_reminders, new_event
from seminar_service.calendars.errors import FeedTooLarge, TentativeInPublicFeed
from seminar_service.calendars.text import text_line, text_lines
from seminar_service.calendars.timezone import tokyo_timezone
from seminar_service.calendars.values import CalendarEntry, EntryStatus, FeedInfo, PersonalEntry
from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.locales import Locale

PRODUCT: Final = "-//Seminar tour service//Seminar calendar//EN"
"""Names the maker of every calendar; without version, so that an update alone changes no byte."""

MOST_ENTRIES: Final = 5_000
"""More than a tour will ever have; a file of more is a fault, or somebody's attack."""

MOST_BYTES: Final = 8_000_000
"""Google reads about a megabyte of it; whoever needs less has the feeds of the prefectures."""


_END: Final = b"END:VCALENDAR\r\n"
_HEADS: Final = 256
"""Those of all prefectures and some years in both languages."""


def public_feed(info: FeedInfo, entries: Iterable[CalendarEntry]) -> bytes:
    """Return the feed of a tour or a prefecture.

    The same values give the same bytes, in whatever order they come.

    Raises:
        TentativeInPublicFeed: When an entry is not announced yet.
        FeedTooLarge: Beyond 5,000 entries or 8 MB.
    """
    ordered = sorted(entries, key=order)
    return joined_feed(info, [written_entry(entry, info.locale) for entry in ordered])


def written_entry(entry: CalendarEntry, locale: Locale) -> bytes:
    """Return one entry of a public feed as it stands in it.

    Raises:
        TentativeInPublicFeed: When it is not announced yet.
    """
    _refuse_tentative(entry)
    return bytes(new_event(entry, locale, blocks_time=False).to_ical())


def joined_feed(info: FeedInfo, written: Sequence[bytes]) -> bytes:
    """Return the feed of entries that were written before, in their order.

    Raises:
        FeedTooLarge: Beyond 5,000 entries or 8 MB.
    """
    _refuse_too_many(len(written))
    return _small_enough(b"".join((_head(info, with_zone=bool(written)), *written, _END)))


@lru_cache(maxsize=_HEADS)
def _head(info: FeedInfo, *, with_zone: bool) -> bytes:
    """All that stands before the entries; it is as it was until somebody renames a tour."""
    calendar = new_calendar()
    _describe(calendar, info)
    if with_zone:
        calendar.add_component(tokyo_timezone())
    return calendar_bytes(calendar).removesuffix(_END)


def personal_feed(info: FeedInfo, entries: Iterable[PersonalEntry]) -> bytes:
    """Return the private feed of an adviser, a host or a participant, with reminders.

    Raises:
        FeedTooLarge: Beyond 5,000 entries or 8 MB.
    """
    ordered = sorted(entries, key=lambda personal: order(personal.entry))
    return _feed_bytes(info, [_personal_event(each, info.locale) for each in ordered])


def single_entry(info: FeedInfo, entry: CalendarEntry) -> bytes:
    """Return the file of one announced seminar, to be put into a calendar once.

    Some subscribe to it all the same, so it has a name and says how often to look again.

    Raises:
        TentativeInPublicFeed: When it is not announced yet.
    """
    _refuse_tentative(entry)
    return _feed_bytes(info, [new_event(entry, info.locale, blocks_time=True)])


def new_calendar() -> Calendar:
    """Return a calendar without entries.

    It has no UID: vdirsyncer would take that for an entry's and keep one entry of many.
    """
    calendar = Calendar()
    calendar.add("PRODID", vText(PRODUCT))
    calendar.add("VERSION", vText("2.0"))
    calendar.add("CALSCALE", vText("GREGORIAN"))
    return calendar


def add_events(calendar: Calendar, events: Iterable[Event]) -> None:
    """Put entries into a calendar, behind the zone that they name; without any it has none."""
    for number, event in enumerate(events):
        if number == 0:
            calendar.add_component(tokyo_timezone())
        calendar.add_component(event)


def calendar_bytes(calendar: Calendar) -> bytes:
    """Return a calendar as it is sent: UTF-8, CRLF, lines of at most 75 octets."""
    return bytes(calendar.to_ical())


def _personal_event(personal: PersonalEntry, locale: Locale) -> Event:
    event = new_event(personal.entry, locale, blocks_time=True)
    add_reminders(event, personal.entry, personal.reminders)
    return event


def _feed_bytes(info: FeedInfo, events: Sequence[Event]) -> bytes:
    _refuse_too_many(len(events))
    calendar = new_calendar()
    _describe(calendar, info)
    add_events(calendar, events)
    return _small_enough(calendar_bytes(calendar))


def _refuse_too_many(entries: int) -> None:
    if entries > MOST_ENTRIES:
        raise FeedTooLarge(f"a feed has {entries} entries; {MOST_ENTRIES} are the most")


def _small_enough(content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise FeedTooLarge(f"a feed has {len(content)} bytes; {MOST_BYTES} are the most")
    return content


def _describe(calendar: Calendar, info: FeedInfo) -> None:
    # The feed's own language comes first, for clients that take the first name they meet.
    for locale in sorted(Locale, key=lambda each: each is not info.locale):
        calendar.add("NAME", text_line(info.names[locale], LANGUAGE=locale))
        calendar.add("DESCRIPTION", text_lines(info.descriptions[locale], LANGUAGE=locale))
    calendar.add("X-WR-CALNAME", text_line(info.names[info.locale]))
    calendar.add("X-WR-CALDESC", text_lines(info.descriptions[info.locale]))
    calendar.add("X-WR-TIMEZONE", vText(JAPAN.key))
    calendar.add("REFRESH-INTERVAL", vDuration(info.refresh, params={"VALUE": "DURATION"}))
    calendar.add("X-PUBLISHED-TTL", vDuration(info.refresh))
    calendar.add("COLOR", vText(info.colour))
    if info.address:
        calendar.add("SOURCE", vUri(info.address, params={"VALUE": "URI"}))
    if info.page:
        calendar.add("URL", vUri(info.page))


def _refuse_tentative(entry: CalendarEntry) -> None:
    if entry.status is EntryStatus.TENTATIVE:
        raise TentativeInPublicFeed(entry.uid)


def order(entry: CalendarEntry) -> tuple[object, ...]:
    """Where an entry stands in a feed: by its time."""
    return entry.start, str(entry.uid)
