"""Rule 5: seminars on one date over all places."""

from collections import defaultdict

from ortools.sat.python import cp_model

from solver.proof.networks.model import ExactModel, Literal


def add_days(model: ExactModel) -> None:
    """Hold no more seminars on a date than allowed."""
    limit = model.scope.tour.rules.max_seminars_per_day
    if limit is None:
        return
    days: defaultdict[int, list[Literal]] = defaultdict(list)
    for (_, day), held in model.held.items():
        days[day] += held
    for literals in days.values():
        if len(literals) > limit:
            model.cp.add(cp_model.LinearExpr.sum(literals) <= limit)
