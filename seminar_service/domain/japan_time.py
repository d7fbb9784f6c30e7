"""The clock of Japan, by which every seminar is held and every day counted."""

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

JAPAN: Final = ZoneInfo("Asia/Tokyo")
"""The time zone; its IANA name is the only one that every calendar program understands."""


def instant_of(day: date, clock: time) -> datetime:
    """The aware instant at which a clock in Japan shows this time on this day."""
    return datetime.combine(day, clock, tzinfo=JAPAN)


def day_of(instant: datetime) -> date:
    """The day in Japan at an aware instant."""
    return instant.astimezone(JAPAN).date()
