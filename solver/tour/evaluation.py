"""The exact cost of a list of seminars, its itineraries, and the rules that it breaks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from solver.formats.instance import Bid, Instance, Rules
from solver.formats.plan import Seminar
from solver.formats.report import Components, Leg, Report, Trip
from solver.formats.rulebook import TRIP_RULES, Rule
from solver.formats.times import date_of
from solver.formats.violations import Breach, Violation
from solver.tour.compiled import CompiledTour
from solver.tour.rules import broken_rules
from solver.tour.trips import Cut, Stop, Traveller, nights_of


def evaluate(tour: CompiledTour, seminars: Sequence[Seminar]) -> Report:
    """Return the cost of holding these seminars and no others, and every rule that this breaks."""
    instance = tour.instance
    stops = _stops_by_adviser(tour, seminars)
    cuts: dict[str, Cut] = {}
    violations = list(broken_rules(instance, seminars))
    for adviser in tour.advisers:
        name = instance.advisers[adviser.index].id
        traveller = Traveller(tour, adviser)
        cut = traveller.cheapest_cut(stops[adviser.index])
        if cut is None:
            violations.append(explain_impossible(traveller, stops[adviser.index]))
        else:
            cuts[name] = cut
    components = _components(instance, seminars, cuts)
    complete = len(cuts) == len(tour.advisers)
    if complete:
        violations += check_budget(instance.rules, components.travel)
    return Report(
        objective_yen=components.total if complete else None,
        components=components,
        violations=tuple(violations),
        itineraries={name: trips_of(tour, name, cut) for name, cut in cuts.items() if cut.trips},
    )


def impossible_rules(traveller: Traveller, stops: Sequence[Stop]) -> tuple[Rule, ...]:
    """Return the rules among 8 to 12 of which dropping one alone would allow the stops."""
    return tuple(
        rule
        for rule in TRIP_RULES
        if replace(traveller, dropped=frozenset([rule])).cheapest_cut(stops) is not None
    )


def _stops_by_adviser(tour: CompiledTour, seminars: Sequence[Seminar]) -> list[list[Stop]]:
    stops: list[list[Stop]] = [[] for _ in tour.advisers]
    for seminar in seminars:
        bid = tour.bids[tour.instance.bid_index[seminar.bid]]
        for member in dict.fromkeys(seminar.advisers):
            adviser = tour.advisers[tour.instance.adviser_index[member]]
            stop = Traveller(tour, adviser).stop(bid, seminar.date.toordinal())
            stops[adviser.index].append(stop)
    for those in stops:
        those.sort(key=lambda stop: (stop.day, stop.start, stop.end))
    return stops


def explain_impossible(traveller: Traveller, stops: Sequence[Stop]) -> Violation:
    """Return what an adviser's stops break, which allow no cut into trips."""
    instance = traveller.tour.instance
    name = instance.advisers[traveller.adviser.index].id
    bids = tuple(instance.bids[stop.bid].id for stop in stops)
    dates = tuple(date_of(stop.day) for stop in stops)
    causes = impossible_rules(traveller, stops)
    return Violation(Breach.TRAVEL, bids, (name,), dates, causes=causes)


def _components(
    instance: Instance, seminars: Sequence[Seminar], cuts: Mapping[str, Cut]
) -> Components:
    rules = instance.rules
    held = {seminar.bid: seminar for seminar in seminars}
    nights = sum(nights_of(trip[0], trip[-1]) for cut in cuts.values() for trip in cut.trips)
    counts = [sum(map(len, cut.trips)) for cut in cuts.values()]
    open_places = {bid.place for bid in instance.bids}
    open_places -= {bid.place for bid in instance.bids if bid.id in held}
    return Components(
        fares=sum(cut.yen for cut in cuts.values()) - nights * rules.hotel_yen,
        hotels=nights * rules.hotel_yen,
        dates=sum(bid.date_yen(held[bid.id].date) or 0 for bid in instance.bids if bid.id in held),
        declines=sum(bid.decline_yen for bid in instance.bids if bid.id not in held),
        coverage=rules.coverage_yen * len(open_places),
        workload=rules.workload_yen * sum(count * (count - 1) // 2 for count in counts),
        changes=sum(change_yen(rules, bid, held.get(bid.id)) for bid in instance.bids),
    )


def change_yen(rules: Rules, bid: Bid, seminar: Seminar | None) -> int:
    """Return what it costs to change what has been published for a bid."""
    if bid.current is None:
        return 0
    team = seminar.advisers if seminar else ()
    moved = seminar is None or seminar.date != bid.current.date
    dropped = sum(member not in team for member in bid.current.advisers)
    return rules.change_date_yen * moved + rules.change_adviser_yen * dropped


def check_budget(rules: Rules, travel_yen: int) -> Iterator[Violation]:
    """Rule 13: fares and hotels together."""
    budget = rules.travel_budget_yen
    if budget is not None and travel_yen > budget:
        yield Violation(Breach.BUDGET, found=travel_yen, limit=budget)


def trips_of(tour: CompiledTour, adviser: str, cut: Cut) -> tuple[Trip, ...]:
    """Return the trips into which an adviser's seminars are cut, leg by leg."""
    home = tour.advisers[tour.instance.adviser_index[adviser]].home
    return tuple(_trip(tour, home, stops) for stops in cut.trips)


def _trip(tour: CompiledTour, home: int, stops: tuple[Stop, ...]) -> Trip:
    places = tour.instance.places
    route = [home, *(stop.place for stop in stops), home]
    legs = tuple(
        Leg(places[i].id, places[j].id, tour.minutes[i][j], tour.yen[i][j])
        for i, j in pairwise(route)
    )
    (departs, leaves_at), (returns, home_at) = stops[0].leaves, stops[-1].home
    return Trip(
        departs=date_of(departs),
        returns=date_of(returns),
        leaves_at=leaves_at,
        home_at=home_at,
        nights=returns - departs,
        fares_yen=sum(leg.yen for leg in legs),
        hotels_yen=(returns - departs) * tour.rules.hotel_yen,
        legs=legs,
        bids=tuple(tour.instance.bids[stop.bid].id for stop in stops),
    )
