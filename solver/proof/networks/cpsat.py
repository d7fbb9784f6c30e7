"""Proves a model with CP-SAT, which counts in whole numbers and so needs no tolerance."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from solver.proof.findings import Ending, Listener
from solver.proof.networks.model import ExactModel
from solver.proof.networks.solutions import hint_of, read_holdings
from solver.search.draft import Holding


class _Solutions(cp_model.CpSolverSolutionCallback):
    """Tells a listener of each solution."""

    def __init__(self, model: ExactModel, listener: Listener) -> None:
        super().__init__()
        self.model = model
        self.listener = listener

    def on_solution_callback(self) -> None:
        """Tell of the solution that has just been found."""
        self.listener.plan(read_holdings(self.model, self.boolean_value))


def prove_with_cpsat(
    model: ExactModel, start: Sequence[Holding | None] | None, seed: int, listener: Listener
) -> Ending:
    """Solve a model to the end, telling the listener each better bound and plan.

    Args:
        model: What to solve.
        start: A valid plan to go on from, if there is one.
        seed: Of the solver's choices.
        listener: Told from within the solver.
    """
    model.minimise()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = seed % 2**31
    if start is not None:
        for variable, value in hint_of(model, start).items():
            model.cp.add_hint(model.cp.get_bool_var_from_proto_index(variable), value)
    solver.best_bound_callback = lambda bound: listener.bound(round(bound))
    status = solver.solve(model.cp, _Solutions(model, listener))
    if status == cp_model.OPTIMAL:
        listener.bound(round(solver.best_objective_bound))
        return Ending.OPTIMAL
    return Ending.INFEASIBLE if status == cp_model.INFEASIBLE else Ending.OPEN
