"""Which tours column generation can prove."""

from solver.tour.compiled import CompiledTour

MOST_YEN = 10_000_000
"""Prices above which floating point would not tell one yen from another safely."""

MOST_KINDS = 8
"""Different slots of one bid up to which each subset of them has its row."""


def is_suitable(tour: CompiledTour) -> bool:
    """Say whether a tour's prices and teams are such that column generation is exact."""
    return largest_yen(tour) <= MOST_YEN and all(
        len(set(bid.able)) <= MOST_KINDS for bid in tour.bids
    )


def largest_yen(tour: CompiledTour) -> int:
    """Return the largest price of a tour; its budget is none."""
    rules = tour.rules
    fares = [max(row, default=0) for row in tour.yen]
    bids = [max(bid.decline_yen, *bid.day_yen.values(), 0) for bid in tour.bids]
    kept = [max(bid.kept_yen.values(), default=0) for bid in tour.bids]
    most = max((adviser.max_seminars for adviser in tour.advisers), default=0)
    steps = rules.workload_yen * min(most, len(tour.bids))
    return max(rules.hotel_yen, rules.coverage_yen, steps, *fares, *bids, *kept)
