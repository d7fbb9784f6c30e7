"""What a calendar program understood of an entry, and what it should have understood."""

from dataclasses import dataclass
from datetime import datetime

from seminar_service.calendars.entry import marked_title
from seminar_service.calendars.text import clean_line, clean_lines
from seminar_service.calendars.timezone import in_utc
from seminar_service.calendars.values import CalendarEntry
from seminar_service.domain.locales import Locale


@dataclass(frozen=True)
class Seen:
    """One entry as understood; times in UTC, missing texts as empty."""

    uid: str
    title: str
    description: str
    location: str
    start: datetime
    end: datetime
    status: str
    sequence: int | None


def expected(entry: CalendarEntry, locale: Locale = Locale.JA) -> Seen:
    """Return what every program should understand of an entry."""
    return Seen(
        uid=str(entry.uid),
        title=clean_line(marked_title(entry, locale)),
        description=clean_lines(entry.description),
        location=clean_line(entry.location),
        start=in_utc(entry.start),
        end=in_utc(entry.end),
        status=str(entry.status),
        sequence=entry.sequence,
    )
