"""Japanese time: one constant description for every calendar."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneStandard, vDatetime, vText, vUTCOffset

TOKYO: Final = ZoneInfo("Asia/Tokyo")
"""The zone of all seminars; its IANA name is the only one that every client understands."""

_NINE_HOURS: Final = vUTCOffset(timedelta(hours=9))


def tokyo_timezone() -> Timezone:
    """Return the VTIMEZONE that goes into every calendar; Outlook needs it.

    One STANDARD without rule, since Japan keeps no summer time.
    """
    standard = TimezoneStandard()
    standard.add("DTSTART", vDatetime(datetime(1970, 1, 1)))  # noqa: DTZ001 (local by RFC 5545)
    standard.add("TZOFFSETFROM", _NINE_HOURS)
    standard.add("TZOFFSETTO", _NINE_HOURS)
    standard.add("TZNAME", vText("JST"))
    zone = Timezone()
    zone.add("TZID", vText("Asia/Tokyo"))
    zone.add_component(standard)
    return zone


def in_tokyo(moment: datetime) -> datetime:
    """Return an aware moment as Japanese wall-clock time, to the second."""
    return moment.astimezone(TOKYO).replace(microsecond=0)


def in_utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0)
