"""Which tours are small enough for the model of a whole tour."""

from solver.tour.compiled import CompiledTour


def is_provable(tour: CompiledTour, most_visits: int) -> bool:
    """Say whether the model of a whole tour is small enough to be built.

    Args:
        tour: The compiled instance.
        most_visits: Pairs of adviser and dated bid that it may have.
    """
    visits = sum(
        len(bid.day_yen) * len({a for able in bid.able for a in able}) for bid in tour.bids
    )
    return visits <= most_visits
