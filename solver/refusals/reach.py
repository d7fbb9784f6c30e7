"""Who could be at which seminar, whatever else is planned beside the locked bids?"""

from collections.abc import Callable, Sequence

from solver.effort.effort import USUAL
from solver.formats.rulebook import Rule
from solver.refusals.detours import Detours
from solver.search.draft import Draft, Holding
from solver.tour.compiled import CompiledBid, CompiledTour
from solver.tour.matching import can_fill
from solver.tour.network import build_network
from solver.tour.trips import Stop, Traveller


class Reach:
    """Answers whether a bid could be held on a day at all.

    Attributes:
        tour: The compiled instance.
        travellers: Its advisers under way.
    """

    def __init__(
        self,
        tour: CompiledTour,
        holdings: Sequence[Holding | None],
        should_stop: Callable[[], bool] = lambda: False,
        most_states: int = USUAL.networks.most_states,
    ) -> None:
        """Take the locked bids from a valid plan; every other valid plan holds them alike.

        Args:
            tour: The compiled instance.
            holdings: A valid plan.
            should_stop: Once true, trips to a bid by way of others are no longer searched, and are
                taken to be impossible.
            most_states: States of one adviser above which earlier stops are left out of them.
        """
        self.tour = tour
        self.should_stop = should_stop
        self.most_states = most_states
        self.travellers = [Traveller(tour, adviser) for adviser in tour.advisers]
        self._always_free = [
            Traveller(tour, adviser, frozenset([Rule.UNAVAILABLE])) for adviser in tour.advisers
        ]
        self._locked = Draft(tour)
        for bid in tour.bids:
            holding = holdings[bid.index]
            if bid.locked and holding is not None:
                self._locked.hold(bid.index, holding)
        self._detours = Detours(tour)
        self._reachable: dict[int, bool] = {}

    def open_days(self, bid: CompiledBid) -> list[int]:
        """Return the days of a bid on which rules 5 and 6 leave room beside the locked bids."""
        return [day for day in bid.day_yen if self._locked.has_day(bid.index, day)]

    def is_reachable(self, bid: CompiledBid) -> bool:
        """Say whether on some open day each slot could be filled, nobody filling two."""
        if bid.index not in self._reachable:
            alone = self._is_reachable_alone(bid)
            self._reachable[bid.index] = alone or self._is_reachable_by_detour(bid)
        return self._reachable[bid.index]

    def _is_reachable_alone(self, bid: CompiledBid) -> bool:
        """Say whether the bid could be held by advisers who travel to it alone."""
        is_near = all(any(self._is_near(one, bid) for one in able) for able in bid.able)
        days = self.open_days(bid) if is_near else []
        return any(self._can_hold(bid, day, self._goes_alone) for day in days)

    def _is_reachable_by_detour(self, bid: CompiledBid) -> bool:
        """Say whether the bid could be held by advisers who travel by way of other bids."""
        if self.should_stop():
            return False
        homes = {self.tour.advisers[adviser].home for able in bid.able for adviser in able}
        if not any(self._detours.can_help(home, bid.place) for home in homes):
            return False
        days = self.open_days(bid)
        return any(self._can_hold(bid, day, self._goes_somehow) for day in days)

    def _is_near(self, adviser: int, bid: CompiledBid) -> bool:
        """Say whether an adviser who is never unavailable could travel to the bid alone."""
        traveller = self._always_free[adviser]
        stop = traveller.stop(bid, 0)  # rules 8 and 12 are the same on every day
        return traveller.allows(stop, stop)

    def _can_hold(self, bid: CompiledBid, day: int, goes: Callable[[int, Stop], bool]) -> bool:
        """Say whether the bid could be held on a day by those who can go there."""

        def can_go(adviser: int) -> bool:
            has_room = self._locked.schedules[adviser].has_room(day)
            return has_room and goes(adviser, self.travellers[adviser].stop(bid, day))

        if len(bid.able) == 1:
            return any(map(can_go, bid.able[0]))
        there = {one: can_go(one) for one in {one for able in bid.able for one in able}}
        return can_fill([[one for one in able if there[one]] for able in bid.able])

    def _goes_alone(self, adviser: int, wanted: Stop) -> bool:
        return self.travellers[adviser].allows(wanted, wanted)

    def _goes_somehow(self, adviser: int, wanted: Stop) -> bool:
        return self._goes_alone(adviser, wanted) or self._goes_by_detour(adviser, wanted)

    def _goes_by_detour(self, adviser: int, wanted: Stop) -> bool:
        """Say whether some trip makes this stop, before or after others.

        Such a trip can exist where one to the bid alone does not, since travel by way of another
        place may be shorter.
        """
        traveller = self.travellers[adviser]
        if self.should_stop() or not self._detours.can_help(traveller.adviser.home, wanted.place):
            return False
        network = build_network(traveller, self._stops_near(traveller, wanted), self.most_states)
        reached = {state for state in network.begins if state.stop == wanted}
        reached |= {after for _, after in network.links if after.stop == wanted}
        following = dict.fromkeys(reached)
        for before, after in network.links:
            if before in following:
                following[after] = None
        return any(state in following for state in network.ends)

    def _stops_near(self, traveller: Traveller, wanted: Stop) -> list[Stop]:
        """Return the wanted stop, and every stop that a trip with it could have besides."""
        adviser = traveller.adviser
        return [
            traveller.stop(bid, day)
            for bid in self.tour.bids
            if any(adviser.index in able for able in bid.able)
            for day in bid.day_yen
            if abs(day - wanted.day) <= adviser.max_nights_away
            and (bid.index != wanted.bid or day == wanted.day)
        ]
