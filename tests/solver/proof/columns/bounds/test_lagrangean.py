from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.bounds.lagrangean import relax, safe_duals, worth
from solver.proof.columns.problem import Problem
from tests.solver.exhaustive import least_cost
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import lock, make_bid, make_tour, random_tour


@settings(max_examples=examples(30), deadline=None)
@given(seed=st.integers(0, 10**9), scale=st.sampled_from([0.0, 10.0, 3e3, 1e5, 1e6]))
def test_no_prices_give_a_bound_above_the_cost_of_a_plan(seed: int, scale: float) -> None:
    tour = compile_document(random_tour(seed, bids=3))
    least = least_cost(tour)
    if least is None or not tour.advisers or not tour.bids:
        return
    problem = Problem(tour)
    duals = np.random.default_rng(seed).normal(0.0, scale, len(problem.rows))
    assert relax(problem.rows, problem.pricer, duals).yen <= least


def test_prices_are_rounded_so_that_sums_are_exact_and_keep_their_sign() -> None:
    problem = Problem(compile_document(make_tour([make_bid("b1"), make_bid("b2")])))
    duals = safe_duals(problem.rows, np.full(len(problem.rows), 0.1))
    cover = problem.rows.keys["cover", problem.tour.bids[0].place]
    assert duals[cover] == 0.0
    assert 0.0 < abs(duals[0] - 0.1) < 1e-6
    assert float(duals[0] * 2**20).is_integer()


@pytest.mark.parametrize("seed", range(10))
def test_what_the_rows_are_worth_is_rounded_once(seed: int) -> None:
    """Locked bids and their penalty make the largest sums, of which small ones must not be lost."""
    days = dict.fromkeys(range(5), 0)
    bids = [lock(make_bid(f"b{number}", days), number % 5, "a1") for number in range(40)]
    rows = Problem(compile_document(make_tour([*bids, make_bid("late", days)]))).rows
    scale = 10.0 ** np.random.default_rng(seed).uniform(-3, 12, len(rows))
    duals = safe_duals(rows, np.random.default_rng(seed).normal(0.0, scale))
    lower, upper = rows.limits()
    limits = np.where(duals > 0, lower, np.where(duals < 0, upper, 0.0))
    paid = sum(Fraction(dual) * Fraction(limit) for dual, limit in zip(duals, limits, strict=True))
    prices = sum(Fraction(price) for price in rows.variable_prices(duals) if price < 0)
    assert worth(rows, duals) == float(paid + prices)


def test_the_price_of_a_declined_bid_is_no_more_than_declining_it() -> None:
    problem = Problem(compile_document(make_tour([make_bid("b1", {})])))
    assert relax(problem.rows, problem.pricer, np.full(len(problem.rows), 9e6)).yen == 500_000
