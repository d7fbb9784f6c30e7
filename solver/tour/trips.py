"""Rules 7 to 12: how the seminars of one adviser are cut into trips, and what the trips cost.

A *stop* is one seminar as one of its advisers sees it. When a trip leaves home depends on its
first stop alone, when it is home again on its last stop alone; so a stop carries both, as if it
were a trip by itself. The trips of an adviser follow one another, therefore the cheapest cut is
found from the first stop to the last: the cheapest way to have held the first j stops and to be
home again ends with some trip that extends the cheapest way to have held the stops before it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from solver.formats.rulebook import TRIP_RULES, Rule
from solver.tour.compiled import CompiledAdviser, CompiledBid, CompiledTour

Instant = tuple[int, int]
"""A day and minutes after its midnight; instants compare in the order of time."""

# Bound to names of the module: this is the planner's innermost loop.
_NIGHTS, _STEPS, _HOME, _UNAVAILABLE, _LEGS = TRIP_RULES


class Stop(NamedTuple):
    """One seminar as one of its advisers sees it.

    Attributes:
        day: When it is held.
        start: Minutes after midnight.
        end: Minutes after midnight.
        bid: Position of the bid.
        place: Position of the place.
        leaves: The latest that a trip beginning with this stop leaves home.
        home: When a trip ending with this stop is home again.
        out_minutes: Travel from home.
        back_minutes: Travel to home.
        out_yen: Fare from home.
        back_yen: Fare to home.
    """

    day: int
    start: int
    end: int
    bid: int
    place: int
    leaves: Instant
    home: Instant
    out_minutes: int
    back_minutes: int
    out_yen: int
    back_yen: int


class Cut(NamedTuple):
    """An adviser's stops as trips.

    Attributes:
        yen: Fares and hotels of all trips.
        trips: The stops of each trip, in time order.
    """

    yen: int
    trips: tuple[tuple[Stop, ...], ...]


def nights_of(first: Stop, last: Stop) -> int:
    """Return the nights away of a trip from its first stop to its last."""
    return last.home[0] - first.leaves[0]


@dataclass(frozen=True, slots=True)
class Traveller:
    """An adviser under way: which stops, links and trips are possible, and what they cost.

    Attributes:
        tour: The compiled instance.
        adviser: Who travels.
        dropped: Rules among 8 to 12 that need not be kept, to find out which one forbids a cut.
    """

    tour: CompiledTour
    adviser: CompiledAdviser
    dropped: Set[Rule] = frozenset()

    def stop(self, bid: CompiledBid, day: int) -> Stop:
        """Return the stop at a bid's seminar on a day (rules 8 and 10 give its instants)."""
        tour, rules = self.tour, self.tour.rules
        out = tour.minutes[self.adviser.home][bid.place]
        back = tour.minutes[bid.place][self.adviser.home]
        if rules.day_start + out + rules.buffer_minutes <= bid.start:
            leaves = (day, bid.start - rules.buffer_minutes - out)
        else:
            leaves = (day - 1, rules.day_end - out)
        on_the_day = bid.end + back <= rules.day_end
        home = (day, bid.end + back) if on_the_day else (day + 1, rules.day_start + back)
        out_yen = tour.yen[self.adviser.home][bid.place]
        back_yen = tour.yen[bid.place][self.adviser.home]
        return Stop(
            day,
            bid.start,
            bid.end,
            bid.index,
            bid.place,
            leaves,
            home,
            out,
            back,
            out_yen,
            back_yen,
        )

    def is_free(self, first_day: int, last_day: int) -> bool:
        """Say whether no unavailable day lies between two days, both included (rule 11)."""
        unavailable = self.adviser.unavailable
        position = bisect_left(unavailable, first_day)
        return position == len(unavailable) or unavailable[position] > last_day

    def links(self, first: Stop, second: Stop) -> bool:
        """Say whether the second stop can follow the first within a trip (rules 9 and 12)."""
        leg = self.tour.minutes[first.place][second.place]
        if leg > self.tour.day_length and _LEGS not in self.dropped:
            return False
        return _STEPS in self.dropped or self._step_is_possible(first, second, leg)

    def allows(self, first: Stop, last: Stop) -> bool:
        """Say whether a trip between two stops keeps rules 8, 11 and 12, its steps apart."""
        longest_leg = max(first.out_minutes, last.back_minutes)
        if longest_leg > self.tour.day_length and _LEGS not in self.dropped:
            return False
        if self.is_too_long(nights_of(first, last)):
            return False
        return _UNAVAILABLE in self.dropped or self.is_free(first.leaves[0], last.home[0])

    def is_too_long(self, nights: int) -> bool:
        """Say whether a trip cannot have so many nights (rule 8)."""
        return nights > self.adviser.max_nights_away and _NIGHTS not in self.dropped

    def follows(self, last: Stop, first: Stop) -> bool:
        """Say whether one is home from a trip's last stop before the next trip (rule 10)."""
        return last.home <= first.leaves or _HOME in self.dropped

    def ends_yen(self, first: Stop, last: Stop) -> int:
        """Return the fares from and to home and the hotels of a trip between two stops."""
        hotels_yen = self.tour.rules.hotel_yen * nights_of(first, last)
        return first.out_yen + last.back_yen + hotels_yen

    def trips_from(self, stops: Sequence[Stop], begin: int) -> Iterator[tuple[int, int]]:
        """Yield every trip that begins at a position, as where it ends and what it costs.

        Args:
            stops: All stops of the adviser, ordered by day, start and end.
            begin: Position of the trip's first stop; the trip has the stops from `begin` up to,
                but without, the end that is yielded.
        """
        first = stops[begin]
        inner_yen = 0
        for end in range(begin + 1, len(stops) + 1):
            last = stops[end - 1]
            if end > begin + 1:
                if not self.links(stops[end - 2], last):
                    return
                inner_yen += self.tour.yen[stops[end - 2].place][last.place]
            if self.is_too_long(last.day - first.leaves[0]):
                return
            if self.allows(first, last):
                yield end, inner_yen + self.ends_yen(first, last)

    def cheapest_cut(self, stops: Sequence[Stop]) -> Cut | None:
        """Return the cheapest cut into trips, None where no cut keeps rules 8 to 12.

        Of cuts that cost the same, one with shorter trips is returned.

        Args:
            stops: All stops of the adviser, ordered by day, start and end.
        """
        best: list[int | None] = [0, *[None] * len(stops)]
        begins = [0] * (len(stops) + 1)
        for begin in range(len(stops)):
            before = best[begin]
            if before is None or (begin and not self.follows(stops[begin - 1], stops[begin])):
                continue
            for end, yen in self.trips_from(stops, begin):
                cheapest = best[end]
                if cheapest is None or before + yen <= cheapest:
                    best[end], begins[end] = before + yen, begin
        return self._read_cut(stops, best[-1], begins)

    def _read_cut(
        self, stops: Sequence[Stop], yen: int | None, begins: Sequence[int]
    ) -> Cut | None:
        if yen is None:
            return None
        trips: list[tuple[Stop, ...]] = []
        end = len(stops)
        while end > 0:
            trips.append(tuple(stops[begins[end] : end]))
            end = begins[end]
        return Cut(yen, tuple(reversed(trips)))

    def _step_is_possible(self, first: Stop, second: Stop, leg: int) -> bool:
        rules = self.tour.rules
        days = second.day - first.day
        if days == 0:
            return first.end + leg + rules.buffer_minutes <= second.start
        if days == 1:
            tonight = first.end + leg <= rules.day_end
            return tonight or rules.day_start + leg + rules.buffer_minutes <= second.start
        return leg <= self.tour.day_length
