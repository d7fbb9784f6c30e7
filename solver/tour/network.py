"""Each adviser's possible trips as paths in a network, kept sparse.

A *state* is a stop together with the day on which the trip that holds it left home, and with those
earlier stops of the trip that could still forbid a later one. A trip is a path: it begins in the
state of its first stop, goes on by links to states of the same departure, and ends. The departure
day in the state makes the nights away (rule 8) and the unavailable days (rule 11) a matter of
which states, links and ends exist, so they need no constraints; the earlier stops keep a path from
holding a bid twice, or two bids too close in one place, which makes the linear relaxation strong.

A link exists only where it can be cheaper than going home in between: where one cannot be home in
time, or where the fares and hotels saved are more than the link costs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from solver.tour.trips import Stop, Traveller


class State(NamedTuple):
    """A stop within a trip.

    Attributes:
        stop: Where the adviser is.
        departure: The day on which the trip left home.
        earlier: Stops of the trip, this one included, that could forbid a later one.
    """

    stop: Stop
    departure: int
    earlier: frozenset[Stop]


@dataclass(slots=True)
class Network:
    """What one adviser could do.

    Attributes:
        begins: States with which a trip can begin.
        links: Pairs of states that can follow each other in a trip.
        ends: States with which a trip can end.
    """

    begins: list[State] = field(default_factory=list)
    links: list[tuple[State, State]] = field(default_factory=list)
    ends: list[State] = field(default_factory=list)


def build_network(traveller: Traveller, stops: Iterable[Stop], most_states: int) -> Network:
    """Return the network over all stops that an adviser could have.

    Where it would grow too large, its states do without the earlier stops: then some paths hold a
    bid twice, which the rows of the model forbid, but its linear relaxation does not.

    Args:
        traveller: The adviser.
        stops: All stops that they could have.
        most_states: States above which it would be too large.
    """
    ordered = sorted(stops)
    network = _Builder(traveller, ordered, most_states).build()
    return network or _Builder(traveller, ordered, None).build() or Network()


class _Builder:
    """Builds a network from the first stop to the last."""

    def __init__(
        self, traveller: Traveller, stops: Sequence[Stop], most_states: int | None
    ) -> None:
        """Take an adviser's stops; without a limit, states do without the earlier ones."""
        self.traveller = traveller
        self.stops = stops
        self.most_states = most_states
        self.gap = traveller.tour.rules.same_place_gap_days
        self._same_place: defaultdict[int, list[Stop]] = defaultdict(list)
        for stop in stops:
            self._same_place[stop.place].append(stop)

    def build(self) -> Network | None:
        """Return the network, None where it remembers and has too many states."""
        network = Network()
        states: list[dict[State, None]] = [{} for _ in self.stops]
        count = 0
        for position, stop in enumerate(self.stops):
            if self._can_begin(stop):
                first = State(stop, stop.leaves[0], self._memory(stop, stop.leaves[0]))
                network.begins.append(first)
                states[position][first] = None
            count += len(states[position])
            if self.most_states is not None and count > self.most_states:
                return None
            network.ends += [state for state in states[position] if self._can_end(state)]
            for after in self._followers(position) if states[position] else ():
                for state in states[position]:
                    following = self._step(state, self.stops[after])
                    if following is not None:
                        network.links.append((state, following))
                        states[after][following] = None
        return network

    def _can_begin(self, stop: Stop) -> bool:
        in_a_day = stop.out_minutes <= self.traveller.tour.day_length
        return in_a_day and self._can_go_on(stop, stop.leaves[0])

    def _can_end(self, state: State) -> bool:
        returns = state.stop.home[0]
        in_a_day = state.stop.back_minutes <= self.traveller.tour.day_length
        short = not self.traveller.is_too_long(returns - state.departure)
        return in_a_day and short and self.traveller.is_free(state.departure, returns)

    def _can_go_on(self, stop: Stop, departure: int) -> bool:
        """Say whether a trip that left on a day can still be under way at a stop."""
        short = not self.traveller.is_too_long(stop.day - departure)
        return short and self.traveller.is_free(departure, stop.day)

    def _step(self, state: State, stop: Stop) -> State | None:
        """Return the state of a stop that follows a state in its trip, None where it cannot."""
        if not self._can_go_on(stop, state.departure):
            return None
        if any(self._forbids(earlier, stop) for earlier in state.earlier):
            return None
        memory = self._memory(stop, state.departure, state.earlier)
        return State(stop, state.departure, memory)

    def _memory(
        self, stop: Stop, departure: int, earlier: frozenset[Stop] = frozenset()
    ) -> frozenset[Stop]:
        """Return those of the stops so far that forbid one which the trip could still reach."""
        if self.most_states is None:
            return frozenset()
        last_day = departure + self.traveller.adviser.max_nights_away
        return frozenset(
            past
            for past in earlier | {stop}
            if any(
                stop.day <= later.day <= last_day and later > stop and self._forbids(past, later)
                for later in self._same_place[past.place]
            )
        )

    def _forbids(self, earlier: Stop, later: Stop) -> bool:
        """Say whether two stops can never be in one plan: one bid, or one place too soon."""
        if earlier.place != later.place:
            return False
        return earlier.bid == later.bid or later.day - earlier.day < self.gap

    def _followers(self, position: int) -> Iterator[int]:
        """Yield the positions of the stops to which a link from one stop can be of use."""
        stop = self.stops[position]
        for after in range(position + 1, len(self.stops)):
            following = self.stops[after]
            if self.traveller.is_too_long(following.day - stop.day):
                return
            if self._forbids(stop, following) or not self.traveller.links(stop, following):
                continue
            if link_saves(self.traveller, stop, following):
                yield after


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
