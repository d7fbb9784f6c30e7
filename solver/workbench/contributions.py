"""What each part of a plan contributes to its cost and broken rules.

Parts are bids, advisers, days and places. Each depends on few seminars: on how one bid is held, on
one adviser's seminars, on those of one day, or of one place. So a move changes few parts, and
nothing else is looked at. Only the travel budget speaks of all parts together.
"""

from collections.abc import Sequence
from typing import NamedTuple

from solver.formats.instance import Bid
from solver.formats.plan import Seminar
from solver.formats.report import Trip
from solver.formats.violations import Violation
from solver.tour.compiled import CompiledTour
from solver.tour.evaluation import change_yen, check_budget, explain_impossible, trips_of
from solver.tour.rules import (
    check_date,
    check_day,
    check_limits,
    check_lock,
    check_place,
    check_team,
)
from solver.tour.trips import Stop, Traveller, nights_of


class Contribution(NamedTuple):
    """What a part of a plan adds to its cost, and what it breaks.

    Attributes:
        yen: In the order of `solver.formats.report.Components`.
        violations: Broken rules.
        is_possible: For an adviser, whether the seminars can be cut into trips; else they have no
            travel cost.
    """

    yen: tuple[int, int, int, int, int, int, int] = (0, 0, 0, 0, 0, 0, 0)
    violations: tuple[Violation, ...] = ()
    is_possible: bool = True


NOTHING = Contribution()


class Contributions:
    """Evaluates what the parts of plans for one tour contribute."""

    def __init__(self, tour: CompiledTour) -> None:
        self.tour = tour
        self.instance = tour.instance
        self.travellers = [Traveller(tour, adviser) for adviser in tour.advisers]
        self._stops: dict[tuple[int, int, int], Stop] = {}

    def of_bid(self, bid: Bid, seminar: Seminar | None) -> Contribution:
        """Return what a bid adds by itself: rules 1 to 3, its date or decline, its changes."""
        changes = change_yen(self.instance.rules, bid, seminar)
        violations = list(check_lock(bid, seminar))
        if seminar is None:
            return Contribution((0, 0, 0, bid.decline_yen, 0, 0, changes), tuple(violations))
        violations += check_date(self.instance, bid, seminar)
        violations += check_team(self.instance, bid, seminar)
        date_yen = bid.date_yen(seminar.date) or 0
        return Contribution((0, 0, date_yen, 0, 0, 0, changes), tuple(violations))

    def of_adviser(self, adviser: int, seminars: Sequence[Seminar]) -> Contribution:
        """Return what an adviser's seminars add: rules 4 and 7 to 12, travel and workload."""
        rules, traveller = self.instance.rules, self.travellers[adviser]
        stops = self._stops_of(adviser, seminars)
        violations = tuple(check_limits(self.instance.advisers[adviser], seminars))
        cut = traveller.cheapest_cut(stops)
        if cut is None:
            broken = (*violations, explain_impossible(traveller, stops))
            return Contribution(violations=broken, is_possible=False)
        nights = sum(nights_of(trip[0], trip[-1]) for trip in cut.trips)
        hotels = nights * rules.hotel_yen
        workload = rules.workload_yen * (len(stops) * (len(stops) - 1) // 2)
        return Contribution((cut.yen - hotels, hotels, 0, 0, 0, workload, 0), violations)

    def trips_of(self, adviser: int, seminars: Sequence[Seminar]) -> tuple[Trip, ...]:
        """Return the cheapest trips of an adviser, none where the seminars allow none."""
        cut = self.travellers[adviser].cheapest_cut(self._stops_of(adviser, seminars))
        name = self.instance.advisers[adviser].id
        return () if cut is None else trips_of(self.tour, name, cut)

    def jam_of(self, adviser: int, seminars: Sequence[Seminar]) -> Violation | None:
        """Return why an adviser cannot travel to these seminars, None where it is possible."""
        traveller, stops = self.travellers[adviser], self._stops_of(adviser, seminars)
        if traveller.cheapest_cut(stops) is not None:
            return None
        return explain_impossible(traveller, stops)

    def of_day(self, seminars: Sequence[Seminar]) -> Contribution:
        """Return what the seminars of one date break (rule 5)."""
        return Contribution(violations=tuple(check_day(self.instance, seminars)))

    def of_place(self, place: str, seminars: Sequence[Seminar]) -> Contribution:
        """Return what the seminars of a place with a bid add: rule 6, and coverage if none."""
        if not seminars:
            return Contribution((0, 0, 0, 0, self.instance.rules.coverage_yen, 0, 0))
        return Contribution(violations=tuple(check_place(self.instance, place, seminars)))

    def of_budget(self, travel_yen: int) -> tuple[Violation, ...]:
        """Return what all fares and hotels together break (rule 13)."""
        return tuple(check_budget(self.instance.rules, travel_yen))

    def _stops_of(self, adviser: int, seminars: Sequence[Seminar]) -> list[Stop]:
        """Return the stops of an adviser in the order of time."""
        stops = [self.stop(adviser, seminar) for seminar in seminars]
        return sorted(stops, key=lambda stop: stop[:3])

    def stop(self, adviser: int, seminar: Seminar) -> Stop:
        """Return the stop of an adviser at a seminar."""
        bid, day = self.instance.bid_index[seminar.bid], seminar.date.toordinal()
        key = (adviser, bid, day)
        if key not in self._stops:
            self._stops[key] = self.travellers[adviser].stop(self.tour.bids[bid], day)
        return self._stops[key]
