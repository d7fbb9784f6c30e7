"""Rule 13: fares and hotels together stay within the travel budget."""

from ortools.sat.python import cp_model

from solver.exact.model import ExactModel


def add_budget(model: ExactModel) -> None:
    """Keep the trips within the budget."""
    budget_yen = model.scope.tour.rules.travel_budget_yen
    if budget_yen is None or not model.travel:
        return
    literals = [literal for _, literal in model.travel]
    total = cp_model.LinearExpr.weighted_sum(literals, [yen for yen, _ in model.travel])
    model.cp.add(total <= budget_yen)
