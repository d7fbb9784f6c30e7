"""A first plan at once: bids are put in one by one, each in the cheapest way that is left."""

from collections.abc import Callable, Iterable

from solver.search.draft import Draft, Holding
from solver.search.insertion import best_insertion
from solver.tour.compiled import CompiledBid, CompiledTour

Stop = Callable[[], bool]


def draft_locked(tour: CompiledTour) -> Draft | None:
    """Return a draft that holds the locked bids alone, None where that is not a valid plan."""
    draft = Draft(tour)
    for bid in tour.bids:
        if not bid.locked:
            continue
        team = tuple(able[0] for able in bid.able if able)
        if not bid.day_yen or len(set(team)) != len(bid.able):
            return None
        draft.hold(bid.index, Holding(next(iter(bid.day_yen)), team))
    return draft if draft.is_valid() else None


def insert_all(draft: Draft, bids: Iterable[int], should_stop: Stop) -> None:
    """Hold each declined bid of these in turn where that saves anything.

    Args:
        draft: A valid plan; it stays valid.
        bids: Positions, in the order in which to try them.
        should_stop: Asked before each bid; true leaves the rest declined.
    """
    for bid in bids:
        if should_stop():
            return
        if draft.holdings[bid] is None:
            insert(draft, bid)


def insert(draft: Draft, bid: int) -> None:
    """Hold a declined bid in the cheapest way, if that saves anything."""
    insertion = best_insertion(draft, bid, budget_left(draft))
    if insertion is not None and insertion.yen < 0:
        draft.hold(bid, insertion.holding)


def budget_left(draft: Draft) -> int | None:
    """Return what fares and hotels may still add, None for no limit."""
    budget_yen = draft.tour.rules.travel_budget_yen
    return None if budget_yen is None else budget_yen - (draft.travel_yen() or 0)


def hardest_first(tour: CompiledTour) -> list[int]:
    """Return all bids, those with the fewest ways to be held first."""

    def ways(bid: CompiledBid) -> tuple[int, int]:
        return len(bid.day_yen) * min(map(len, bid.able)), bid.index

    return [bid.index for bid in sorted(tour.bids, key=ways)]
