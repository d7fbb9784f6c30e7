"""The calendar of a tour, out of its row, its closed periods and the public holidays."""

from datetime import date
from functools import cache

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.tours.calendar_days import Closure, ClosureKind, DayRange, TourCalendar
from seminar_service.tours.holidays import holiday_names
from seminar_service.tours.model import Tour


def calendar_of(tour: Tour) -> TourCalendar:
    """Return the calendar of a tour; reads its closed periods."""
    return TourCalendar(
        horizon=DayRange(tour.first_day, tour.last_day),
        holidays=_holiday_closures(FiscalYear(tour.fiscal_year)),
        closed_periods={
            DayRange(period.first_day, period.last_day): Closure(
                ClosureKind.CLOSED_PERIOD, period.name_ja, period.name_en
            )
            for period in tour.closed_periods
        },
    )


def closed_days(tour: Tour) -> frozenset[date]:
    """Return the days of a tour's closed periods; reads them."""
    return frozenset(
        day
        for period in tour.closed_periods
        for day in DayRange(period.first_day, period.last_day).days()
    )


def open_days(tour: Tour, earliest: date | None) -> frozenset[date]:
    """Return the days on which a tour can hold seminars; reads its closed periods.

    Args:
        tour: The tour.
        earliest: The first day on which something can still be arranged; None for all days.
    """
    calendar = calendar_of(tour)
    return frozenset(
        day
        for day in calendar.horizon.days()
        if (earliest is None or day >= earliest) and calendar.closure_on(day) is None
    )


def shut_days(tour: Tour) -> frozenset[date]:
    """Return the days of a tour's fiscal year on which it holds none; reads its closed periods."""
    year = FiscalYear(tour.fiscal_year)
    return frozenset(DayRange(year.first_day, year.last_day).days()) - open_days(tour, None)


@cache
def _holiday_closures(fiscal_year: FiscalYear) -> dict[date, Closure]:
    english = holiday_names(fiscal_year, "en")
    return {
        day: Closure(ClosureKind.HOLIDAY, name, english[day])
        for day, name in holiday_names(fiscal_year, "ja").items()
    }
