"""The trips that the checker derived, as a document with a timetable for every leg."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import solver
from seminar_service.planning.solver_io.names import row_id

MINUTES_OF_HOUR = 60
ONE_DAY = timedelta(days=1)


def itineraries_document(
    instance: solver.Instance, plan: solver.Plan, report: solver.Report
) -> dict[str, Any]:
    """Return the trips of a plan by adviser key, as `Plan.itineraries` keeps them.

    A trip has `departs`, `leaves_at`, `returns`, `home_at`, `nights`, `fares_yen`,
    `hotels_yen`, `bids` (keys) and `legs`; a leg has `from` and `to` (prefecture codes),
    `day`, `leaves_at`, `arrives_at`, `minutes` and `yen`.
    """
    days = {seminar.bid: seminar.date for seminar in plan.seminars}
    return {
        str(row_id(name)): trips_document(instance, trips, days)
        for name, trips in report.itineraries.items()
        if trips
    }


def trips_document(
    instance: solver.Instance, trips: Iterable[solver.Trip], days: Mapping[str, date]
) -> list[dict[str, Any]]:
    """Return the trips of one adviser; `days` says when each bid (the planner's id) is held."""
    return [_trip(instance, trip, days) for trip in trips]


def _trip(instance: solver.Instance, trip: solver.Trip, days: Mapping[str, date]) -> dict[str, Any]:
    departures = _departures(instance, trip, days)
    return {
        "departs": trip.departs.isoformat(),
        "leaves_at": _clock(trip.leaves_at),
        "returns": trip.returns.isoformat(),
        "home_at": _clock(trip.home_at),
        "nights": trip.nights,
        "fares_yen": trip.fares_yen,
        "hotels_yen": trip.hotels_yen,
        "bids": [row_id(name) for name in trip.bids],
        "legs": [
            _leg(leg, day, minute) for leg, (day, minute) in zip(trip.legs, departures, strict=True)
        ],
    }


def _departures(
    instance: solver.Instance, trip: solver.Trip, days: Mapping[str, date]
) -> Iterator[tuple[date, int]]:
    """When each leg of a trip begins: day, and minutes after midnight.

    The first leaves as late as it can; the others right after the seminar, or on the next
    possible morning where that is too late for the day.
    """
    bids = [instance.bids[instance.bid_index[name]] for name in trip.bids]
    rules = instance.rules
    yield trip.departs, trip.leaves_at
    for (before, after), leg in zip(pairwise(bids), trip.legs[1:], strict=False):
        if days[before.id] == days[after.id] or before.end + leg.minutes <= rules.day_end:
            yield days[before.id], before.end
        else:
            yield days[before.id] + ONE_DAY, rules.day_start
    last = bids[-1]
    on_the_day = trip.returns == days[last.id]
    yield trip.returns, last.end if on_the_day else rules.day_start


def _leg(leg: solver.Leg, day: date, minute: int) -> dict[str, Any]:
    return {
        "from": leg.from_place,
        "to": leg.to_place,
        "day": day.isoformat(),
        "leaves_at": _clock(minute),
        "arrives_at": _clock(minute + leg.minutes),
        "minutes": leg.minutes,
        "yen": leg.yen,
    }


def _clock(minute: int) -> str:
    return f"{minute // MINUTES_OF_HOUR:02}:{minute % MINUTES_OF_HOUR:02}"
