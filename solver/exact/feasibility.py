"""Is there any valid plan at all? Asked where the locked bids alone are not one.

Further bids can help the locked ones: travel keeps no triangle inequality, so a seminar between
two others may make a way possible, or cheaper.
"""

from ortools.sat.python import cp_model

from solver.compiled import CompiledTour
from solver.exact.building import build_model
from solver.exact.prover import is_provable
from solver.exact.reading import Holdings, read_holdings
from solver.exact.scope import whole_scope


def find_feasible(tour: CompiledTour) -> Holdings | None:
    """Return a valid plan, None where there is none, or the tour is too large to tell."""
    if not is_provable(tour):
        return None
    model = build_model(whole_scope(tour))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return read_holdings(model, lambda literal: bool(solver.value(literal)))
