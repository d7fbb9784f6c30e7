"""The year of an adviser in a tour, as the office sees it: what is taken, declined and upset."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext

from seminar_service.advisers.model import Engagement
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.planning.disruption_model import Disruption
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.holidays import holiday_dates
from seminar_service.tours.model import Tour
from seminar_service.web.drawing.year_calendar import CalendarItem, CalendarMonth, year_calendar


def months_of(
    tour: Tour,
    engagement: Engagement,
    declined: Sequence[DeclinedDay],
    disruptions: Sequence[Disruption],
    elsewhere: Iterable[date] = (),
) -> tuple[CalendarMonth, ...]:
    """The twelve months, with each day on which the adviser cannot come or something upsets it.

    `elsewhere` are the days that other tours take.
    """
    items = [*_items(engagement, declined), *_upset(disruptions)]
    items += [CalendarItem(day=day, text=gettext("Other tour"), url="") for day in elsewhere]
    holidays = holiday_dates(FiscalYear(tour.fiscal_year))
    return year_calendar(tour.fiscal_year, items, holidays=holidays)


def _items(engagement: Engagement, declined: Sequence[DeclinedDay]) -> Iterator[CalendarItem]:
    for taken in engagement.unavailable_days:
        yield CalendarItem(day=taken.day, text=gettext("Unavailable"), url="")
    for each in declined:
        yield CalendarItem(day=each.day, text=gettext("Declined"), url="#declines")


def _upset(disruptions: Sequence[Disruption]) -> Iterator[CalendarItem]:
    for each in disruptions:
        text = gettext("%(label)s: %(value)s", label=gettext("Disruption"), value=each.reason)
        page = url_for("organisers.disruption", disruption_id=each.id)
        for day in sorted(each.details.days):
            yield CalendarItem(day=day, text=text, url=page)
