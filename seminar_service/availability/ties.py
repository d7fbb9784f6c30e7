"""Which days of an adviser released seminars and the journeys to them need."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.planning.model import Plan
from seminar_service.planning.queries.trips import Trip, read_trip
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import TeamMember
from seminar_service.tours.calendar_days import DayRange


@dataclass(frozen=True)
class Ties:
    """What is released for an adviser from a day on.

    Attributes:
        seminars: Which seminar needs a day: the one that is held then, or whose journey it is.
        nights: Nights of the longest journey.
    """

    seminars: Mapping[date, Seminar]
    nights: int = 0


def ties_of(session: Session, adviser_id: int, *, today: date) -> Ties:
    """Read what is released for an adviser from today on, in all tours. Two queries."""
    own = session.scalars(
        select(Seminar)
        .join(TeamMember)
        .where(TeamMember.adviser_id == adviser_id, Seminar.stands, Seminar.day >= today)
        .order_by(Seminar.day, Seminar.starts_at)
    ).all()
    by_bid = {seminar.bid_id: seminar for seminar in own}
    days: dict[date, Seminar] = {}
    nights = 0
    for trip in _trips(session, adviser_id):
        seminar = next((by_bid[each] for each in trip.bids if each in by_bid), None)
        if seminar is not None:
            nights = max(nights, trip.nights)
            days |= dict.fromkeys(DayRange(trip.departs, trip.returns).days(), seminar)
    days |= {seminar.day: seminar for seminar in own}
    return Ties({day: days[day] for day in sorted(days) if day >= today}, nights)


def _trips(session: Session, adviser_id: int) -> Iterator[Trip]:
    released = session.scalars(select(Plan.itineraries).where(Plan.state == PlanState.RELEASED))
    for itineraries in released.all():
        for document in itineraries.get(str(adviser_id), ()):
            yield read_trip(document)
