"""Times of the year in which offices are closed though the calendar has no holiday."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A span of days that comes back every year, both ends included.

    Attributes:
        name_ja: What readers call it, such as `お盆`.
        name_en: The same in English.
        first: Month and day of its first day.
        last: Month and day of its last day; before `first` when it crosses the year's turn.
    """

    name_ja: str
    name_en: str
    first: tuple[int, int]
    last: tuple[int, int]

    def __contains__(self, day: date) -> bool:
        month_day = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= month_day <= self.last
        return month_day >= self.first or month_day <= self.last


DEFAULT_CLOSED_PERIODS: Final = (
    ClosedPeriod("お盆", "Obon", (8, 12), (8, 16)),
    ClosedPeriod("年末年始", "New Year holidays", (12, 29), (1, 3)),
)
"""What a new tour starts with; the organiser edits the table of each tour."""


def closed_period_on(day: date, periods: Iterable[ClosedPeriod]) -> ClosedPeriod | None:
    """Return the first of `periods` that covers a day, or `None`."""
    return next((period for period in periods if day in period), None)
