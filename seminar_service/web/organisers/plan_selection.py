"""What of a plan is looked at: carried by the address, and the same in all views of the plan."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, Self
from urllib.parse import parse_qsl, urlencode

from flask import url_for

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.prefectures import regions
from seminar_service.planning.model import PlannedSeminar
from seminar_service.planning.queries.trips import Trip
from seminar_service.web.page_requests import date_in, number_of

A_DAY: Final = timedelta(days=1)
A_WEEK: Final = timedelta(days=7)
QUARTER: Final = 3
"""Months of a quarter."""


class Zoom(StrEnum):
    """How many days are looked at."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"


class Order(StrEnum):
    """In which order advisers stand: by reading, by the number of their seminars, by home."""

    NAME = "name"
    BUSY = "busy"
    HOME = "home"


BY_REGION: Final = "region"
ONLY_BUSY: Final = "busy"
NAMES: Final = frozenset({"zoom", "from", "adviser", "region", "order", "group", "show"})
"""The parameters of addresses that carry a selection."""
TIMELINE: Final = "timeline"
_PLAIN: Final = re.compile(r"[0-9a-z-]{1,10}")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked at.

    Attributes:
        year: The fiscal year of the tour.
        zoom: How many days.
        day: One of them.
        adviser_id: The one adviser; 0 for all.
        region: The number of the one region, from 1 at the north, in which advisers live; 0 for
            all.
        order: How advisers stand.
        is_grouped: Whether they stand under the regions of their homes.
        only_busy: Whether those are left out who have nothing in these days.
    """

    year: FiscalYear
    zoom: Zoom
    day: date
    adviser_id: int = 0
    region: int = 0
    order: Order = Order.NAME
    is_grouped: bool = False
    only_busy: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str], fiscal_year: int, today: date) -> Self:
        """What an address, or a form that came from it, says; what makes no sense is as not said.

        Args:
            given: Its parameters.
            fiscal_year: That of the tour.
            today: The day that is looked at where none is named, if it is of the year.
        """
        year = FiscalYear(fiscal_year)
        usual = min(max(today, year.first_day), year.last_day)
        day = date_in(given.get("from", "")) or usual
        region = number_of(given.get("region", ""))
        zoom, order = given.get("zoom"), given.get("order")
        return cls(
            year=year,
            zoom=Zoom(zoom) if zoom in set(Zoom) else Zoom.YEAR,
            day=min(max(day, year.first_day), year.last_day),
            adviser_id=number_of(given.get("adviser", "")),
            region=region if region <= len(regions()) else 0,
            order=Order(order) if order in set(Order) else Order.NAME,
            is_grouped=given.get("group") == BY_REGION,
            only_busy=given.get("show") == ONLY_BUSY,
        )

    @property
    def values(self) -> dict[str, str]:
        """The parameters of an address that say the same; what is usual is left out."""
        found = {
            "zoom": "" if self.zoom is Zoom.YEAR else self.zoom.value,
            "from": "" if self.zoom is Zoom.YEAR else self.first.isoformat(),
            "adviser": str(self.adviser_id or ""),
            "region": str(self.region or ""),
            "order": "" if self.order is Order.NAME else self.order.value,
            "group": BY_REGION if self.is_grouped else "",
            "show": ONLY_BUSY if self.only_busy else "",
        }
        return {name: value for name, value in found.items() if value}

    @property
    def as_timeline(self) -> str:
        """Names the drawing as it is seen, for `timeline_url`."""
        return f"{TIMELINE}?{urlencode(self.values)}"

    @property
    def first(self) -> date:
        """The first day that is looked at."""
        if self.zoom is Zoom.YEAR:
            return self.year.first_day
        if self.zoom is Zoom.WEEK:
            return max(self.day - A_DAY * self.day.weekday(), self.year.first_day)
        months = [month for month in self.year.months if month <= self.day]
        size = QUARTER if self.zoom is Zoom.QUARTER else 1
        return months[(len(months) - 1) // size * size]

    @property
    def last(self) -> date:
        """The last day that is looked at."""
        if self.zoom is Zoom.YEAR:
            return self.year.last_day
        if self.zoom is Zoom.WEEK:
            monday = self.day - A_DAY * self.day.weekday()
            return min(monday + A_WEEK - A_DAY, self.year.last_day)
        size = QUARTER if self.zoom is Zoom.QUARTER else 1
        months = [*self.year.months, self.year.next.first_day]
        return months[months.index(self.first) + size] - A_DAY

    def among(self, adviser_ids: Iterable[int]) -> "Selection":
        """The same, of all where the one adviser is none of these."""
        is_known = not self.adviser_id or self.adviser_id in adviser_ids
        return self if is_known else replace(self, adviser_id=0)

    def zoomed(self, zoom: str) -> "Selection":
        """The same day from nearer or farther."""
        day = self.first if self.zoom is not Zoom.YEAR else self.day
        return replace(self, zoom=Zoom(zoom), day=day)

    @property
    def earlier(self) -> "Selection | None":
        """The days before; None at the beginning of the year."""
        if self.first <= self.year.first_day:
            return None
        return replace(self, day=self.first - A_DAY)

    @property
    def later(self) -> "Selection | None":
        """The days after; None at the end of the year."""
        return None if self.last >= self.year.last_day else replace(self, day=self.last + A_DAY)

    def shows(self, day: date, adviser_ids: Iterable[int]) -> bool:
        """Whether a seminar on a day by these advisers is looked at."""
        return self.first <= day <= self.last and (
            not self.adviser_id or self.adviser_id in adviser_ids
        )

    def seminars(self, seminars: Iterable[PlannedSeminar]) -> list[PlannedSeminar]:
        """Those on these days, of this adviser."""
        return [
            each
            for each in seminars
            if self.shows(each.day, (member.adviser_id for member in each.team))
        ]

    def trips(self, trips: Iterable[Trip]) -> list[Trip]:
        """Those that touch these days."""
        return [each for each in trips if each.departs <= self.last and each.returns >= self.first]


def timeline_url(plan_id: int, named: str) -> str | None:
    """Where the drawing of a plan is that a form came from; None where it came from elsewhere.

    Args:
        plan_id: The plan.
        named: What `as_timeline` gave; anything else that is in it is left out.
    """
    page, _, query = named.partition("?")
    if page != TIMELINE:
        return None
    given = parse_qsl(query) if query.count("&") < len(NAMES) else []
    values: dict[str, Any] = {
        name: text for name, text in given if name in NAMES and _PLAIN.fullmatch(text)
    }
    return url_for("organisers.plan_timeline", plan_id=plan_id, **values)
