"""Who could be at which seminar, whatever else is planned?"""

from solver.compiled import CompiledBid, CompiledTour
from solver.exact.network import build_network
from solver.matching import can_fill
from solver.trips import Stop, Traveller


class Reach:
    """Answers whether a bid could be held on a day at all.

    Attributes:
        tour: The compiled instance.
        travellers: Its advisers under way.
    """

    def __init__(self, tour: CompiledTour) -> None:
        self.tour = tour
        self.travellers = [Traveller(tour, adviser) for adviser in tour.advisers]

    def is_reachable(self, bid: CompiledBid) -> bool:
        """Say whether on some day each slot could be filled, nobody filling two."""
        return any(self._can_hold(bid, day, alone=True) for day in bid.day_yen) or any(
            self._can_hold(bid, day, alone=False) for day in bid.day_yen
        )

    def _can_hold(self, bid: CompiledBid, day: int, *, alone: bool) -> bool:
        """Say whether a bid could be held on a day, by trips to it alone or by any trips."""
        members = {adviser for able in bid.able for adviser in able}
        there = {
            adviser
            for adviser in members
            if self._can_go_alone(adviser, bid, day)
            or (not alone and self._can_go_with_others(adviser, bid, day))
        }
        return can_fill([[member for member in able if member in there] for able in bid.able])

    def _can_go_alone(self, adviser: int, bid: CompiledBid, day: int) -> bool:
        traveller = self.travellers[adviser]
        limits = traveller.adviser
        if min(limits.max_seminars, limits.max_per_month) == 0:
            return False
        stop = traveller.stop(bid, day)
        return traveller.allows(stop, stop)

    def _can_go_with_others(self, adviser: int, bid: CompiledBid, day: int) -> bool:
        """Say whether some trip visits the bid on the day, before or after other bids.

        Such a trip can exist where one to this bid alone does not, since travel by way of another
        place may be shorter.
        """
        traveller = self.travellers[adviser]
        limits = traveller.adviser
        if min(limits.max_seminars, limits.max_per_month) == 0:
            return False
        wanted = traveller.stop(bid, day)
        if not traveller.is_free(day, day):
            return False
        network = build_network(traveller, self._stops_near(traveller, wanted))
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
