"""Rule 3: one adviser for each slot of a held bid, and all of them different."""

from ortools.sat.python import cp_model

from solver.proof.networks.model import ExactModel, Literal
from solver.proof.networks.scope import Choice


def add_teams(model: ExactModel) -> None:
    """Tie holding a bid on a day to the visits of its team, and credit those who are kept."""
    tour = model.scope.tour
    for (adviser, bid, _), visit in model.visits.items():
        model.add_cost(-tour.bids[bid].kept_yen.get(adviser, 0), visit)
    for choice in model.scope.choices:
        for day in choice.days:
            if len(choice.able) == 1:
                _add_single(model, choice, day)
            else:
                _add_team(model, choice, day)


def _add_single(model: ExactModel, choice: Choice, day: int) -> None:
    """A bid with one slot is held where one adviser visits it."""
    model.held[choice.bid, day] = [
        model.visits[adviser, choice.bid, day]
        for adviser in choice.able[0]
        if (adviser, choice.bid, day) in model.visits
    ]


def _add_team(model: ExactModel, choice: Choice, day: int) -> None:
    """A bid with several slots is held where each is filled, nobody filling two."""
    held = model.literal()
    filling: dict[int, list[Literal]] = {}
    for able in choice.able:
        filled = []
        for adviser in able:
            if (adviser, choice.bid, day) in model.visits:
                fills = model.literal()
                filled.append(fills)
                filling.setdefault(adviser, []).append(fills)
        model.cp.add(cp_model.LinearExpr.sum(filled) == held)
    for adviser, slots in filling.items():
        visit = model.visits[adviser, choice.bid, day]
        model.cp.add(cp_model.LinearExpr.sum(slots) == visit)
        # Where the bid is half held in the relaxation, nobody may be there more than half.
        model.cp.add(visit <= held)
    model.held[choice.bid, day] = [held]
