"""A fiscal year as twelve months of weeks, April to March, with what happens on which day."""

from calendar import SUNDAY, Calendar
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from seminar_service.domain.fiscal_years import FiscalYear

SATURDAY_AND_SUNDAY: Final = (5, 6)


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """Something on a day.

    Attributes:
        day: The day.
        text: What it is, such as `13:30 名古屋市（愛知県）`.
        url: Where it leads; empty where it leads nowhere.
        note: A second line for the list, empty where there is none.
        mark: What kind of thing it is, for calendars that tell several apart.
    """

    day: date
    text: str
    url: str
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A square of a month; `is_free` on Saturdays, Sundays and holidays."""

    day: date
    items: tuple[CalendarItem, ...]
    is_free: bool

    @property
    def marks(self) -> Mapping[str, int]:
        """How many things of each kind are on it."""
        return Counter(item.mark for item in self.items)


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month: `weeks` of seven squares from Sunday, empty where another month's days lie."""

    first: date
    weeks: tuple[tuple[CalendarDay | None, ...], ...]

    @property
    def days(self) -> tuple[CalendarDay, ...]:
        """The days on which something is."""
        return tuple(day for week in self.weeks for day in week if day and day.items)

    @property
    def count(self) -> int:
        """How many things are in this month."""
        return sum(len(day.items) for day in self.days)


def year_calendar(
    fiscal_year: int, items: Iterable[CalendarItem], holidays: Collection[date] = frozenset()
) -> tuple[CalendarMonth, ...]:
    """Lay out the twelve months of a fiscal year; items keep their order within a day."""
    items_of: dict[date, list[CalendarItem]] = defaultdict(list)
    for item in items:
        items_of[item.day].append(item)
    return tuple(_month(first, items_of, holidays) for first in FiscalYear(fiscal_year).months)


def _month(
    first: date, items_of: Mapping[date, Sequence[CalendarItem]], holidays: Collection[date]
) -> CalendarMonth:
    weeks = tuple(
        tuple(_square(day, first.month, items_of, holidays) for day in week)
        for week in Calendar(SUNDAY).monthdatescalendar(first.year, first.month)
    )
    return CalendarMonth(first, weeks)


def _square(
    day: date,
    month: int,
    items_of: Mapping[date, Sequence[CalendarItem]],
    holidays: Collection[date],
) -> CalendarDay | None:
    if day.month != month:
        return None
    is_free = day.weekday() in SATURDAY_AND_SUNDAY or day in holidays
    return CalendarDay(day, tuple(items_of.get(day, ())), is_free)
