"""Each adviser's possible trips as paths in a network, kept sparse.

A *state* is a stop together with the day on which the trip that holds it left home. A trip is a
path: it begins in the state of its first stop, goes on by links to states of the same departure,
and ends. The departure day in the state makes the nights away (rule 8) and the unavailable days
(rule 11) a matter of which states, links and ends exist, so they need no constraints.

A link exists only where it can be cheaper than going home in between: where one cannot be home in
time, or where the fares and hotels saved are more than the link costs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from solver.trips import Stop, Traveller

State = tuple[Stop, int]
"""A stop, and the day on which the trip that holds it left home."""


@dataclass(slots=True)
class Network:
    """What one adviser could do.

    Attributes:
        begins: Stops with which a trip can begin.
        links: Pairs of states that can follow each other in a trip.
        ends: States with which a trip can end.
    """

    begins: list[Stop] = field(default_factory=list)
    links: list[tuple[State, State]] = field(default_factory=list)
    ends: list[State] = field(default_factory=list)


def build_network(traveller: Traveller, stops: Iterable[Stop]) -> Network:
    """Return the network over all stops that an adviser could have."""
    ordered = sorted(stops)
    network = Network()
    departures: defaultdict[int, set[int]] = defaultdict(set)
    for position, stop in enumerate(ordered):
        if _can_begin(traveller, stop):
            network.begins.append(stop)
            departures[position].add(stop.leaves[0])
        for departure in sorted(departures[position]):
            if _can_end(traveller, stop, departure):
                network.ends.append((stop, departure))
        for after, following in _followers(traveller, ordered, position):
            for departure in sorted(departures[position]):
                if _can_go_on(traveller, following, departure):
                    network.links.append(((stop, departure), (following, departure)))
                    departures[after].add(departure)
    return network


def _can_begin(traveller: Traveller, stop: Stop) -> bool:
    in_a_day = stop.out_minutes <= traveller.tour.day_length
    return in_a_day and _can_go_on(traveller, stop, stop.leaves[0])


def _can_end(traveller: Traveller, stop: Stop, departure: int) -> bool:
    in_a_day = stop.back_minutes <= traveller.tour.day_length
    short = not traveller.is_too_long(stop.home[0] - departure)
    return in_a_day and short and traveller.is_free(departure, stop.home[0])


def _can_go_on(traveller: Traveller, stop: Stop, departure: int) -> bool:
    """Say whether a trip that left on a day can still be under way at a stop."""
    short = not traveller.is_too_long(stop.day - departure)
    return short and traveller.is_free(departure, stop.day)


def _followers(
    traveller: Traveller, stops: Sequence[Stop], position: int
) -> Iterator[tuple[int, Stop]]:
    """Yield the stops (and their positions) to which a link from one stop can be of use."""
    stop = stops[position]
    for after in range(position + 1, len(stops)):
        following = stops[after]
        if traveller.is_too_long(following.day - stop.day):
            return
        if following.bid == stop.bid or not traveller.links(stop, following):
            continue
        if link_saves(traveller, stop, following):
            yield after, following


def link_saves(traveller: Traveller, stop: Stop, following: Stop) -> bool:
    """Say whether a link between two stops can be cheaper than going home in between.

    Where one can be home in time, both parts are trips as good as the whole in every other way:
    they have fewer nights and lie within its days.
    """
    day_length = traveller.tour.day_length
    if not traveller.follows(stop, following):
        return True
    if max(stop.back_minutes, following.out_minutes) > day_length:
        return True
    nights = following.leaves[0] - stop.home[0]
    link_yen = traveller.tour.yen[stop.place][following.place]
    return stop.back_yen + following.out_yen > link_yen + traveller.tour.rules.hotel_yen * nights
