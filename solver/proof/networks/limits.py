"""Rule 4: seminars of an adviser in all and in each calendar month."""

from collections import defaultdict

from ortools.sat.python import cp_model

from solver.proof.networks.model import ExactModel, Literal
from solver.tour.compiled import month_of


def add_limits(model: ExactModel) -> None:
    """Keep every adviser within both limits."""
    in_all: defaultdict[int, list[Literal]] = defaultdict(list)
    in_month: defaultdict[tuple[int, int], list[Literal]] = defaultdict(list)
    for (adviser, _, day), visit in model.visits.items():
        in_all[adviser].append(visit)
        in_month[adviser, month_of(day)].append(visit)
    advisers = model.scope.tour.advisers
    for adviser, visits in in_all.items():
        _at_most(model, visits, advisers[adviser].max_seminars)
    for (adviser, _), visits in in_month.items():
        _at_most(model, visits, advisers[adviser].max_per_month)


def _at_most(model: ExactModel, literals: list[Literal], limit: int) -> None:
    if len(literals) > limit:
        model.cp.add(cp_model.LinearExpr.sum(literals) <= limit)
