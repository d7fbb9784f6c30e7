"""Rule 13: fares and hotels together stay within the travel budget."""

from ortools.sat.python import cp_model

from solver.proof.networks.model import ExactModel


def add_budget(model: ExactModel) -> None:
    """Keep the trips within the budget."""
    budget_yen = model.scope.tour.rules.travel_budget_yen
    if budget_yen is None or not model.travel:
        return
    # What alone exceeds the budget is ruled out by itself: with a price of thousands of millions
    # the sum would not fit the solver's whole numbers.
    affordable = [(yen, literal) for yen, literal in model.travel if yen <= budget_yen]
    for yen, literal in model.travel:
        if yen > budget_yen:
            model.cp.add(literal == 0)
    literals = [literal for _, literal in affordable]
    total = cp_model.LinearExpr.weighted_sum(literals, [yen for yen, _ in affordable])
    model.cp.add(total <= budget_yen)
