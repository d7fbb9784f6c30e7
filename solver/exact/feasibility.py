"""Is there any valid plan at all? Asked where the locked bids alone are not one.

Further bids can help the locked ones: travel keeps no triangle inequality, so a seminar between
two others may make a way possible, or cheaper.
"""

import threading
from collections.abc import Collection

from ortools.sat.python import cp_model

from solver.compiled import CompiledTour
from solver.exact.building import build_model
from solver.exact.model import ExactModel
from solver.exact.prover import is_provable
from solver.exact.reading import Holdings, read_holdings
from solver.exact.scope import whole_scope
from solver.progress import POLL_SECONDS, Watch


def find_feasible(
    tour: CompiledTour, watch: Watch, unlocked: Collection[int] = ()
) -> Holdings | None:
    """Return a valid plan, None where there is none or none was found in time.

    Args:
        tour: The compiled instance.
        watch: Ends the search.
        unlocked: Locked bids that may be declined all the same.
    """
    if not is_provable(tour):
        return None
    model = build_model(whole_scope(tour, unlocked))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = watch.left_seconds()
    status = _solve(model, solver, watch)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return read_holdings(model, lambda literal: bool(solver.value(literal)))


def _solve(model: ExactModel, solver: cp_model.CpSolver, watch: Watch) -> object:
    """Solve, asking the watch all the while whether to stop."""
    done = threading.Event()

    def stop_when_told() -> None:
        while not done.wait(POLL_SECONDS):
            if watch.should_stop():
                solver.stop_search()

    stopper = threading.Thread(target=stop_when_told, daemon=True)
    stopper.start()
    status: object = solver.solve(model.cp)
    done.set()
    stopper.join()
    return status
