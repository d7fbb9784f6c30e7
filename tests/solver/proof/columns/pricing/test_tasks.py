"""Pricing in another process; that it finds the same is tried in test_sharing."""

from collections.abc import Iterator

import numpy as np
import pytest

from solver.proof.columns.bounds.lagrangean import prices_of
from solver.proof.columns.graph.arrays import Prices
from solver.proof.columns.pricing import tasks
from solver.proof.columns.pricing.conflicts import Lesson
from solver.proof.columns.pricing.pricing import Pricer
from solver.proof.columns.pricing.tasks import MOST_TOURS, Share, pack, pack_prices, price
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.small_plans import busy_tour


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Begin as a process that knows no tour, and leave none behind."""
    tasks._kept.clear()
    yield
    tasks._kept.clear()


def everybody(problem: Problem) -> tuple[Share, Prices, list[list[Lesson]]]:
    """Return the share of all advisers, free prices, and nothing known."""
    advisers = len(problem.tour.advisers)
    share = Share(0, advisers, 0, len(problem.graph.bid))
    prices = prices_of(problem.rows, np.zeros(len(problem.rows)))
    return share, pack_prices(prices, share), [[] for _ in range(advisers)]


def test_a_tour_has_the_key_of_its_content() -> None:
    assert pack(busy_tour(2)) == pack(busy_tour(2))
    assert pack(busy_tour(2)).key != pack(busy_tour(3)).key


def test_a_process_prices_only_a_tour_that_it_knows_and_knows_it_from_then_on() -> None:
    problem = Problem(busy_tour(2))
    share, prices, known = everybody(problem)
    packet = pack(problem.tour)
    without = packet._replace(content=None)
    assert price(without, share, known, Pricer.cheapest_years, prices) is None
    answer = price(packet, share, known, Pricer.cheapest_years, prices)
    assert answer is not None
    again = price(without, share, known, Pricer.cheapest_years, prices)
    assert again == answer


def test_the_tours_that_were_not_asked_about_for_the_longest_time_are_forgotten() -> None:
    for seed in range(MOST_TOURS + 1):
        problem = Problem(busy_tour(seed))
        share, prices, known = everybody(problem)
        price(pack(problem.tour), share, known, Pricer.cheapest_years, prices)
    assert list(tasks._kept) == [pack(busy_tour(seed)).key for seed in range(1, MOST_TOURS + 1)]


@pytest.mark.parametrize("counted", [False, True])
def test_prices_of_moments_are_sent_only_where_there_are_some(counted: bool) -> None:
    leave = np.array([0.0, 5.0, 0.0]) if counted else np.zeros(3)
    prices = Prices(np.array([1.0, 2.0, 3.0]), 1.0, leave, np.zeros(3))
    packed = pack_prices(prices, Share(0, 1, 1, 3))
    assert packed.node.tolist() == [2.0, 3.0]
    assert packed.leave.tolist() == ([5.0, 0.0] if counted else [])
    assert tasks._unpacked(packed).leave.tolist() == [5.0 * counted, 0.0]
