"""Is there any valid plan at all? Asked where the locked bids alone are not one.

Further bids can help the locked ones: travel keeps no triangle inequality, so a seminar between
two others may make a way possible, or cheaper. The answer has three values: nothing is called
impossible that has not been proven so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from solver.effort.effort import USUAL, NetworkEffort
from solver.proof.networks.building import build_model
from solver.proof.networks.scope import Scope, whole_scope
from solver.proof.networks.single_adviser import least_travel_yen
from solver.proof.networks.size import is_provable
from solver.proof.networks.solutions import Holdings, read_holdings
from solver.tour.compiled import CompiledTour


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether there is a valid plan.

    Attributes:
        holdings: One, where one was found.
        is_impossible: Whether it is proven that there is none. Without holdings and without this,
            the question is open.
    """

    holdings: Holdings | None = None
    is_impossible: bool = False


def find_feasible(tour: CompiledTour, effort: NetworkEffort = USUAL.networks) -> Feasibility:
    """Find a valid plan, or prove that there is none, or leave it open."""
    if is_impossible_alone(tour, range(len(tour.advisers)), effort):
        return Feasibility(is_impossible=True)
    whole = is_provable(tour, effort.most_visits)
    scope = whole_scope(tour) if whole else _scope_near_locks(tour)
    answer = _ask(scope, effort)
    # A narrower model that has no plan says nothing of the whole one.
    return answer if whole else replace(answer, is_impossible=False)


def is_impossible_alone(tour: CompiledTour, advisers: Iterable[int], effort: NetworkEffort) -> bool:
    """Say whether the locked bids of some advisers cannot be travelled to or paid for.

    Each adviser is looked at alone: yes is a proof, no is none.
    """
    total_yen = 0
    for adviser in advisers:
        least_yen = least_travel_yen(tour, adviser, effort)
        if least_yen is None:
            return True
        total_yen += least_yen
    budget_yen = tour.rules.travel_budget_yen
    return budget_yen is not None and total_yen > budget_yen


def _ask(scope: Scope, effort: NetworkEffort) -> Feasibility:
    model = build_model(scope, effort.most_states)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Feasibility(read_holdings(model, lambda literal: bool(solver.value(literal))))
    # Any other status, an invalid model's among them, proves nothing.
    return Feasibility(is_impossible=status == cp_model.INFEASIBLE)


def _scope_near_locks(tour: CompiledTour) -> Scope:
    """Return the scope in which other bids are held only where a trip to a locked one can pass."""
    nights = max((adviser.max_nights_away for adviser in tour.advisers), default=0)
    fixed = {day for bid in tour.bids if bid.locked for day in bid.day_yen}
    choices = (
        replace(
            choice,
            days=tuple(
                day
                for day in choice.days
                if choice.must_hold or any(abs(day - other) <= nights for other in fixed)
            ),
        )
        for choice in whole_scope(tour).choices
    )
    return Scope(tour, tuple(choice for choice in choices if choice.days or choice.must_hold))
