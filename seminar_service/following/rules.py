"""Rules and days of an earlier tour, as those of the tour that follows it."""

from datetime import date, timedelta
from typing import Final

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.locales import Locale
from seminar_service.tours.model import ClosedPeriod, Tour
from seminar_service.tours.services import SETTINGS, SHORTEST_CALL, TIME_TO_CHECK, of_programme

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

    A call that would begin in less than a week from `today` begins in a week, so that somebody can
    check it before hosts see it, and lasts six weeks at least. Names
    that hold the earlier year hold the new one instead; all others stay.
    """
    for name in (*SETTINGS, *_OF_MAILS):
        if name not in _OWN:
            setattr(tour, name, getattr(earlier, name))
    years = tour.fiscal_year - earlier.fiscal_year
    tour.first_day, tour.last_day = later(earlier.first_day, years), later(earlier.last_day, years)
    opens, closes = later(earlier.call_opens_on, years), later(earlier.call_closes_on, years)
    soonest = today + TIME_TO_CHECK
    tour.call_opens_on = max(opens, soonest)
    tour.call_closes_on = closes if opens >= soonest else max(closes, soonest + SHORTEST_CALL)
    tour.name_ja = _renamed(earlier.name_ja, earlier, tour, Locale.JA)
    tour.name_en = _renamed(earlier.name_en, earlier, tour, Locale.EN)
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


def _renamed(name: str, earlier: Tour, tour: Tour, locale: Locale) -> str:
    before, year = FiscalYear(earlier.fiscal_year), FiscalYear(tour.fiscal_year)
    renamed = name.replace(before.label(locale), year.label(locale))
    if renamed == name:
        renamed = name.replace(str(before.start_year), str(year.start_year))
    of_same_programme = earlier.programme == tour.programme
    return renamed if of_same_programme else of_programme(renamed, tour.code)
