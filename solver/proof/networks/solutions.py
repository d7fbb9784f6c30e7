"""From the values of a model's variables to a plan, and back."""

from collections.abc import Callable, Mapping, Sequence

from solver.proof.networks.model import ExactModel, Literal
from solver.search.draft import Holding
from solver.tour.matching import fill

Holdings = list[Holding | None]
"""For each bid, how it is held."""


def read_holdings(model: ExactModel, is_true: Callable[[Literal], bool]) -> Holdings:
    """Return how each bid is held in a solution."""
    holdings: Holdings = [None] * len(model.scope.tour.bids)
    teams: dict[tuple[int, int], list[int]] = {}
    for (adviser, bid, day), visit in model.visits.items():
        if is_true(visit):
            teams.setdefault((bid, day), []).append(adviser)
    for choice in model.scope.choices:
        for day in choice.days:
            if (choice.bid, day) in teams:
                members = teams[choice.bid, day]
                team = fill([[who for who in able if who in members] for able in choice.able])
                holdings[choice.bid] = Holding(day, team) if team else None
    return holdings


def hint_of(model: ExactModel, holdings: Sequence[Holding | None]) -> Mapping[int, int]:
    """Return the values of visits and declines in a plan, by the variables' positions.

    The trips and all else follow from them and are left to the solver.
    """
    hint = {visit.index: 0 for visit in model.visits.values()}
    for bid, holding in enumerate(holdings):
        for adviser in holding.team if holding else ():
            if holding and (adviser, bid, holding.day) in model.visits:
                hint[model.visits[adviser, bid, holding.day].index] = 1
    for bid, declined in model.declined.items():
        hint[declined.index] = int(holdings[bid] is None)
    return hint
