"""A plan as calendar and map: values for the drawings, in the reader's language."""

from collections import Counter
from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.prefectures import prefecture
from seminar_service.planning.model import PlannedSeminar
from seminar_service.planning.queries.plans import PlanView
from seminar_service.planning.queries.trips import Trip
from seminar_service.tours.holidays import holiday_dates
from seminar_service.web.drawing.geographic_map import GeographicMap, geographic_map
from seminar_service.web.drawing.trip_map import Route, TripMap, trip_map
from seminar_service.web.drawing.year_calendar import CalendarItem, CalendarMonth, year_calendar
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers.list_pages import page_with
from seminar_service.web.organisers.plan_selection import Selection
from seminar_service.web.templating import EN_DASH, format_day_short, format_time

TRAVELLERS = 12
"""Advisers on one page of a plan's journeys."""


def plan_calendar(view: PlanView, selection: Selection) -> tuple[CalendarMonth, ...]:
    """The months that are looked at, with every seminar on its day."""
    year = view.plan.tour.fiscal_year
    items = (
        CalendarItem(
            day=each.day,
            text=f"{format_time(each.bid.starts_at)} {short_place(each.bid.place)}",
            url=seminar_url(view, each),
            note=f"{each.bid.host_name} / {_team(each)}",
        )
        for each in _by_time(selection.seminars(view.plan.seminars))
    )
    months = year_calendar(year, items, holiday_dates(FiscalYear(year)))
    begin = selection.first.replace(day=1)
    return tuple(month for month in months if begin <= month.first <= selection.last)


def plan_map(view: PlanView, selection: Selection) -> TripMap:
    """Every trip that is looked at as a line on the map of tiles."""
    return trip_map(_routes(view, selection), current_locale())


def plan_geographic_map(view: PlanView, selection: Selection) -> GeographicMap:
    """The same on a geographic map, with the prefectures whose bids get no seminar."""
    refused = Counter(each.bid.place for each in view.plan.declines)
    return geographic_map(_routes(view, selection), refused, current_locale())


def trip_text(trip: Trip) -> str:
    """A trip in words: its days, where it stops, its nights."""
    locale = current_locale()
    words = catalogue(locale)  # which Flask-Babel would look for with each of hundreds of trips
    days = format_day_short(trip.departs)
    if trip.returns != trip.departs:
        dash = "〜" if locale == "ja" else f" {EN_DASH} "
        days += dash + format_day_short(trip.returns)
    stops = words.gettext(", ").join(prefecture(code).short_name(locale) for code in trip.stops)
    if not trip.nights:
        return f"{days} {stops}"
    nights = words.ngettext("%(num)d night", "%(num)d nights", trip.nights) % {"num": trip.nights}
    return f"{days} {stops}" + words.gettext(" (%(aside)s)") % {"aside": nights}


def seminar_url(view: PlanView, seminar: PlannedSeminar) -> str:
    """Where the list of a plan has one of its seminars."""
    return url_for(
        "organisers.plan_seminars", plan_id=view.plan.id, _anchor=f"bid-{seminar.bid_id}"
    )


def itineraries_url(view: PlanView, adviser_id: int) -> str:
    """Where the journeys of a plan have those of one adviser."""
    keys = [each.id for each in view.travellers]
    page = page_with(keys, adviser_id, size=TRAVELLERS)
    return url_for(
        "organisers.plan_itineraries",
        plan_id=view.plan.id,
        page=page if page > 1 else None,
        _anchor=f"adviser-{adviser_id}",
    )


def _routes(view: PlanView, selection: Selection) -> list[Route]:
    locale = current_locale()
    trips = view.trips
    return [
        Route(adviser.display_name(locale), trip_text(trip), trip.places)
        for adviser in view.advisers
        if selection.adviser_id in {0, adviser.id}
        for trip in selection.trips(trips.get(adviser.id, ()))
    ]


def _by_time(seminars: Iterable[PlannedSeminar]) -> list[PlannedSeminar]:
    return sorted(seminars, key=lambda each: (each.day, each.bid.starts_at, each.bid.number))


def _team(seminar: PlannedSeminar) -> str:
    locale = current_locale()
    return str(_(", ")).join(member.adviser.display_name(locale) for member in seminar.team)


def short_place(code: str) -> str:
    """A prefecture as maps call it, in the reader's language."""
    return prefecture(code).short_name(current_locale())
