"""Rules and days of an earlier tour, as those of the tour that follows it."""

from datetime import date, timedelta
from typing import Final

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.locales import Locale
from seminar_service.tours.model import ClosedPeriod, Tour
from seminar_service.tours.services import SETTINGS, SHORTEST_CALL

_OF_MAILS: Final = (
    "mail_replies_to",
    "sends_thanks",
    "tells_hosts_weekly",
    "tells_hosts_last",
    "near_days",
    "few_days",
)
_OWN: Final = frozenset(
    {
        "name_ja",
        "name_en",
        "stage",
        "first_day",
        "last_day",
        "call_opens_on",
        "call_closes_on",
    }
)
"""What a tour does not take over as it is."""


def take_over_rules(tour: Tour, earlier: Tour, *, today: date) -> None:
    """Give a new tour the rules of an earlier one, with its days as many years later.

    A call that would have begun before `today` begins today, and lasts six weeks at least. Names
    that hold the earlier year hold the new one instead; all others stay.
    """
    for name in (*SETTINGS, *_OF_MAILS):
        if name not in _OWN:
            setattr(tour, name, getattr(earlier, name))
    years = tour.fiscal_year - earlier.fiscal_year
    tour.first_day, tour.last_day = later(earlier.first_day, years), later(earlier.last_day, years)
    opens, closes = later(earlier.call_opens_on, years), later(earlier.call_closes_on, years)
    tour.call_opens_on = max(opens, today)
    tour.call_closes_on = closes if opens >= today else max(closes, today + SHORTEST_CALL)
    tour.name_ja = _renamed(earlier.name_ja, earlier.fiscal_year, tour.fiscal_year, Locale.JA)
    tour.name_en = _renamed(earlier.name_en, earlier.fiscal_year, tour.fiscal_year, Locale.EN)
    tour.closed_periods = [
        ClosedPeriod(
            name_ja=period.name_ja,
            name_en=period.name_en,
            first_day=later(period.first_day, years),
            last_day=later(period.last_day, years),
        )
        for period in earlier.closed_periods
    ]


def later(day: date, years: int) -> date:
    """The same day so many years later; 28 February for a 29th that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year + years)


def _renamed(name: str, earlier: int, year: int, locale: Locale) -> str:
    era = name.replace(FiscalYear(earlier).label(locale), FiscalYear(year).label(locale))
    return era if era != name else name.replace(str(earlier), str(year))
