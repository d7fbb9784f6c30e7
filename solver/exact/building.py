"""An exact model out of its parts."""

from solver.exact.bids import add_bids
from solver.exact.budget import add_budget
from solver.exact.coverage import add_coverage
from solver.exact.days import add_days
from solver.exact.limits import add_limits
from solver.exact.model import ExactModel
from solver.exact.places import add_places
from solver.exact.scope import Scope
from solver.exact.teams import add_teams
from solver.exact.trips import add_trips
from solver.exact.workload import add_workload


def build_model(scope: Scope) -> ExactModel:
    """Return the model of a scope with all rules and costs; its costs are not yet minimised."""
    model = ExactModel(scope)
    model.add_visits()
    add_teams(model)
    add_bids(model)
    add_trips(model)
    add_limits(model)
    add_days(model)
    add_places(model)
    add_coverage(model)
    add_workload(model)
    add_budget(model)
    return model
