"""Days on which a seminar can reasonably be held."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final

from seminar_service.tours.closed_periods import (
    DEFAULT_CLOSED_PERIODS,
    ClosedPeriod,
    closed_period_on,
)

_SATURDAY: Final = 5


def is_working_day(
    day: date,
    holidays: Collection[date],
    closed: Collection[ClosedPeriod] = DEFAULT_CLOSED_PERIODS,
) -> bool:
    """Tell whether a day is neither weekend nor holiday nor in a closed period."""
    return (
        day.weekday() < _SATURDAY and day not in holidays and closed_period_on(day, closed) is None
    )


def working_days(
    first: date,
    last: date,
    holidays: Collection[date],
    closed: Collection[ClosedPeriod] = DEFAULT_CLOSED_PERIODS,
) -> Iterator[date]:
    """Yield the working days from `first` to `last`, both included, in order."""
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if is_working_day(day, holidays, closed):
            yield day
