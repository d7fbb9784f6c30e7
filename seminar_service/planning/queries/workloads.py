"""How a plan shares the work among the advisers, beside their mean and the year before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import AnyAdviser
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.queries.plans import PlanView, engagements, plan_view
from seminar_service.planning.queries.trips import Trip
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)
EARLY: Final = timedelta(hours=1)
"""A journey is early that has to begin within so much of the time at which a day may begin."""


@dataclass(frozen=True, slots=True)
class Workload:
    """What a year asks of somebody.

    Attributes:
        seminars: How many are given.
        nights: Nights away from home.
        travel_minutes: Time under way, door to door.
        early_departures: Journeys that have to begin within the first hour of the day.
        weekends: Weekends of which at least a day is spent away from home.
    """

    seminars: int = 0
    nights: int = 0
    travel_minutes: int = 0
    early_departures: int = 0
    weekends: int = 0


MEASURES: Final[dict[str, Callable[[Workload], float]]] = {
    "seminars": lambda load: load.seminars,
    "nights": lambda load: load.nights,
    "travel": lambda load: load.travel_minutes / 60,
    "early": lambda load: load.early_departures,
    "weekends": lambda load: load.weekends,
}
"""What workloads are compared by; travel in hours."""


@dataclass(frozen=True, slots=True)
class Share:
    """An adviser's part of a year's work; `before` is the year before, None without one."""

    adviser: AnyAdviser
    load: Workload
    before: Workload | None


@dataclass(frozen=True, slots=True)
class Workloads:
    """How the work of a plan is shared among all who are engaged, by reading.

    `last_year` is the plan by which the year before was held, None where there is none.
    """

    shares: tuple[Share, ...]
    last_year: Plan | None

    def mean(self, measure: str) -> float:
        """What each would have if all had the same; 0 where nobody is engaged."""
        return _mean(MEASURES[measure](each.load) for each in self.shares)

    def mean_before(self, measure: str) -> float:
        """The same of the year before, over those who were there."""
        loads = (each.before for each in self.shares)
        return _mean(MEASURES[measure](load) for load in loads if load)

    def spread(self, measure: str) -> float:
        """By how much the highest lies above the lowest."""
        values = [MEASURES[measure](each.load) for each in self.shares]
        return max(values, default=0) - min(values, default=0)

    def by(self, measure: str) -> tuple[Share, ...]:
        """Those with the most first; who has the same stays in the order of reading."""
        value = MEASURES[measure]
        return tuple(sorted(self.shares, key=lambda each: -value(each.load)))


def workloads(session: Session, view: PlanView) -> Workloads:
    """Tell how a plan shares the work, beside the plan of the tour of the year before."""
    engaged = [each.adviser for each in engagements(session, view.plan.tour_id)]
    strangers = [each for each in view.advisers if each not in engaged]
    loads = _loads(view)
    last_year = _plan_of_the_year_before(session, view.plan.tour)
    before = _loads(plan_view(session, last_year.id)) if last_year else {}
    return Workloads(
        tuple(
            Share(each, loads.get(each.id, Workload()), before.get(each.id))
            for each in [*engaged, *strangers]
        ),
        last_year,
    )


def early_until(tour: Tour) -> time:
    """Before which time of day a departure is early."""
    return (datetime.combine(date.min, tour.day_start) + EARLY).time()


def weekends_of(trips: Iterable[Trip]) -> int:
    """Count the weekends, Saturday and Sunday, on which somebody is not at home all day."""
    days = (
        trip.departs + ONE_DAY * n
        for trip in trips
        for n in range((trip.returns - trip.departs).days + 1)
    )
    return len({_saturday(day) for day in days if day.weekday() >= SATURDAY})


def _loads(view: PlanView) -> dict[int, Workload]:
    """What the plan asks of each adviser in it, by their key."""
    days = {each.bid_id: each.day for each in view.plan.seminars}
    trips = view.trips
    return {
        each.id: _load(view, len(view.seminars_of(each.id)), trips.get(each.id, ()), days)
        for each in view.advisers
    }


def _load(
    view: PlanView, seminars: int, trips: Sequence[Trip], days: Mapping[int, date]
) -> Workload:
    bids = view.bids
    return Workload(
        seminars=seminars,
        nights=sum(trip.nights for trip in trips),
        travel_minutes=sum(leg.minutes for trip in trips for leg in trip.legs),
        early_departures=sum(_early(trip, bids, days, view.plan.tour) for trip in trips),
        weekends=weekends_of(trips),
    )


def _early(trip: Trip, bids: Mapping[int, Bid], days: Mapping[int, date], tour: Tour) -> int:
    """How many of a trip's journeys have to begin early to be in time for a seminar.

    A plan lets a journey on the morning after begin with the day, although it may often begin
    later: only one that reaches its seminar's place on the day itself has a last moment.
    """
    return sum(
        leg.day == days.get(key)
        and _must_leave(bids[key], leg.minutes + tour.buffer_minutes) < early_until(tour)
        for key, leg in zip(trip.bids, trip.legs, strict=False)
        if leg.origin != leg.destination
    )


def _must_leave(bid: Bid, minutes: int) -> time:
    """When one leaves at the latest who needs so many minutes to a seminar on the same day."""
    begins = datetime.combine(date.min + ONE_DAY, bid.starts_at)
    leaves = begins - timedelta(minutes=minutes)
    return leaves.time() if leaves.date() == begins.date() else time.min


def _saturday(day: date) -> date:
    return day - ONE_DAY * (day.weekday() - SATURDAY)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0


def _plan_of_the_year_before(session: Session, tour: Tour) -> Plan | None:
    """The plan by which the tour before was held: what was released, else what is recorded."""
    return session.scalar(
        select(Plan)
        .join(Plan.tour)
        .where(
            Tour.fiscal_year == tour.fiscal_year - 1,
            Tour.programme == tour.programme,
            (Plan.state == PlanState.RELEASED) | (Plan.origin == PlanOrigin.RECORD),
        )
        .order_by(case((Plan.state == PlanState.RELEASED, 0), else_=1), Plan.id.desc())
        .limit(1)
    )
