"""Cutting an adviser's stops into trips, against all cuts there are."""

from itertools import pairwise
from typing import Any

import pytest

from solver import read_instance
from solver.search.schedule import Schedule
from solver.tour.compiled import compile_instance
from solver.tour.trips import Cut, Stop, Traveller
from tests.solver.tours import day, make_adviser, make_bid, make_rules, make_tour, random_tour


def travellers(seed: int) -> list[tuple[Traveller, list[Stop]]]:
    """Return each adviser of a random tour with one stop at each bid, in time order."""
    tour = compile_instance(read_instance(random_tour(seed)))
    found = []
    for adviser in tour.advisers:
        traveller = Traveller(tour, adviser)
        stops = [
            traveller.stop(bid, sorted(bid.day_yen)[seed % len(bid.day_yen)])
            for bid in tour.bids
            if bid.day_yen
        ]
        found.append((traveller, sorted(stops)))
    return found


def cheapest_of_all_cuts(traveller: Traveller, stops: list[Stop]) -> int | None:
    """Return the least cost over every way to cut, judged trip by trip."""
    if not stops:
        return 0
    costs = []
    for cuts in range(2 ** (len(stops) - 1)):
        trips, trip = [], [stops[0]]
        for index, stop in enumerate(stops[1:]):
            if cuts >> index & 1:
                trips.append(trip)
                trip = []
            trip.append(stop)
        cost = cost_of(traveller, [*trips, trip])
        if cost is not None:
            costs.append(cost)
    return min(costs, default=None)


def cost_of(traveller: Traveller, trips: list[list[Stop]]) -> int | None:
    cost = 0
    for trip in trips:
        if not traveller.allows(trip[0], trip[-1]):
            return None
        if not all(traveller.links(first, second) for first, second in pairwise(trip)):
            return None
        cost += traveller.ends_yen(trip[0], trip[-1]) + sum(
            traveller.tour.yen[first.place][second.place] for first, second in pairwise(trip)
        )
    if not all(traveller.follows(first[-1], second[0]) for first, second in pairwise(trips)):
        return None
    return cost


@pytest.mark.parametrize("seed", range(150))
def test_the_cheapest_cut_is_the_cheapest_of_all(seed: int) -> None:
    for traveller, stops in travellers(seed):
        cut = traveller.cheapest_cut(stops)
        assert (None if cut is None else cut.yen) == cheapest_of_all_cuts(traveller, stops)


@pytest.mark.parametrize("seed", range(150))
def test_an_insertion_costs_what_the_cut_then_costs_more(seed: int) -> None:
    for traveller, stops in travellers(seed):
        for position, stop in enumerate(stops):
            schedule = Schedule(traveller)
            for other in stops[:position] + stops[position + 1 :]:
                schedule.add(other)
            before, after = schedule.yen, traveller.cheapest_cut(stops)
            if before is None:
                assert schedule.insertion_yen(stop) is None
                continue
            expected = None if after is None else after.yen - before
            assert schedule.insertion_yen(stop) == expected


@pytest.mark.parametrize("seed", range(50))
def test_adding_and_removing_a_stop_leaves_nothing_behind(seed: int) -> None:
    for traveller, stops in travellers(seed):
        schedule = Schedule(traveller)
        for stop in stops:
            schedule.add(stop)
            schedule.remove(stop)
        assert (schedule.stops, schedule.yen) == ([], 0)


def make_traveller(**changes: Any) -> tuple[Traveller, list[Stop]]:
    """Return an adviser with a stop near home on Monday and one far away on Tuesday."""
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {1: 0}, place="far", start="10:00")]
    rules = make_rules(hotel_yen=1000)
    tour = compile_instance(
        read_instance(make_tour(bids, [make_adviser("a1", **changes)], rules=rules))
    )
    traveller = Traveller(tour, tour.advisers[0])
    return traveller, [traveller.stop(bid, next(iter(bid.day_yen))) for bid in tour.bids]


def test_going_on_is_chosen_where_it_is_cheaper_than_going_home() -> None:
    traveller, stops = make_traveller()
    # 1,000 + 8,000 + 9,000 and one night; leaving home again that evening would cost 21,000.
    assert traveller.cheapest_cut(stops) == Cut(19_000, (tuple(stops),))


def test_an_unavailable_day_within_a_trip_forbids_it() -> None:
    traveller, stops = make_traveller(unavailable=[day(1)])
    assert traveller.cheapest_cut(stops) is None


def test_a_trip_may_have_just_as_many_nights_as_allowed() -> None:
    assert make_traveller(max_nights_away=1)[0].cheapest_cut(make_traveller()[1]) is not None
    traveller, stops = make_traveller(max_nights_away=0)
    assert traveller.cheapest_cut(stops) is None
