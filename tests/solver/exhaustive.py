"""The optimum of a tiny tour by trying everything.

Only what no further seminar can mend is left out: rules 4 to 6 broken, or more spent on bids
already than the best plan costs. Travel is asked at the end, since another seminar on the way can
make it possible or cheaper.
"""

from collections.abc import Iterator
from itertools import chain, product
from math import prod

from solver import Seminar
from solver.formats.times import date_of
from solver.tour.compiled import CompiledBid, CompiledTour
from solver.tour.evaluation import change_yen, check_budget
from solver.tour.rules import check_adviser_limits, check_days, check_places
from solver.tour.trips import Traveller

Way = tuple[int, Seminar | None]
"""What a bid costs by itself, and how it is held; None for declined."""


def least_cost(tour: CompiledTour) -> int | None:
    """Return the cost of the best valid plan, None where there is none."""
    return _Search(tour).run()


def number_of_plans(tour: CompiledTour) -> int:
    """Return how many plans keep rules 1 to 3."""
    return prod(len(list(_ways(tour, bid))) for bid in tour.bids)


class _Search:
    """All plans of one tour, bid by bid."""

    def __init__(self, tour: CompiledTour) -> None:
        self.tour = tour
        self.best: int | None = None
        self.held: list[Seminar] = []
        self.travel: dict[tuple[int, tuple[tuple[int, int], ...]], int | None] = {}
        self.ways = [sorted(_ways(tour, bid), key=lambda way: way[0]) for bid in tour.bids]
        self.ways.sort(key=len)

    def run(self) -> int | None:
        """Return the least cost."""
        if all(self.ways):
            self._decide(0, 0)
        return self.best

    def _decide(self, number: int, spent_yen: int) -> None:
        """Try all plans that treat the first bids as chosen, for so much."""
        left_yen = sum(ways[0][0] for ways in self.ways[number:])
        if self.best is not None and spent_yen + left_yen >= self.best:
            return
        if number == len(self.ways):
            self._note(spent_yen)
            return
        for yen, seminar in self.ways[number]:
            if seminar is not None:
                self.held.append(seminar)
            if seminar is None or not self._breaks_for_good():
                self._decide(number + 1, spent_yen + yen)
            if seminar is not None:
                self.held.pop()

    def _breaks_for_good(self) -> bool:
        instance, held = self.tour.instance, self.held
        checks = (check_days, check_places, check_adviser_limits)
        return any(True for _ in chain.from_iterable(check(instance, held) for check in checks))

    def _note(self, spent_yen: int) -> None:
        """Remember what the plan costs if it is valid and the best so far."""
        tour = self.tour
        stops = [self._stops_of(adviser.id) for adviser in tour.instance.advisers]
        travel = [self._travel_yen(*entry) for entry in enumerate(stops)]
        if None in travel:
            return
        travel_yen = sum(yen or 0 for yen in travel)
        if any(True for _ in check_budget(tour.rules, travel_yen)):
            return
        held_places = {tour.bids[tour.instance.bid_index[one.bid]].place for one in self.held}
        uncovered = {bid.place for bid in tour.bids} - held_places
        steps = sum(len(those) * (len(those) - 1) // 2 for those in stops)
        cost = spent_yen + travel_yen + tour.rules.coverage_yen * len(uncovered)
        cost += tour.rules.workload_yen * steps
        self.best = cost if self.best is None else min(self.best, cost)

    def _stops_of(self, adviser: str) -> tuple[tuple[int, int], ...]:
        index = self.tour.instance.bid_index
        return tuple(
            sorted(
                (index[one.bid], one.date.toordinal())
                for one in self.held
                if adviser in one.advisers
            )
        )

    def _travel_yen(self, adviser: int, stops: tuple[tuple[int, int], ...]) -> int | None:
        """Return the least fares and hotels of an adviser's stops, None where none are possible."""
        key = adviser, stops
        if key not in self.travel:
            traveller = Traveller(self.tour, self.tour.advisers[adviser])
            visits = [traveller.stop(self.tour.bids[bid], day) for bid, day in stops]
            visits.sort(key=lambda stop: (stop.day, stop.start, stop.end))
            cut = traveller.cheapest_cut(visits)
            self.travel[key] = None if cut is None else cut.yen
        return self.travel[key]


def _ways(tour: CompiledTour, bid: CompiledBid) -> Iterator[Way]:
    """Yield every way to hold a bid that keeps rules 1 to 3, and that of declining it."""
    asked, advisers = tour.instance.bids[bid.index], tour.instance.advisers
    if not bid.locked:
        yield asked.decline_yen + change_yen(tour.rules, asked, None), None
    for team in product(*bid.able):
        if len(set(team)) < len(team):
            continue
        for day in bid.day_yen:
            seminar = Seminar(asked.id, date_of(day), tuple(advisers[one].id for one in team))
            yen = asked.date_yen(seminar.date) or 0
            yield yen + change_yen(tour.rules, asked, seminar), seminar
