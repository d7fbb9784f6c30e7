"""The price of a place that bids and gets no seminar."""

from collections import defaultdict

from solver.proof.networks.model import ExactModel, Literal


def add_coverage(model: ExactModel) -> None:
    """Charge for each place with a bid where none is held."""
    tour = model.scope.tour
    if tour.rules.coverage_yen == 0:
        return
    held: defaultdict[int, list[Literal]] = defaultdict(list)
    for (bid, _), literals in model.held.items():
        held[tour.bids[bid].place] += literals
    for place in sorted({bid.place for bid in tour.bids}):
        uncovered = model.literal()
        model.cp.add_bool_or([*held[place], uncovered])
        model.add_cost(tour.rules.coverage_yen, uncovered)
