"""One seminar as a VEVENT."""

from collections.abc import Iterable
from typing import Final

from icalendar import Alarm, Event, vGeo, vText, vUri

from seminar_service.calendars.text import clean_line, text_line, text_lines
from seminar_service.calendars.timezone import in_tokyo, in_utc
from seminar_service.calendars.values import CalendarEntry, EntryStatus, Position, Reminder
from seminar_service.domain.locales import Locale

# Google hides a cancelled entry, Apple strikes it through; elsewhere only the title tells.
_TITLE_MARKS: Final = {
    (EntryStatus.CANCELLED, Locale.JA): "【中止】",
    (EntryStatus.CANCELLED, Locale.EN): "CANCELLED: ",
    (EntryStatus.TENTATIVE, Locale.JA): "【仮】",
    (EntryStatus.TENTATIVE, Locale.EN): "TENTATIVE: ",
}
_GEO_DECIMALS: Final = 6
_PIN_RADIUS: Final = "100"  # metres


def marked_title(entry: CalendarEntry, locale: Locale) -> str:
    """Return the title with what its status puts before it."""
    return _TITLE_MARKS.get((entry.status, locale), "") + entry.title


def new_event(entry: CalendarEntry, locale: Locale, *, blocks_time: bool) -> Event:
    """Return the entry as a VEVENT.

    Args:
        entry: The seminar.
        locale: Language of the mark before the title.
        blocks_time: Whether the reader is busy meanwhile: in their own calendar, not in a feed
            of seminars that they might attend.
    """
    event = Event()
    _add_identity(event, entry)
    event.add("DTSTART", in_tokyo(entry.start))
    event.add("DTEND", in_tokyo(entry.end))
    event.add("SUMMARY", text_line(marked_title(entry, locale)))
    event.add("STATUS", vText(entry.status))
    busy = blocks_time and entry.status is not EntryStatus.CANCELLED
    event.add("TRANSP", vText("OPAQUE" if busy else "TRANSPARENT"))
    _add_particulars(event, entry)
    return event


def new_alarm(reminder: Reminder) -> Alarm:
    """Return a reminder as a DISPLAY alarm, which needs its DESCRIPTION."""
    alarm = Alarm()
    alarm.add("ACTION", vText("DISPLAY"))
    alarm.add("TRIGGER", -reminder.before)
    alarm.add("DESCRIPTION", text_line(reminder.text))
    return alarm


def add_reminders(event: Event, entry: CalendarEntry, reminders: Iterable[Reminder]) -> None:
    """Put reminders into an event; nobody is reminded of what is cancelled."""
    if entry.status is EntryStatus.CANCELLED:
        return
    for reminder in reminders:
        event.add_component(new_alarm(reminder))


def _add_identity(event: Event, entry: CalendarEntry) -> None:
    # The stored time of change, never the time of the request, or every answer would differ.
    changed_at = in_utc(entry.changed_at)
    event.add("UID", vText(str(entry.uid)))
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", changed_at)
    event.add("LAST-MODIFIED", changed_at)
    event.add("CREATED", in_utc(entry.created_at))


def _add_particulars(event: Event, entry: CalendarEntry) -> None:
    if entry.description:
        event.add("DESCRIPTION", text_lines(entry.description))
    if entry.location:
        event.add("LOCATION", text_line(entry.location))
    if entry.address:
        event.add("URL", vUri(entry.address))
    if entry.conference:
        event.add("CONFERENCE", _conference(entry.conference))
    if entry.topics:
        event.add("CATEGORIES", [clean_line(topic) for topic in entry.topics])
    if entry.position:
        event.add("GEO", _geo(entry.position))
        event.add("X-APPLE-STRUCTURED-LOCATION", _map_pin(entry.position, entry.location))


def _conference(address: str) -> vUri:
    """Where to attend online. Few programs read it yet: the address stands in LOCATION, too."""
    return vUri(address, params={"VALUE": "URI", "FEATURE": "VIDEO"})


def _geo(position: Position) -> vGeo:
    return vGeo((round(position.latitude, _GEO_DECIMALS), round(position.longitude, _GEO_DECIMALS)))


def _map_pin(position: Position, location: str) -> vUri:
    """Where Apple's map shows the venue, under the name that stands in LOCATION."""
    latitude, longitude = _geo(position).latitude, _geo(position).longitude
    title = clean_line(location)
    parameters = {"VALUE": "URI", "X-APPLE-RADIUS": _PIN_RADIUS} | (
        {"X-TITLE": title} if title else {}
    )
    return vUri(f"geo:{latitude},{longitude}", params=parameters)
