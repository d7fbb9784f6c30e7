"""When a calendar is fetched: at night, each at a time of its own, a few times where it fails."""

from datetime import datetime, time, timedelta
from typing import Final

from seminar_service.domain.japan_time import day_of, instant_of

NIGHT_BEGINS: Final = time(1, 0)
"""In Japan: nobody works then, and the next morning's plans know of it."""
NIGHT_MINUTES: Final = 240
_STEP: Final = 97
"""Has no divisor in common with the minutes, so that neighbours lie far apart."""
PAUSES: Final = (timedelta(minutes=20), timedelta(hours=1))
"""Between the tries of one night; then it rests until the next one."""
TOLD_AFTER: Final = timedelta(days=2, hours=12)
"""For how long it fails before the adviser is written to: three nights."""


def next_night(adviser_id: int, *, now: datetime) -> datetime:
    """When the calendar of an adviser is fetched next; always after `now`."""
    minutes = timedelta(minutes=adviser_id * _STEP % NIGHT_MINUTES)
    tonight = instant_of(day_of(now), NIGHT_BEGINS) + minutes
    return tonight if tonight > now else tonight + timedelta(days=1)


def after_failure(adviser_id: int, tries: int, *, now: datetime) -> tuple[datetime, int]:
    """When to try again after so many tries of one night, and how many count from then on."""
    if tries <= len(PAUSES):
        return now + PAUSES[tries - 1], tries
    return next_night(adviser_id, now=now), 0
