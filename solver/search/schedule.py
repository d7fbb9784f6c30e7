"""The stops of one adviser while a plan is in the making, ready to tell what one more costs."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy

from solver.tour.compiled import month_of
from solver.tour.trips import Stop, Traveller, nights_of

Side = tuple[int, Stop, int]
"""A position, the stop at that end of a trip, and the fares from there to the stop in question."""


class Schedule:
    """One adviser's stops with the cheapest cuts of what lies before and after each of them.

    Attributes:
        traveller: Whose stops they are.
        stops: Them, ordered by day, start and end.
    """

    def __init__(self, traveller: Traveller) -> None:
        self.traveller = traveller
        self.stops: list[Stop] = []
        self._unavailable = frozenset(traveller.adviser.unavailable)
        self._months: Counter[int] = Counter()
        self._ahead: list[int | None] = [0]
        self._behind: list[int | None] = [0]
        self._is_fresh = True

    def copy(self) -> "Schedule":
        """Return a schedule of its own with the same stops."""
        other = copy(self)
        other.stops = list(self.stops)
        other._months = Counter(self._months)  # noqa: SLF001 - of its own kind
        return other

    @property
    def yen(self) -> int | None:
        """Fares and hotels of the cheapest cut, None where there is no cut."""
        if not self._is_fresh:
            self._refresh()
        return self._ahead[-1]

    def add(self, stop: Stop) -> None:
        """Put in a stop, possible or not."""
        insort(self.stops, stop)
        self._months[month_of(stop.day)] += 1
        self._is_fresh = False

    def take(self, stops: Iterable[Stop]) -> None:
        """Have exactly these stops from now on, possible or not."""
        self.stops = sorted(stops)
        self._months = Counter(month_of(stop.day) for stop in self.stops)
        self._is_fresh = False

    def remove(self, stop: Stop) -> None:
        """Take out a stop that is there."""
        self.stops.remove(stop)
        self._months[month_of(stop.day)] -= 1
        self._is_fresh = False

    def keeps_limits(self) -> bool:
        """Say whether the adviser gives no more seminars than allowed (rule 4)."""
        adviser = self.traveller.adviser
        return len(self.stops) <= adviser.max_seminars and all(
            count <= adviser.max_per_month for count in self._months.values()
        )

    def has_room(self, day: int) -> bool:
        """Say whether the day is not unavailable, and rule 4 allows one more seminar on it."""
        adviser = self.traveller.adviser
        return (
            day not in self._unavailable
            and len(self.stops) < adviser.max_seminars
            and self._months[month_of(day)] < adviser.max_per_month
        )

    def insertion_yen(self, stop: Stop) -> int | None:
        """Return the fares and hotels that one more stop adds, None where it is impossible.

        It may be below 0: a stop between two others can shorten the way.
        """
        present_yen = self.yen
        if present_yen is None:
            return None
        position = bisect_left(self.stops, stop)
        heads = list(self._heads(stop, position))
        tails = list(self._tails(stop, position))
        cheapest: int | None = None
        for begin, first, head_yen in heads:
            before = self._before(begin, first)
            if before is None:
                continue
            for end, last, tail_yen in tails:
                if self.traveller.is_too_long(nights_of(first, last)):
                    break
                after = self._after(end, last)
                if after is None or not self.traveller.allows(first, last):
                    continue
                yen = before + head_yen + self.traveller.ends_yen(first, last) + tail_yen + after
                if cheapest is None or yen < cheapest:
                    cheapest = yen
        return None if cheapest is None else cheapest - present_yen

    def _heads(self, stop: Stop, position: int) -> Iterator[Side]:
        """Yield the possible beginnings of a trip with the stop, the latest first."""
        traveller, yen, following = self.traveller, 0, stop
        yield position, stop, 0
        for begin in range(position - 1, -1, -1):
            first = self.stops[begin]
            if traveller.is_too_long(stop.day - first.day) or not traveller.links(first, following):
                return
            yen += traveller.tour.yen[first.place][following.place]
            yield begin, first, yen
            following = first

    def _tails(self, stop: Stop, position: int) -> Iterator[Side]:
        """Yield the possible ends of a trip with the stop, the earliest first."""
        traveller, yen, preceding = self.traveller, 0, stop
        yield position, stop, 0
        for end in range(position + 1, len(self.stops) + 1):
            last = self.stops[end - 1]
            if traveller.is_too_long(last.day - stop.day) or not traveller.links(preceding, last):
                return
            yen += traveller.tour.yen[preceding.place][last.place]
            yield end, last, yen
            preceding = last

    def _before(self, begin: int, first: Stop) -> int | None:
        """Return the cheapest yen before a position, if a trip with that first stop follows."""
        if begin and not self.traveller.follows(self.stops[begin - 1], first):
            return None
        return self._ahead[begin]

    def _after(self, end: int, last: Stop) -> int | None:
        """Return the cheapest yen from a position on, if a trip with that last stop precedes."""
        if end < len(self.stops) and not self.traveller.follows(last, self.stops[end]):
            return None
        return self._behind[end]

    def _refresh(self) -> None:
        """Work out the cheapest cuts of the stops before, and of those from, each position.

        That waits until somebody asks, as often several stops change at once.
        """
        stops, traveller = self.stops, self.traveller
        size = len(stops)
        trips = [list(traveller.trips_from(stops, begin)) for begin in range(size)]
        rests = [
            not begin or traveller.follows(stops[begin - 1], stops[begin]) for begin in range(size)
        ]
        ahead: list[int | None] = [0, *[None] * size]
        for begin in range(size):
            before = ahead[begin]
            if before is None or not rests[begin]:
                continue
            for end, yen in trips[begin]:
                cheapest = ahead[end]
                if cheapest is None or before + yen < cheapest:
                    ahead[end] = before + yen
        behind: list[int | None] = [*[None] * size, 0]
        for begin in range(size - 1, -1, -1):
            options = [
                yen + after
                for end, yen in trips[begin]
                if (after := behind[end]) is not None and (end == size or rests[end])
            ]
            behind[begin] = min(options, default=None)
        self._ahead, self._behind, self._is_fresh = ahead, behind, True
