"""Japanese time: one constant description for every calendar."""

from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Timezone, TimezoneStandard, vDatetime, vText, vUTCOffset

from seminar_service.domain.japan_time import JAPAN

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
    zone.add("TZID", vText(JAPAN.key))
    zone.add_component(standard)
    return zone


def in_tokyo(moment: datetime) -> datetime:
    """Return an aware moment as Japanese wall-clock time, to the second."""
    return moment.astimezone(JAPAN).replace(microsecond=0)


def in_utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0)
