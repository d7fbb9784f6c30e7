"""libical, which GNOME and KDE read calendars with, through its C interface."""

import ctypes
import ctypes.util
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from tests.calendars.seen import Seen

_EVENT_KIND = 4


class _Time(ctypes.Structure):
    """The library's `struct icaltimetype`."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


def read_with_libical(content: bytes) -> list[Seen]:
    """Read with libical, which must find neither errors nor broken restrictions.

    Raises:
        ValueError: When it does.
    """
    library = _library()
    calendar = library.icalparser_parse_string(content)
    try:
        if library.icalcomponent_count_errors(calendar):
            raise ValueError(library.icalcomponent_as_ical_string(calendar).decode())
        if not library.icalrestriction_check(calendar):
            raise ValueError("libical finds a broken restriction")
        return [_seen(library, event) for event in _events(library, calendar)]
    finally:
        library.icalcomponent_free(calendar)


def _library() -> Any:
    library = ctypes.CDLL(ctypes.util.find_library("ical"))
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    signatures: dict[str, tuple[Any, list[Any]]] = {
        "icalparser_parse_string": (pointer, [text]),
        "icalcomponent_free": (None, [pointer]),
        "icalcomponent_count_errors": (number, [pointer]),
        "icalrestriction_check": (number, [pointer]),
        "icalcomponent_as_ical_string": (text, [pointer]),
        "icalcomponent_get_first_component": (pointer, [pointer, number]),
        "icalcomponent_get_next_component": (pointer, [pointer, number]),
        "icalcomponent_get_uid": (text, [pointer]),
        "icalcomponent_get_summary": (text, [pointer]),
        "icalcomponent_get_description": (text, [pointer]),
        "icalcomponent_get_location": (text, [pointer]),
        "icalcomponent_get_dtstart": (_Time, [pointer]),
        "icalcomponent_get_dtend": (_Time, [pointer]),
        "icalcomponent_get_status": (number, [pointer]),
        "icalcomponent_get_sequence": (number, [pointer]),
        "icalproperty_status_to_string": (text, [number]),
        "icaltime_as_timet_with_zone": (ctypes.c_int64, [_Time, pointer]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def _events(library: Any, calendar: int) -> Iterator[int]:
    event = library.icalcomponent_get_first_component(calendar, _EVENT_KIND)
    while event:
        yield event
        event = library.icalcomponent_get_next_component(calendar, _EVENT_KIND)


def _seen(library: Any, event: int) -> Seen:
    def text(name: str) -> str:
        return (getattr(library, f"icalcomponent_get_{name}")(event) or b"").decode()

    def moment(name: str) -> datetime:
        time = getattr(library, f"icalcomponent_get_{name}")(event)
        seconds = library.icaltime_as_timet_with_zone(time, time.zone)
        return datetime.fromtimestamp(seconds, UTC)

    status = library.icalproperty_status_to_string(library.icalcomponent_get_status(event))
    return Seen(
        uid=text("uid"),
        title=text("summary"),
        description=text("description"),
        location=text("location"),
        start=moment("dtstart"),
        end=moment("dtend"),
        status=(status or b"").decode(),
        sequence=library.icalcomponent_get_sequence(event),
    )
