"""Japanese fiscal years: April to March, named after the year in which they begin."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from seminar_service.domain.eras import era_year
from seminar_service.domain.locales import Locale

_APRIL: Final = 4
_OCTOBER: Final = 10


@dataclass(frozen=True, order=True, slots=True)
class FiscalYear:
    """The twelve months from 1 April of `start_year`.

    Attributes:
        start_year: Calendar year of the first day, such as 2027.
    """

    start_year: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the fiscal year in which a day lies."""
        return cls(day.year if day.month >= _APRIL else day.year - 1)

    @property
    def first_day(self) -> date:
        """1 April."""
        return date(self.start_year, _APRIL, 1)

    @property
    def last_day(self) -> date:
        """31 March of the following calendar year."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "FiscalYear":
        """The fiscal year after this one."""
        return FiscalYear(self.start_year + 1)

    @property
    def previous(self) -> "FiscalYear":
        """The fiscal year before this one."""
        return FiscalYear(self.start_year - 1)

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of the twelve months, April first."""
        return tuple(
            date(self.start_year + (month > 12), (month - 1) % 12 + 1, 1)  # noqa: PLR2004 (months of a year)
            for month in range(_APRIL, _APRIL + 12)
        )

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def label(self, locale: Locale | str) -> str:
        """Name the year for readers: `令和9年度`, or `Fiscal year 2027`.

        A year in which the era changes takes the era of its first of October: 2019 is
        令和元年度 though it began in 平成31年, and 1988 stayed 昭和63年度 to its end.

        Raises:
            DateBeforeEras: In Japanese, for years before 1927.
        """
        if locale == Locale.JA:
            return f"{era_year(date(self.start_year, _OCTOBER, 1))}度"
        return f"Fiscal year {self.start_year}"


def fiscal_year_to_plan(today: date) -> FiscalYear:
    """Return the year for which a tour is worth planning on a given day.

    That is the current one, or the next when less than six months of the current are left:
    the last day on which the current one counts is 1 October.
    """
    current = FiscalYear.of(today)
    return current if today <= date(current.start_year, _OCTOBER, 1) else current.next
