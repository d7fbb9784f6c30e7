"""When hosts are told how many people have registered."""

from datetime import date, datetime, time, timedelta
from typing import Final

from seminar_service.domain.japan_time import day_of, instant_of

WEEK_AT: Final = time(9)
"""The hour in Japan of the weekly mail, on Mondays."""

LAST_AT: Final = time(15)
"""The hour in Japan of the mail of the day before: late enough to name nearly all who come, early
enough to get chairs and papers."""

LATEST: Final = timedelta(days=3)
"""How long after its hour a weekly mail may still come, where nobody could send it before."""

_WEEK: Final = timedelta(days=7)


def next_week(now: datetime) -> datetime:
    """The first Monday's hour after an instant."""
    today = day_of(now)
    monday = instant_of(today - timedelta(days=today.weekday()), WEEK_AT)
    return monday if monday > now else instant_of(day_of(monday) + _WEEK, WEEK_AT)


def last_due(day: date, now: datetime) -> datetime | None:
    """When the mail of the day before a seminar is due; None where that is over."""
    due_at = instant_of(day - timedelta(days=1), LAST_AT)
    return due_at if due_at > now else None


def is_for_last(day: date, now: datetime) -> bool:
    """Whether a seminar is tomorrow, so that the mail of the day before tells of it."""
    return day == day_of(now) + timedelta(days=1)
