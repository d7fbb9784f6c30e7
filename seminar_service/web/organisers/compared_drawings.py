"""Two plans as one calendar and one map: values for the drawings, in the reader's language."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

from flask import url_for
from flask_babel import gettext as _

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.planning.model import PlanOrigin
from seminar_service.planning.queries.comparison import Move, Outcome
from seminar_service.tours.holidays import holiday_dates
from seminar_service.web.drawing.compared_timeline import Side
from seminar_service.web.drawing.geographic_map import GeographicMap, geographic_map
from seminar_service.web.drawing.trip_map import Route, TripMap, trip_map
from seminar_service.web.drawing.year_calendar import CalendarItem, CalendarMonth, year_calendar
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers.compared_plans import Compared
from seminar_service.web.organisers.plan_drawings import short_place, trip_text
from seminar_service.web.templating import format_day_short, format_time

PILL: Final = 34
"""How wide the marks of places are on the map, in its units."""


class DayMark(StrEnum):
    """What becomes of a seminar on a day: it goes, comes, changes its advisers, or stays."""

    GOES = "goes"
    COMES = "comes"
    TEAM = "team"
    SAME = "same"


def compared_calendar(compared: Compared) -> tuple[CalendarMonth, ...]:
    """The months that are looked at, with what goes from each day and what comes to it."""
    year, selection = compared.after.plan.tour.fiscal_year, compared.selection
    items = [
        (each.bid.starts_at, item)
        for each in (*compared.moves, *compared.same)
        for item in _items(compared, each)
        if selection.first <= item.day <= selection.last
    ]
    ordered = [item for _time, item in sorted(items, key=lambda each: (each[0], each[1].text))]
    months = year_calendar(year, ordered, holiday_dates(FiscalYear(year)))
    begin = selection.first.replace(day=1)
    return tuple(month for month in months if begin <= month.first <= selection.last)


def _items(compared: Compared, move: Move) -> Iterator[CalendarItem]:
    """A seminar on its day in both plans: one thing where the day is the same, else two."""
    before, after = move.before, move.after
    if before and after and before.day == after.day:
        mark = DayMark.SAME if before == after else DayMark.TEAM
        team = _team(after) if before == after else f"{_team(before)} → {_team(after)}"
        yield _item(compared, move, after, mark, team)
        return
    if before:
        fate = _("moves to %(day)s", day=format_day_short(after.day)) if after else _("dropped")
        yield _item(compared, move, before, DayMark.GOES, _joined(_team(before), fate))
    if after:
        fate = _("comes from %(day)s", day=format_day_short(before.day)) if before else _("new")
        yield _item(compared, move, after, DayMark.COMES, _joined(_team(after), fate))


def _joined(*told: str) -> str:
    return str(_("; ")).join(map(str, told))


def _item(
    compared: Compared, move: Move, outcome: Outcome, mark: DayMark, told: str
) -> CalendarItem:
    bid = move.bid
    page, more = "organisers.plan_seminars", dict[str, Any]()
    if mark is not DayMark.SAME:
        is_kept = compared.run_id is None
        page = "organisers.compare_plans" if is_kept else "organisers.compare_suggestion"
        more = compared.beside
    return CalendarItem(
        day=outcome.day,
        text=f"{format_time(bid.starts_at)} {short_place(bid.place)}",
        url=url_for(page, plan_id=compared.page.plan.id, _anchor=f"bid-{bid.id}", **more),
        note=f"{bid.number} {bid.host_name} / {told}",
        mark=mark,
    )


def _team(outcome: Outcome) -> str:
    locale = current_locale()
    return str(_(", ")).join(each.display_name(locale) for each in outcome.team)


def compared_tile_map(compared: Compared) -> TripMap:
    """The prefectures on tiles, with both routes of the one adviser who is looked at."""
    return trip_map(
        _routes(compared),
        current_locale(),
        travellers=side_names(compared),
        also=[each.code for each in compared.places],
    )


def compared_geographic_map(compared: Compared) -> GeographicMap:
    """The same on a geographic map."""
    return geographic_map(
        _routes(compared),
        {each.code: 0 for each in compared.places},
        current_locale(),
        travellers=side_names(compared),
        mark_width=PILL,
    )


def side_names(compared: Compared) -> list[str]:
    """What routes are of, in the order of their styles; nobody's where no adviser is chosen."""
    if not compared.selection.adviser_id:
        return []
    return [side_name(compared, side) for side in (Side.AFTER, Side.BEFORE, Side.BOTH)]


def side_name(compared: Compared, side: Side) -> str:
    """Which of the plans has something, in words."""
    if side is Side.BOTH:
        return str(_("in both plans"))
    if compared.run_id is not None:
        return str(_("only in the draft") if side is Side.BEFORE else _("only in the suggestion"))
    plan = (compared.before if side is Side.BEFORE else compared.after).plan
    if plan.origin is PlanOrigin.RECORD:
        return str(_("only in the record of what was held"))
    return str(_("only in plan %(version)d", version=plan.number))


def _routes(compared: Compared) -> list[Route]:
    """Those of the one adviser; of all together nobody could tell them apart."""
    adviser_id = compared.selection.adviser_id
    if not adviser_id:
        return []
    return [
        Route(side_name(compared, side), trip_text(trip), trip.places)
        for side, trip in compared.trips(adviser_id)
    ]
