"""Monthly reports of counters: what they count, when they are due, and which are late."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

DUE_DAY: Final = 10
"""Of the month that follows: until then a report is asked for."""
MOST_OF_A_KIND: Final = 99_999
"""Consultations of one kind in one month."""
REMIND_EVERY: Final = timedelta(days=14)
"""So often a counter is reminded of what is late."""


class ConsultationKind(StrEnum):
    """What a consultation at a counter was about."""

    GENERAL = "general"
    OPEN_CLOSE = "open_close"
    MANAGEMENT = "management"
    CONTRACTS = "contracts"
    SECURITY = "security"
    LEAKAGE = "leakage"
    OTHER = "other"


class MonthState(StrEnum):
    """How the report of a month stands."""

    REPORTED = "reported"
    LATE = "late"
    OPEN = "open"
    AHEAD = "ahead"
    NOT_ASKED = "not_asked"


def following(month: date) -> date:
    """The first day of the month after that of a first day."""
    return (month + timedelta(days=31)).replace(day=1)


def due_on(month: date) -> date:
    """Until which day the report of a month is asked for."""
    return following(month).replace(day=DUE_DAY)


def state_of(month: date, reports_from: date | None, today: date, *, is_there: bool) -> MonthState:
    """How the report of a month stands on a day."""
    if is_there:
        return MonthState.REPORTED
    if reports_from is None or month < reports_from:
        return MonthState.NOT_ASKED
    if month > today:
        return MonthState.AHEAD
    return MonthState.LATE if today > due_on(month) else MonthState.OPEN


def late_months(reports_from: date | None, reported: Collection[date], today: date) -> list[date]:
    """The months whose reports are overdue, the earliest first."""
    return [month for month in _due(reports_from, today) if month not in reported]


def _due(reports_from: date | None, today: date) -> Iterator[date]:
    if reports_from is None:
        return
    month = reports_from
    while today > due_on(month):
        yield month
        month = following(month)
