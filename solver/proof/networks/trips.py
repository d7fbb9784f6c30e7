"""Rules 7 to 12: each adviser's visits lie on trips, and one trip is over before the next begins.

The network has the nights, the steps and the unavailable days in it. What is left is a flow: into
a state by a beginning or a link, out of it by a link or an end; and at home the adviser is there or
away, which changes with each beginning and each end.
"""

from collections import defaultdict
from itertools import groupby

from ortools.sat.python import cp_model

from solver.proof.networks.model import ExactModel, Literal, Paths
from solver.tour.network import State
from solver.tour.trips import Instant


def add_trips(model: ExactModel) -> None:
    """Put every visit on a trip of its adviser, and charge for the trips."""
    for adviser, paths in model.paths.items():
        _add_flow(model, adviser, paths)
        _add_times_at_home(model, paths)
        _add_costs(model, paths)


def _add_flow(model: ExactModel, adviser: int, paths: Paths) -> None:
    into: defaultdict[State, list[Literal]] = defaultdict(list)
    out: defaultdict[State, list[Literal]] = defaultdict(list)
    for state, literal in paths.begins.items():
        into[state].append(literal)
    for (first, second), literal in paths.links.items():
        out[first].append(literal)
        into[second].append(literal)
    for state, literal in paths.ends.items():
        out[state].append(literal)
    entering: defaultdict[tuple[int, int], list[Literal]] = defaultdict(list)
    for state in into:
        total_in = cp_model.LinearExpr.sum(into[state])
        model.cp.add(total_in == cp_model.LinearExpr.sum(out[state]))
        entering[state.stop.bid, state.stop.day] += into[state]
    for bid, day in paths.visited:
        visit = model.visits[adviser, bid, day]
        model.cp.add(cp_model.LinearExpr.sum(entering[bid, day]) == visit)


def _add_times_at_home(model: ExactModel, paths: Paths) -> None:
    """One leaves only from home: count who is there from instant to instant."""
    changes: list[tuple[Instant, int, Literal]] = []
    changes += [(state.stop.leaves, -1, literal) for state, literal in paths.begins.items()]
    changes += [(state.stop.home, 1, literal) for state, literal in paths.ends.items()]
    # At one instant, coming home goes before leaving.
    changes.sort(key=lambda change: (change[0], -change[1]))
    at_home: Literal | int = 1
    returns: list[Literal] = []
    for step, group in groupby(changes, key=lambda change: change[1]):
        literals = [literal for _, _, literal in group]
        if step > 0:
            returns = literals
            continue
        then = model.literal()
        left = cp_model.LinearExpr.sum(literals)
        model.cp.add(then == at_home + cp_model.LinearExpr.sum(returns) - left)
        at_home, returns = then, []


def _add_costs(model: ExactModel, paths: Paths) -> None:
    """Charge fares, and hotels for the nights before, between and after the stops."""
    tour = paths.traveller.tour
    hotel_yen = tour.rules.hotel_yen
    travel: list[tuple[int, Literal]] = []
    for state, literal in paths.begins.items():
        stop = state.stop
        travel.append((stop.out_yen + hotel_yen * (stop.day - stop.leaves[0]), literal))
    for (state, following), literal in paths.links.items():
        link_yen = tour.yen[state.stop.place][following.stop.place]
        nights = following.stop.day - state.stop.day
        travel.append((link_yen + hotel_yen * nights, literal))
    for state, literal in paths.ends.items():
        stop = state.stop
        travel.append((stop.back_yen + hotel_yen * (stop.home[0] - stop.day), literal))
    model.travel += travel
    for yen, literal in travel:
        model.add_cost(yen, literal)
