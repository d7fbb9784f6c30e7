"""Days that advisers spend on other tours: one that gives seminars for two cannot be at both."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.planning.model import Plan
from seminar_service.planning.queries.trips import Trip, read_trip
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import TeamMember
from seminar_service.tours.model import Tour

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A seminar of another tour that stands, of one adviser (key)."""

    adviser_id: int
    tour_id: int
    bid_id: int
    day: date


def days_elsewhere(session: Session, tour: Tour) -> Mapping[int, frozenset[date]]:
    """The days that released seminars of other tours take, by the key of the adviser.

    They are those of the whole trip, as the plan has it by which the other tour was released; of
    a seminar that meanwhile stands on another day its own day alone. One query, and one more where
    there are such seminars.

    Args:
        session: Where to read.
        tour: The tour that is planned; its own seminars take no days here.
    """
    standing = _standing(session, tour)
    trips = _released_trips(session, {each.tour_id for each in standing})
    taken: dict[int, frozenset[date]] = {}
    for each in standing:
        taken[each.adviser_id] = taken.get(each.adviser_id, frozenset()).union(_days(each, trips))
    return taken


def _standing(session: Session, tour: Tour) -> list[_Standing]:
    """All that others hold in the time of a tour, and around it: a trip may reach into it."""
    around = timedelta(days=7)
    rows = session.execute(
        select(TeamMember.adviser_id, Seminar.tour_id, Seminar.bid_id, Seminar.day)
        .join(Seminar, Seminar.id == TeamMember.seminar_id)
        .where(
            Seminar.tour_id != tour.id,
            Seminar.stands,
            Seminar.day.between(tour.first_day - around, tour.last_day + around),
        )
    )
    return [_Standing(*row) for row in rows]


Trips = Mapping[tuple[int, int], Iterable[Trip]]
"""Released trips by the keys of tour and adviser."""


def _released_trips(session: Session, tours: Collection[int]) -> Trips:
    if not tours:
        return {}
    rows = session.execute(
        select(Plan.tour_id, Plan.itineraries).where(
            Plan.tour_id.in_(tours), Plan.state == PlanState.RELEASED
        )
    )
    return {
        (tour_id, int(adviser_id)): [read_trip(each) for each in documents]
        for tour_id, itineraries in rows
        for adviser_id, documents in itineraries.items()
    }


def _days(standing: _Standing, trips: Trips) -> Iterator[date]:
    yield standing.day
    for trip in trips.get((standing.tour_id, standing.adviser_id), ()):
        if standing.bid_id in trip.bids and trip.departs <= standing.day <= trip.returns:
            nights = (trip.returns - trip.departs).days
            yield from (trip.departs + _ONE_DAY * number for number in range(nights + 1))
