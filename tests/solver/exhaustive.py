"""The optimum of a tiny tour by trying everything."""

from itertools import permutations, product

from solver import Seminar
from solver.compiled import CompiledBid, CompiledTour
from solver.evaluation import evaluate
from solver.times import date_of


def least_cost(tour: CompiledTour) -> int | None:
    """Return the cost of the best valid plan, None where there is none."""
    best: int | None = None
    for chosen in product(*(_ways(tour, bid) for bid in tour.bids)):
        seminars = [seminar for seminar in chosen if seminar is not None]
        report = evaluate(tour, seminars)
        cost = report.objective_yen
        if report.valid and cost is not None and (best is None or cost < best):
            best = cost
    return best


def _ways(tour: CompiledTour, bid: CompiledBid) -> list[Seminar | None]:
    """Return every way to hold a bid that keeps rules 1 to 3, and None for declining it."""
    names = [adviser.id for adviser in tour.instance.advisers]
    ways: list[Seminar | None] = [
        Seminar(tour.instance.bids[bid.index].id, date_of(day), tuple(names[i] for i in team))
        for day in bid.day_yen
        for team in permutations(range(len(names)), len(bid.able))
        if all(member in able for member, able in zip(team, bid.able, strict=True))
    ]
    return ways if bid.locked else [*ways, None]
