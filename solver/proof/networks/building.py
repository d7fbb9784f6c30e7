"""An exact model out of its parts."""

from solver.effort.effort import USUAL
from solver.proof.networks.bids import add_bids
from solver.proof.networks.budget import add_budget
from solver.proof.networks.coverage import add_coverage
from solver.proof.networks.days import add_days
from solver.proof.networks.limits import add_limits
from solver.proof.networks.model import ExactModel
from solver.proof.networks.places import add_places
from solver.proof.networks.scope import Scope
from solver.proof.networks.teams import add_teams
from solver.proof.networks.trips import add_trips
from solver.proof.networks.workload import add_workload


def build_model(scope: Scope, most_states: int = USUAL.networks.most_states) -> ExactModel:
    """Return the model of a scope with all rules and costs; its costs are not yet minimised.

    Args:
        scope: What it decides.
        most_states: States of one adviser above which earlier stops are left out of them.
    """
    model = ExactModel(scope)
    model.add_visits(most_states)
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
