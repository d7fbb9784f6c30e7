"""A plan as calendar, timeline and map: values for the drawings, in the reader's language."""

from collections import Counter
from collections.abc import Iterable, Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from seminar_service.advisers.model import AnyAdviser, Engagement
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.prefectures import prefecture
from seminar_service.planning.model import PlannedSeminar
from seminar_service.planning.queries.plans import PlanView
from seminar_service.planning.queries.trips import Trip
from seminar_service.tours.holidays import holiday_dates
from seminar_service.web.drawing.geographic_map import GeographicMap, geographic_map
from seminar_service.web.drawing.timeline import (
    Timeline,
    TimelineRow,
    TimelineSeminar,
    TimelineTrip,
    timeline,
)
from seminar_service.web.drawing.trip_map import Route, TripMap, trip_map
from seminar_service.web.drawing.year_calendar import CalendarItem, CalendarMonth, year_calendar
from seminar_service.web.locale import current_locale
from seminar_service.web.templating import EN_DASH, format_day_short, format_time


def plan_calendar(view: PlanView) -> tuple[CalendarMonth, ...]:
    """The year with every seminar on its day."""
    year = view.plan.tour.fiscal_year
    items = (
        CalendarItem(
            day=each.day,
            text=f"{format_time(each.bid.starts_at)} {_short_place(each.bid.place)}",
            url=seminar_url(view, each),
            note=f"{each.bid.host_name} / {_team(each)}",
        )
        for each in _by_time(view.plan.seminars)
    )
    return year_calendar(year, items, holiday_dates(FiscalYear(year)))


def plan_timeline(view: PlanView, engagements: Iterable[Engagement]) -> Timeline:
    """The year of every adviser who is engaged, or has a seminar in the plan."""
    taken = {
        row.adviser_id: tuple(each.day for each in row.unavailable_days) for row in engagements
    }
    advisers: dict[int, AnyAdviser] = {row.adviser_id: row.adviser for row in engagements}
    advisers |= {each.id: each for each in view.advisers}
    rows = [
        TimelineRow(
            name=adviser.display_name(current_locale()),
            trips=tuple(_timeline_trips(view, adviser_id)),
            seminars=tuple(_timeline_seminars(view, adviser_id)),
            unavailable=taken.get(adviser_id, ()),
        )
        for adviser_id, adviser in advisers.items()
    ]
    return timeline(view.plan.tour.fiscal_year, rows)


def plan_map(view: PlanView, adviser_id: int | None = None) -> TripMap:
    """Every trip, or every trip of one adviser, as a line on the map of tiles."""
    return trip_map(_routes(view, adviser_id), current_locale())


def plan_geographic_map(view: PlanView, adviser_id: int | None = None) -> GeographicMap:
    """The same on a geographic map, with the prefectures whose bids get no seminar."""
    refused = Counter(each.bid.place for each in view.plan.declines)
    return geographic_map(_routes(view, adviser_id), refused, current_locale())


def trip_text(trip: Trip) -> str:
    """A trip in words: its days, where it stops, its nights."""
    days = format_day_short(trip.departs)
    if trip.returns != trip.departs:
        dash = "〜" if current_locale() == "ja" else f" {EN_DASH} "
        days += dash + format_day_short(trip.returns)
    stops = str(_(", ")).join(_short_place(code) for code in trip.stops)
    if not trip.nights:
        return f"{days} {stops}"
    nights = ngettext("%(num)d night", "%(num)d nights", trip.nights)
    return f"{days} {stops}" + str(_(" (%(aside)s)", aside=nights))


def seminar_url(view: PlanView, seminar: PlannedSeminar) -> str:
    """Where the list of a plan has one of its seminars."""
    return url_for(
        "organisers.plan_seminars", plan_id=view.plan.id, _anchor=f"bid-{seminar.bid_id}"
    )


def _routes(view: PlanView, adviser_id: int | None) -> list[Route]:
    locale = current_locale()
    trips = view.trips
    return [
        Route(adviser.display_name(locale), trip_text(trip), trip.places)
        for adviser in view.advisers
        if adviser_id in {None, adviser.id}
        for trip in trips.get(adviser.id, ())
    ]


def _timeline_trips(view: PlanView, adviser_id: int) -> Iterator[TimelineTrip]:
    url = url_for(
        "organisers.plan_itineraries", plan_id=view.plan.id, _anchor=f"adviser-{adviser_id}"
    )
    for trip in view.trips.get(adviser_id, ()):
        yield TimelineTrip(trip.departs, trip.returns, trip_text(trip), url)


def _timeline_seminars(view: PlanView, adviser_id: int) -> Iterator[TimelineSeminar]:
    for each in view.seminars_of(adviser_id):
        text = f"{format_day_short(each.day)} {_short_place(each.bid.place)} {each.bid.host_name}"
        yield TimelineSeminar(each.day, text, seminar_url(view, each), view.is_locked(each))


def _by_time(seminars: Iterable[PlannedSeminar]) -> list[PlannedSeminar]:
    return sorted(seminars, key=lambda each: (each.day, each.bid.starts_at, each.bid.number))


def _team(seminar: PlannedSeminar) -> str:
    locale = current_locale()
    return str(_(", ")).join(member.adviser.display_name(locale) for member in seminar.team)


def _short_place(code: str) -> str:
    return prefecture(code).short_name(current_locale())
