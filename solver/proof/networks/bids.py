"""Rules 1 and 2: each bid is held once, on one of its days, or declined."""

from solver.proof.networks.model import ExactModel
from solver.proof.networks.scope import Choice


def add_bids(model: ExactModel) -> None:
    """Let each bid of the scope be held once or be declined, and charge for either."""
    tour = model.scope.tour
    chosen = {choice.bid for choice in model.scope.choices}
    model.constant_yen += sum(bid.decline_yen for bid in tour.bids if bid.index not in chosen)
    for choice in model.scope.choices:
        _add_bid(model, choice)


def _add_bid(model: ExactModel, choice: Choice) -> None:
    bid = model.scope.tour.bids[choice.bid]
    ways = []
    for day in choice.days:
        for literal in model.held.get((choice.bid, day), ()):
            ways.append(literal)
            model.add_cost(bid.day_yen[day], literal)
    if not choice.must_hold:
        declined = model.declined[choice.bid] = model.literal()
        model.add_cost(bid.decline_yen, declined)
        ways.append(declined)
    model.cp.add_exactly_one(ways)
