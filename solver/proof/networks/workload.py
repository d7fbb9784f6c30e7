"""The price of uneven work: an adviser's n-th seminar costs n-1 times the rate."""

from collections import defaultdict

from ortools.sat.python import cp_model

from solver.proof.networks.model import ExactModel, Literal


def add_workload(model: ExactModel) -> None:
    """Charge n(n-1)/2 times the rate for an adviser's n seminars.

    As each seminar costs more than the one before, the cheapest steps are taken first of
    themselves, and their sum is exact.
    """
    rate = model.scope.tour.rules.workload_yen
    if rate == 0:
        return
    visits: defaultdict[int, list[Literal]] = defaultdict(list)
    bids: defaultdict[int, set[int]] = defaultdict(set)
    for (adviser, bid, _), visit in model.visits.items():
        visits[adviser].append(visit)
        bids[adviser].add(bid)
    for adviser, literals in visits.items():
        most = min(len(bids[adviser]), model.scope.tour.advisers[adviser].max_seminars)
        steps = [model.literal() for _ in range(most)]
        taken = cp_model.LinearExpr.sum(literals)
        model.cp.add(taken == cp_model.LinearExpr.sum(steps))
        for before, step in enumerate(steps):
            model.add_cost(rate * before, step)
