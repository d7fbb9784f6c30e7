"""Shared out, the pricing finds what one process finds."""

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.proof.columns.bounds.column_generation import solve_linear
from solver.proof.columns.bounds.lagrangean import prices_of
from solver.proof.columns.graph.trip_graph import build_graph
from solver.proof.columns.pricing import tasks
from solver.proof.columns.pricing.conflicts import Conflicts
from solver.proof.columns.pricing.sharing import shares_of
from solver.proof.columns.problem import Problem
from solver.tour.compiled import CompiledTour
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import make_adviser, make_bid, make_rules, make_tour, random_tour

MOST = 100_000


class Post(Executor):
    """Sends each task and each answer through pickle, as to another machine."""

    def __init__(self) -> None:
        self.tours_sent = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tours_sent += args[0].content is not None
        task, arguments, names = pickle.loads(pickle.dumps((fn, args, kwargs)))  # noqa: S301 - ours
        future: Future[Any] = Future()
        future.set_result(pickle.loads(pickle.dumps(task(*arguments, **names))))  # noqa: S301 - ours
        return future


class ForgetfulPost(Post):
    """Sends each task to a process that has just been started."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        tasks._kept.clear()
        return super().submit(fn, *args, **kwargs)


def crowded(seed: int) -> CompiledTour:
    """Return a random tour that has somebody to price and something to hold."""
    tour = compile_document(random_tour(seed, bids=8))
    assume(tour.advisers and tour.bids)
    return tour


def small() -> CompiledTour:
    """Return a tour of three advisers and four bids, on which trips can repeat a bid."""
    dates = dict.fromkeys(range(6), 0)
    bids = [make_bid(f"b{number}", dates, place="far") for number in range(4)]
    advisers = [make_adviser(f"a{number}") for number in range(3)]
    return compile_document(make_tour(bids, advisers, rules=make_rules(hotel_yen=1000)))


def all_that_is_found(problem: Problem) -> tuple[list[float], list[float], list[int], list[int]]:
    """Return every bound on the way, the last prices, and the trips that are enumerated there."""
    bounds: list[float] = []
    best = solve_linear(problem, bounds.append).best
    duals = np.append(best.duals, np.zeros(len(problem.rows) - len(best.duals)))
    enumerated = problem.pricer.enumerate_trips(prices_of(problem.rows, duals), 1e4, MOST)
    assert enumerated is not None
    return bounds, best.duals.tolist(), enumerated[0].tolist(), enumerated[1].tolist()


@settings(max_examples=examples(10), deadline=None)
@given(seed=st.integers(0, 10**9), workers=st.integers(1, 4))
def test_threads_find_what_one_thread_finds(seed: int, workers: int) -> None:
    tour = crowded(seed)
    with ThreadPoolExecutor(workers) as executor:
        shared = all_that_is_found(Problem(tour, executor, workers))
    assert shared == all_that_is_found(Problem(tour))


@settings(max_examples=examples(10), deadline=None)
@given(seed=st.integers(0, 10**9), workers=st.integers(1, 4))
def test_processes_find_what_one_process_finds(seed: int, workers: int) -> None:
    tour = crowded(seed)
    shared = all_that_is_found(Problem(tour, Post(), workers))
    assert shared == all_that_is_found(Problem(tour))


@settings(max_examples=examples(10), deadline=None)
@given(seed=st.integers(0, 10**9))
def test_processes_that_remember_nothing_find_the_same(seed: int) -> None:
    tour = crowded(seed)
    shared = all_that_is_found(Problem(tour, ForgetfulPost(), 2))
    assert shared == all_that_is_found(Problem(tour))


def test_a_process_that_has_priced_for_another_proof_finds_the_same() -> None:
    tour, post = small(), Post()
    first = all_that_is_found(Problem(tour, post, 1))
    (desk,) = tasks._kept[tasks.pack(tour).key].desks.values()
    assert desk.pricer is not None
    assert desk.pricer.conflicts.known(0)
    assert all_that_is_found(Problem(tour, post, 1)) == first


def test_the_tour_is_sent_once_for_each_share() -> None:
    tasks._kept.clear()
    post = Post()
    all_that_is_found(Problem(small(), post, 3))
    assert post.tours_sent == 3


def test_a_process_that_does_not_know_the_tour_is_sent_it() -> None:
    post = ForgetfulPost()
    problem = Problem(small(), post, 1)
    prices = prices_of(problem.rows, np.zeros(len(problem.rows)))
    problem.pricer.cheapest_years(prices)
    problem.pricer.cheapest_years(prices)
    assert post.tours_sent == 2


def test_a_process_keeps_the_tours_that_it_used_last() -> None:
    tasks._kept.clear()
    tours = [compile_document(make_tour([make_bid(f"b{number}")])) for number in range(3)]
    for tour in (tours[0], tours[1], tours[0], tours[2]):
        problem = Problem(tour, Post(), 1)
        problem.pricer.cheapest_years(prices_of(problem.rows, np.zeros(len(problem.rows))))
    assert list(tasks._kept) == [tasks.pack(tour).key for tour in (tours[0], tours[2])]


@pytest.mark.parametrize("executor", [None, Post()])
def test_an_enumeration_has_room_for_just_so_many_trips(executor: Executor | None) -> None:
    problem = Problem(small(), executor, 3)
    prices = prices_of(problem.rows, np.zeros(len(problem.rows)))
    enumerated = problem.pricer.enumerate_trips(prices, 1e6, MOST)
    assert enumerated is not None
    trips = len(enumerated[0]) - 1
    assert problem.pricer.enumerate_trips(prices, 1e6, trips) is not None
    assert problem.pricer.enumerate_trips(prices, 1e6, trips - 1) is None


@settings(max_examples=examples(10), deadline=None)
@given(seed=st.integers(0, 10**9), number=st.integers(1, 5))
def test_shares_are_everybody_once(seed: int, number: int) -> None:
    graph = build_graph(crowded(seed))
    shares = shares_of(graph, number)
    assert 1 <= len(shares) <= number
    assert [a for s in shares for a in range(s.first, s.end)] == list(range(len(graph.nights)))
    assert [(s.first_node, s.end_node) for s in shares] == [
        (graph.first[s.first], graph.first[s.end]) for s in shares
    ]


def test_conflicts_are_recalled_with_the_bits_that_they_had() -> None:
    graph = build_graph(small())
    learned, other = Conflicts(graph), Conflicts(graph)
    for bid in [2, 0, 1]:
        learned.learn(1, [(("bid", bid, -1), 3)])
    other.learn(1, [(("bid", 3, -1), 3)])
    other.recall(1, learned.known(1)[:2])
    other.recall(1, learned.known(1))
    assert other.known(1) == learned.known(1)
    for mine, theirs in zip(other.marks, learned.marks, strict=True):
        assert mine.tolist() == theirs.tolist()
