"""Japanese public holidays, from the `holidays` library."""

from datetime import date
from functools import cache

import holidays

from seminar_service.domain.fiscal_years import FiscalYear

_LANGUAGES = {"ja": "ja", "en": "en_US"}  # as the library calls them


@cache
def holiday_names(fiscal_year: FiscalYear, locale: str = "ja") -> dict[date, str]:
    """Return the public holidays of a fiscal year with their names in `locale`, in order.

    Substitute holidays and the day between two holidays are among them; Obon and the year's
    turn are not, they are closed periods.
    """
    years = (fiscal_year.start_year, fiscal_year.start_year + 1)
    found = holidays.country_holidays("JP", years=years, language=_LANGUAGES[locale])
    return {day: name for day, name in sorted(found.items()) if day in fiscal_year}


def holiday_dates(fiscal_year: FiscalYear) -> frozenset[date]:
    """Return the public holidays of a fiscal year."""
    return frozenset(holiday_names(fiscal_year))
