"""The days of a tour on which seminars can be held, and why the others are left out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from seminar_service.domain.locales import Locale

_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, order=True, slots=True)
class DayRange:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Yield the days in order; none when `last` lies before `first`."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def consecutive(days: Collection[date]) -> list[DayRange]:
    """Return the shortest list of ranges that holds exactly `days`."""
    found: list[DayRange] = []
    for day in sorted(days):
        if found and day - found[-1].last <= _ONE_DAY:
            found[-1] = DayRange(found[-1].first, day)
        else:
            found.append(DayRange(day, day))
    return found


class ClosureKind(StrEnum):
    """Why no seminar is held on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED_PERIOD = "closed_period"


@dataclass(frozen=True, slots=True)
class Closure:
    """A reason for which a day is left out; the names are empty for weekends."""

    kind: ClosureKind
    name_ja: str = ""
    name_en: str = ""

    def name(self, locale: Locale | str) -> str:
        """Return the name in the reader's language."""
        return self.name_ja if locale == Locale.JA else self.name_en


WEEKEND: Final = Closure(ClosureKind.WEEKEND)


@dataclass(frozen=True)
class TourCalendar:
    """The days of one tour.

    Attributes:
        horizon: The first and the last day on which the tour holds seminars.
        holidays: Public holidays.
        closed_periods: Days on which no seminar is held though no holiday falls on them.
    """

    horizon: DayRange
    holidays: Mapping[date, Closure] = field(default_factory=dict)
    closed_periods: Mapping[DayRange, Closure] = field(default_factory=dict)

    def closure_on(self, day: date) -> Closure | None:
        """Return why no seminar is held on a day, or `None`; the horizon does not count."""
        if day.weekday() >= _SATURDAY:
            return WEEKEND
        if day in self.holidays:
            return self.holidays[day]
        return next((why for days, why in self.closed_periods.items() if day in days), None)

    def ranges(self, days: Collection[date]) -> list[DayRange]:
        """Return the shortest list of ranges that stands for `days`.

        Two days belong to one range when all days between them are left out anyway: Friday
        and the Monday after it.
        """
        found: list[DayRange] = []
        for day in sorted(days):
            if found and self._nothing_between(found[-1].last, day):
                found[-1] = DayRange(found[-1].first, day)
            else:
                found.append(DayRange(day, day))
        return found

    def _nothing_between(self, earlier: date, later: date) -> bool:
        between = DayRange(earlier + _ONE_DAY, later - _ONE_DAY)
        return all(self.closure_on(day) for day in between.days())
