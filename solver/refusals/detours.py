"""Can it be quicker to travel by way of other bids? Where not, a trip to one bid alone decides."""

from functools import cached_property

from solver.tour.compiled import CompiledTour


class Detours:
    """Answers whether other bids on the way to a place can make a trip possible.

    Travel keeps no triangle inequality, so the way by other places may be shorter; but each bid on
    the way takes its own time and the buffer before it.
    """

    def __init__(self, tour: CompiledTour) -> None:
        self.tour = tour
        self._quickest: dict[int, list[int]] = {}

    def can_help(self, home: int, place: int) -> bool:
        """Say whether a trip from home to a place and back may need other bids on its way.

        It does not where both direct legs fit a day and are not slower than by way of other bids.
        Then a trip to the place alone leaves no earlier, and is home no later, than any other trip
        that visits it at the same time.

        Args:
            home: Position of the place where trips begin and end.
            place: Position of the other place.
        """
        return not (self._is_quickest(home, place) and self._is_quickest(place, home))

    def _is_quickest(self, start: int, end: int) -> bool:
        leg = self.tour.minutes[start][end]
        return leg <= self.tour.day_length and leg <= self._quickest_from(start)[end]

    def _quickest_from(self, start: int) -> list[int]:
        """Return the least minutes from one place to each, with or without bids on the way."""
        if start not in self._quickest:
            self._quickest[start] = self._find_quickest(start)
        return self._quickest[start]

    def _find_quickest(self, start: int) -> list[int]:
        """Return the least minutes from one place to each, by Dijkstra's algorithm."""
        minutes, stays = self.tour.minutes, self._stay_minutes
        quickest, between = list(minutes[start]), set(stays)
        while between:
            via = min(between, key=quickest.__getitem__)
            between.remove(via)
            left = quickest[via] + stays[via]
            quickest = [
                min(known, left + leg) for known, leg in zip(quickest, minutes[via], strict=True)
            ]
        return quickest

    @cached_property
    def _stay_minutes(self) -> dict[int, int]:
        """The least minutes that a bid takes in each place that has one, with its buffer."""
        stays: dict[int, int] = {}
        for bid in self.tour.bids:
            stay = bid.end - bid.start + self.tour.rules.buffer_minutes
            stays[bid.place] = min(stay, stays.get(bid.place, stay))
        return stays
