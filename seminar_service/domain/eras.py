"""Japanese era names, as written on public documents."""

from datetime import date
from typing import Final

from seminar_service.domain.errors import DateBeforeEras

# Each era begins on its day and lasts until the next one begins; newest first.
_ERAS: Final = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
)


def era_year(day: date) -> str:
    """Name the year of a date by its era, such as `令和元年` or `平成31年`.

    Raises:
        DateBeforeEras: For dates before 1926-12-25.
    """
    for first_day, name in _ERAS:
        if day >= first_day:
            number = day.year - first_day.year + 1
            return f"{name}{'元' if number == 1 else number}年"
    raise DateBeforeEras(f"{day.isoformat()} lies before 1926-12-25")
