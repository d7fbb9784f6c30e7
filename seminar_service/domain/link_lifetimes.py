"""Until when secret links open what they open.

Each mail brings a link of its own, so whoever has the newest one is never shut out early. Links
to feeds end when somebody withdraws them and not by themselves: a calendar program would just
stop showing anything new.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.japan_time import instant_of

AFTER_FISCAL_YEAR: Final = timedelta(days=183)
AFTER_SEMINAR: Final = timedelta(days=183)
OF_ADVISERS: Final = timedelta(days=550)
OF_COUNTERS: Final = timedelta(days=550)
AT_LEAST: Final = timedelta(days=30)


def bid_link_ends(fiscal_year: int, *, now: datetime) -> datetime:
    """When a link to a bid of a tour's fiscal year expires that is made now."""
    return _after(FiscalYear(fiscal_year).last_day, AFTER_FISCAL_YEAR, now)


def registration_link_ends(day: date, *, now: datetime) -> datetime:
    """When a link to a registration for a seminar of this day expires that is made now."""
    return _after(day, AFTER_SEMINAR, now)


def adviser_link_ends(*, now: datetime) -> datetime:
    """When a link to an adviser's page, which belongs to no year, expires that is made now."""
    return now + OF_ADVISERS


def counter_link_ends(*, now: datetime) -> datetime:
    """When a link to a counter's page, which belongs to no year, expires that is made now."""
    return now + OF_COUNTERS


def _after(day: date, margin: timedelta, now: datetime) -> datetime:
    """The end of a day in Japan and a margin; what is made late lives for a while all the same."""
    end = instant_of(day + timedelta(days=1), time())
    return max(end + margin, now + AT_LEAST)
