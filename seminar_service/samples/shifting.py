"""A tour's wishes and limits, moved to another fiscal year on the same weekdays."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from seminar_service.domain.fiscal_years import FiscalYear

FEWEST_DATES: Final = 5
"""So many dates a moved bid has at least, where holidays of the new year fall on the others."""


def moved_to(
    document: Mapping[str, Any], year: FiscalYear, is_open: Callable[[date], bool]
) -> dict[str, Any]:
    """Return an instance with all its days moved by whole weeks into another fiscal year.

    Days on which nothing can be held there are left out of the bids; a bid that keeps too few
    gets the next open days at the price of its dearest one.

    Args:
        document: The instance.
        year: Where it goes.
        is_open: Whether a seminar can be held on a day.
    """
    first = date.fromisoformat(document["horizon"]["start"])
    by = timedelta(weeks=round((year.first_day - first).days / 7))
    return {
        **document,
        "name": f"fy{year.start_year}",
        "horizon": {"start": year.first_day.isoformat(), "end": year.last_day.isoformat()},
        "advisers": [_moved_adviser(each, by) for each in document["advisers"]],
        "bids": [_moved_bid(each, by, year, is_open) for each in document["bids"]],
    }


def _moved_adviser(adviser: Mapping[str, Any], by: timedelta) -> dict[str, Any]:
    return {
        **adviser,
        "unavailable": [_moved(day, by).isoformat() for day in adviser["unavailable"]],
    }


def _moved_bid(
    bid: Mapping[str, Any], by: timedelta, year: FiscalYear, is_open: Callable[[date], bool]
) -> dict[str, Any]:
    def usable(day: date) -> bool:
        return day in year and is_open(day)

    moved = {_moved(day, by): yen for day, yen in bid["dates"].items()}
    kept = {day: yen for day, yen in moved.items() if usable(day)}
    dearest = max(moved.values(), default=0)
    day = max(min(moved, default=year.first_day), year.first_day)
    while len(kept) < FEWEST_DATES and day in year:
        if usable(day):
            kept.setdefault(day, dearest)
        day += timedelta(days=1)
    return {**bid, "dates": {day.isoformat(): kept[day] for day in sorted(kept)}}


def _moved(day: str, by: timedelta) -> date:
    return date.fromisoformat(day) + by
