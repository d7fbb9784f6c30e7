"""Trips and years of one adviser by looking at all of them."""

import numpy as np

from solver.proof.columns.graph.arrays import Floats, Prices, Trips
from solver.proof.columns.problem import Problem


def random_prices(problem: Problem, seed: int) -> Prices:
    """Return whole prices at which many trips save."""
    rng, size = np.random.default_rng(seed), len(problem.graph.bid)
    node = rng.integers(-40_000, 5_000, size).astype(np.float64)
    leave, home = np.zeros(size), np.zeros(size)
    return Prices(node, float(rng.integers(1, 3)), leave, home)


def costs_of(trips: Trips, prices: Prices) -> Floats:
    """Return what trips cost at some prices."""
    nodes = np.bincount(trips.of_nodes(), prices.node[trips.nodes], minlength=trips.number)
    return np.asarray(prices.travel * trips.travel_yen + nodes)


def best_before(trips: Trips, costs: Floats, until: int) -> float:
    """Return the cheapest of trips that follow each other and are all home until then."""
    best = 0.0
    for trip in np.flatnonzero(trips.home <= until):
        before = best_before(trips, costs, int(trips.leave[trip]))
        best = min(best, before + float(costs[trip]))
    return best


def best_after(trips: Trips, costs: Floats, since: int) -> float:
    """Return the cheapest of trips that follow each other and all leave after that."""
    best = 0.0
    for trip in np.flatnonzero(trips.leave >= since):
        after = best_after(trips, costs, int(trips.home[trip]))
        best = min(best, float(costs[trip]) + after)
    return best


def of_adviser(trips: Trips, adviser: int) -> Trips:
    """Return the trips of one adviser."""
    return trips.take(np.flatnonzero(trips.adviser == adviser))
