"""No row and no cut may forbid a valid plan."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.columns.arrays import Floats, Prices, Trips
from solver.columns.bound import prices_of
from solver.columns.closing import close_gap
from solver.columns.coefficients import coefficients
from solver.columns.complete import add_all_rows
from solver.columns.generation import solve_linear
from solver.columns.problem import Problem
from solver.columns.proof import prove_with_columns
from solver.draft import Holding
from tests.solver.exact.proofs import Findings, compile_document
from tests.solver.tours import random_tour

ALL = 10**9


def trips_of_plan(problem: Problem, holdings: list[Holding | None], pool: Trips) -> Trips:
    """Return the pool's cheapest trips that make up a plan."""
    graph, origin = problem.graph, problem.calendar.origin
    wanted = {
        (adviser, bid, holding.day - origin)
        for bid, holding in enumerate(holdings)
        if holding is not None
        for adviser in holding.team
    }
    chosen: list[int] = []
    while wanted:
        fits = []
        for trip in range(pool.number):
            nodes = pool.nodes[pool.first[trip] : pool.first[trip + 1]]
            stops = {(graph.adviser[n], graph.bid[n], graph.day[n]) for n in nodes}
            if stops <= wanted:
                fits.append((len(stops), trip, stops))
        _, trip, stops = max(fits)
        chosen.append(trip)
        wanted -= stops
    return pool.take(np.array(chosen, np.int64))


def use_of_variables(problem: Problem, holdings: list[Holding | None]) -> Floats:
    """Return the plain variables of a plan, those of workload and coverage left out."""
    use = np.zeros(len(problem.variables.yen))
    for bid, holding in enumerate(holdings):
        if holding is None:
            use[problem.variables.declined[bid]] = 1.0
        elif len(problem.tour.bids[bid].able) > 1:
            day = holding.day - problem.calendar.origin
            use[problem.variables.held[bid, day]] = 1.0
    return use


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_the_best_plan_keeps_every_row_and_cut_that_is_added(seed: int) -> None:
    tour = compile_document(random_tour(seed, bids=5, locked=0.0))
    if not tour.advisers or not tour.bids:
        return
    found = Findings(tour)
    found.last = [None] * len(tour.bids)
    prove_with_columns(tour, found.last, 0, found)
    problem = Problem(tour)
    linear = solve_linear(problem, lambda _: None)
    listed = problem.pricer.list_all(_free_prices(problem), ALL, 200_000)
    assert listed is not None
    pool = problem.trips_of(*listed)
    close_gap(problem, linear.master, pool, float(found.bounds[-1]) + 1.0, lambda _: None)
    add_all_rows(problem.separator, pool)
    plan = trips_of_plan(problem, found.last, pool)
    _, row, value = coefficients(plan, problem.rows.arrays())
    held = np.bincount(row, value, minlength=len(problem.rows)).astype(np.float64)
    entries, use = problem.rows.variable_entries, use_of_variables(problem, found.last)
    held += np.bincount(entries.row, use[entries.what] * entries.value, minlength=len(problem.rows))
    lower, upper = problem.rows.limits()
    broken = (held < lower) | (held > upper)
    kinds = {key[0] for key, at in problem.rows.keys.items() if broken[at]}
    assert kinds <= {"work", "cover", "budget"}


def _free_prices(problem: Problem) -> Prices:
    return prices_of(problem.rows, np.zeros(len(problem.rows)))
