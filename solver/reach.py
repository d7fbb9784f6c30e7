"""Who could be at which seminar, whatever else is planned beside the locked bids?"""

from collections.abc import Sequence

from solver.compiled import CompiledBid, CompiledTour
from solver.draft import Draft, Holding
from solver.exact.network import build_network
from solver.matching import can_fill
from solver.trips import Stop, Traveller


class Reach:
    """Answers whether a bid could be held on a day at all.

    Attributes:
        tour: The compiled instance.
        travellers: Its advisers under way.
    """

    def __init__(self, tour: CompiledTour, holdings: Sequence[Holding | None]) -> None:
        """Take the locked bids from a valid plan; every other valid plan holds them alike.

        Args:
            tour: The compiled instance.
            holdings: A valid plan.
        """
        self.tour = tour
        self.travellers = [Traveller(tour, adviser) for adviser in tour.advisers]
        self._locked = Draft(tour)
        for bid in tour.bids:
            holding = holdings[bid.index]
            if bid.locked and holding is not None:
                self._locked.hold(bid.index, holding)

    def open_days(self, bid: CompiledBid) -> list[int]:
        """Return the days of a bid on which rules 5 and 6 leave room beside the locked bids."""
        return [day for day in bid.day_yen if self._locked.has_day(bid.index, day)]

    def is_reachable(self, bid: CompiledBid) -> bool:
        """Say whether on some open day each slot could be filled, nobody filling two."""
        days = self.open_days(bid)
        return any(self._can_hold(bid, day, alone=True) for day in days) or any(
            self._can_hold(bid, day, alone=False) for day in days
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
        if not self._locked.schedules[adviser].has_room(day):
            return False
        stop = traveller.stop(bid, day)
        return traveller.allows(stop, stop)

    def _can_go_with_others(self, adviser: int, bid: CompiledBid, day: int) -> bool:
        """Say whether some trip visits the bid on the day, before or after other bids.

        Such a trip can exist where one to this bid alone does not, since travel by way of another
        place may be shorter.
        """
        traveller = self.travellers[adviser]
        if not self._locked.schedules[adviser].has_room(day):
            return False
        wanted = traveller.stop(bid, day)
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
