"""Which reminders there are, and when each is due."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from seminar_service.domain.japan_time import instant_of


class ReminderKind(StrEnum):
    """How long before the seminar a reminder comes."""

    WEEK = "week"
    DAY = "day"


BEFORE: Final[Mapping[ReminderKind, timedelta]] = MappingProxyType(
    {ReminderKind.WEEK: timedelta(days=7), ReminderKind.DAY: timedelta(days=1)}
)

AT: Final = time(9)
"""The hour in Japan: nobody's telephone rings at night."""


def due_at(kind: ReminderKind, day: date) -> datetime:
    """When a reminder of a seminar on `day` is due."""
    return instant_of(day - BEFORE[kind], AT)
