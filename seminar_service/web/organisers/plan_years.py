"""A plan as lines of days, one for each adviser: values for the drawing, in the reader's words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from seminar_service.advisers.model import AnyAdviser, Engagement
from seminar_service.planning.edits import mark_of
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import PlannedSeminar
from seminar_service.planning.queries.plans import PlanView
from seminar_service.planning.queries.trips import Trip
from seminar_service.web.drawing.timeline import (
    Timeline,
    TimelineGroup,
    TimelineRow,
    TimelineSeminar,
    TimelineTrip,
    timeline,
)
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers.adviser_lines import arranged, chosen, everybody
from seminar_service.web.organisers.plan_drawings import (
    itineraries_url,
    seminar_url,
    short_place,
    trip_text,
)
from seminar_service.web.organisers.plan_selection import Selection
from seminar_service.web.templating import format_day_short


@dataclass(frozen=True, slots=True)
class PlanYear:
    """The lines of a plan.

    Attributes:
        drawn: The drawing.
        idle: Who is left out because there is nothing in these days, by name.
    """

    drawn: Timeline
    idle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    adviser: AnyAdviser
    row: TimelineRow
    seminars: int
    is_busy: bool


def plan_year(
    view: PlanView,
    engagements: Iterable[Engagement],
    selection: Selection,
    *,
    closed: Collection[date],
    today: date,
) -> PlanYear:
    """The days that are looked at, of every adviser who is engaged or has a seminar in the plan.

    Args:
        view: The plan.
        engagements: Who is engaged, with the days that are out of the question.
        selection: What is looked at.
        closed: Days on which nothing is held.
        today: The present day.
    """
    engaged = list(engagements)
    taken = {row.adviser_id: tuple(each.day for each in row.unavailable_days) for row in engaged}
    trips, given = view.trips, _given(view, selection)
    lines = [
        _line(
            each,
            tuple(_trips(view, each.id, selection.trips(trips.get(each.id, ())))),
            tuple(_seminars(view, each.id, given[each.id])),
            taken.get(each.id, ()),
        )
        for each in chosen(everybody([view], engaged), selection)
    ]
    shown = [each for each in lines if each.is_busy or not selection.only_busy]
    days = (selection.first, selection.last)
    groups = (
        TimelineGroup(title, tuple(line.row for line in group))
        for title, group in arranged(shown, selection)
    )
    return PlanYear(
        timeline(days, groups, closed=closed, today=today),
        tuple(each.row.name for each in lines if each not in shown),
    )


def _given(view: PlanView, selection: Selection) -> Mapping[int, list[PlannedSeminar]]:
    """The seminars on these days of each adviser."""
    found: defaultdict[int, list[PlannedSeminar]] = defaultdict(list)
    for each in selection.seminars(view.plan.seminars):
        for adviser_id in {member.adviser_id for member in each.team}:
            found[adviser_id].append(each)
    return found


def _line(
    adviser: AnyAdviser,
    trips: tuple[TimelineTrip, ...],
    seminars: tuple[TimelineSeminar, ...],
    unavailable: tuple[date, ...],
) -> _Line:
    name = adviser.display_name(current_locale())
    row = TimelineRow(name, trips, seminars, unavailable, adviser.id)
    return _Line(adviser, row, len(seminars), bool(trips or seminars))


def _trips(view: PlanView, adviser_id: int, trips: Iterable[Trip]) -> Iterator[TimelineTrip]:
    url, days = itineraries_url(view, adviser_id), view.days
    for trip in trips:
        yield TimelineTrip(
            trip.departs,
            trip.returns,
            trip_text(trip),
            url,
            tuple(map(short_place, trip.stops)),
            frozenset(days[key] for key in trip.bids if key in days),
            trip.bids,
        )


def _seminars(
    view: PlanView, adviser_id: int, seminars: Iterable[PlannedSeminar]
) -> Iterator[TimelineSeminar]:
    for each in seminars:
        team = [member.adviser_id for member in each.team]
        yield TimelineSeminar(
            day=each.day,
            text=_told(each),
            url=seminar_url(view, each),
            is_locked=view.is_locked(each),
            bid_id=each.bid_id,
            position=team.index(adviser_id),
            seen=mark_of(Held(each.day, tuple(team))),
        )


def _told(seminar: PlannedSeminar) -> str:
    bid = seminar.bid
    return f"{format_day_short(seminar.day)} {short_place(bid.place)} {bid.host_name}"
