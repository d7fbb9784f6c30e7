"""One adviser's travel by itself: is it possible at all, and what is the least that it costs?

Everything that ties advisers to each other is left out: whoever else is needed for a bid comes,
and every other bid may be visited or not. What is impossible even so is impossible in every plan,
and what it costs at least it costs in every plan.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from solver.effort.effort import NetworkEffort
from solver.proof.networks.bids import add_bids
from solver.proof.networks.days import add_days
from solver.proof.networks.limits import add_limits
from solver.proof.networks.model import ExactModel
from solver.proof.networks.places import add_places
from solver.proof.networks.scope import Choice, Scope
from solver.proof.networks.teams import add_teams
from solver.proof.networks.trips import add_trips
from solver.tour.compiled import CompiledBid, CompiledTour


def least_travel_yen(tour: CompiledTour, adviser: int, effort: NetworkEffort) -> int | None:
    """Return a lower bound on one adviser's fares and hotels in every valid plan.

    Args:
        tour: The compiled instance.
        adviser: Position of the adviser, whose locked bids must be visited.
        effort: How long to ask, and of how large a model.

    Returns:
        The bound, 0 where none was found; None where the locked bids are proven impossible.
    """
    locked = [bid for bid in tour.bids if bid.locked and _has(bid, adviser)]
    if not locked:
        return 0
    model = _build(tour, adviser, locked, effort.most_states)
    literals = [literal for _, literal in model.travel]
    total = cp_model.LinearExpr.weighted_sum(literals, [yen for yen, _ in model.travel])
    if tour.rules.travel_budget_yen is not None:
        model.cp.minimize(total)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort.most_work
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return None
    bounded = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return max(round(solver.best_objective_bound), 0) if bounded else 0


def _has(bid: CompiledBid, adviser: int) -> bool:
    return any(adviser in able for able in bid.able)


def _build(
    tour: CompiledTour, adviser: int, locked: Sequence[CompiledBid], most_states: int
) -> ExactModel:
    """Return the model of one adviser's trips to the locked bids and what lies near them."""
    nights = tour.advisers[adviser].max_nights_away
    fixed = [day for bid in locked for day in bid.day_yen]
    choices = [
        Choice(bid.index, days, ((adviser,),), bid.locked)
        for bid in tour.bids
        if _has(bid, adviser)
        and (days := tuple(day for day in bid.day_yen if _is_near(day, fixed, nights)))
    ]
    model = ExactModel(Scope(tour, tuple(choices)))
    model.add_visits(most_states)
    for add in (add_teams, add_bids, add_trips, add_limits, add_days, add_places):
        add(model)
    return model


def _is_near(day: int, fixed: Sequence[int], nights: int) -> bool:
    """Say whether a day can lie in one trip with any of some others."""
    return any(abs(day - other) <= nights for other in fixed)
