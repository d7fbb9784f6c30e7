"""Calendar files as programs write them."""

from datetime import date
from typing import Final

FIRST: Final = date(2026, 6, 1)
LAST: Final = date(2027, 3, 31)


def calendar(*entries: str, before: str = "") -> bytes:
    """A file of these entries, each given by its lines beside UID and DTSTAMP."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *before.split()]
    for number, entry in enumerate(entries):
        lines += ["BEGIN:VEVENT", f"UID:{number}", "DTSTAMP:20260101T000000Z"]
        lines += [line.strip() for line in entry.strip().splitlines()]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


ALL_DAY: Final = "DTSTART;VALUE=DATE:20260907\nDTEND;VALUE=DATE:20260909\nSUMMARY:Secret trip"
"""Two days."""
EVERY_SECOND: Final = "DTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY"
