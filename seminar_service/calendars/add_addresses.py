"""Addresses that open a form of Google's or Microsoft's calendar, filled in with one entry.

Nothing is loaded from there: they are links. What they carry is bounded, because some servers
refuse addresses of more than about 2,000 characters, and a Japanese letter takes nine.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from seminar_service.calendars.entry import marked_title
from seminar_service.calendars.text import clean_line
from seminar_service.calendars.timezone import in_tokyo, in_utc
from seminar_service.calendars.values import CalendarEntry
from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.locales import Locale

LONGEST_TEXT: Final = 80
"""Letters of title and place; what is beyond stands on the entry's page."""

_GOOGLE: Final = "https://calendar.google.com/calendar/render"
_OUTLOOK: Final = "https://outlook.live.com/calendar/0/deeplink/compose"
_OFFICE: Final = "https://outlook.office.com/calendar/0/deeplink/compose"


@dataclass(frozen=True, slots=True)
class AddAddresses:
    """Where one entry is put into a calendar on the web.

    Attributes:
        google: Google Calendar.
        outlook: Outlook.com, for private accounts.
        office: Outlook of Microsoft 365, for those of work and school.
    """

    google: str
    outlook: str
    office: str


def add_addresses(entry: CalendarEntry, locale: Locale) -> AddAddresses:
    """Return the addresses for one entry; its description is the address of its page."""
    title, place = _bounded(marked_title(entry, locale)), _bounded(entry.location)
    start, end = in_tokyo(entry.start), in_tokyo(entry.end)
    google = {
        "action": "TEMPLATE",
        "text": title,
        "dates": f"{start:%Y%m%dT%H%M%S}/{end:%Y%m%dT%H%M%S}",
        "ctz": JAPAN.key,
        "details": entry.address,
        "location": place,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": title,
        "startdt": f"{in_utc(entry.start):%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{in_utc(entry.end):%Y-%m-%dT%H:%M:%SZ}",
        "body": entry.address,
        "location": place,
    }
    return AddAddresses(
        google=_address(_GOOGLE, google),
        outlook=_address(_OUTLOOK, outlook),
        office=_address(_OFFICE, outlook),
    )


def _bounded(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= LONGEST_TEXT else f"{line[: LONGEST_TEXT - 1]}…"


def _address(base: str, said: dict[str, str]) -> str:
    # Outlook shows the plus signs that stand for spaces in forms.
    return f"{base}?{urlencode(said, quote_via=quote, safe='')}"
