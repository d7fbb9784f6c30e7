"""Locked bids whose collision only a model can prove: their trips, or the budget."""

from collections.abc import Iterator, Sequence

from solver.effort.effort import USUAL, NetworkEffort
from solver.formats.instance import Bid
from solver.proof.networks.feasibility import find_feasible, is_impossible_alone
from solver.proof.networks.single_adviser import least_travel_yen
from solver.refusals.collisions import shrink
from solver.tour.compiled import CompiledTour


def colliding_locks(
    tour: CompiledTour, effort: NetworkEffort = USUAL.networks
) -> Iterator[list[Bid]]:
    """Yield which locked bids collide: first what is known at once, then a smallest set.

    Args:
        tour: An instance that is proven to have no valid plan.
        effort: How long to ask, and of how large models.
    """
    instance = tour.instance
    advisers = _colliding_advisers(tour, effort)
    locked = _locked_bids(tour, advisers)
    yield locked
    if is_impossible_alone(tour, advisers, effort):
        yield shrink(instance, locked, lambda part: is_impossible_alone(part, advisers, effort))
    else:
        yield shrink(instance, locked, lambda part: find_feasible(part, effort).is_impossible)


def _colliding_advisers(tour: CompiledTour, effort: NetworkEffort) -> list[int]:
    """Return few advisers whose locked bids are impossible without regard to any other.

    One whose trips are impossible; or those whose trips cost the most and exceed the budget; or all
    of them, where looking at each alone proves nothing.
    """
    everyone = list(range(len(tour.advisers)))
    least_yen: dict[int, int] = {}
    for adviser in everyone:
        yen = least_travel_yen(tour, adviser, effort)
        if yen is None:
            return [adviser]
        least_yen[adviser] = yen
    budget_yen = tour.rules.travel_budget_yen
    chosen: list[int] = []
    for adviser in sorted(everyone, key=lambda one: -least_yen[one]):
        chosen.append(adviser)
        if budget_yen is not None and sum(least_yen[one] for one in chosen) > budget_yen:
            return chosen
    return everyone


def _locked_bids(tour: CompiledTour, advisers: Sequence[int]) -> list[Bid]:
    wanted = set(advisers)
    return [
        tour.instance.bids[bid.index]
        for bid in tour.bids
        if bid.locked and any(wanted.intersection(able) for able in bid.able)
    ]
