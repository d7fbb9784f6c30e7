import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.graph.trip_graph import build_graph
from solver.proof.columns.pricing.conflicts import MOST_BITS, Conflicts, Lesson
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.small_plans import busy_tour, every_trip, paths_of
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import make_bid, make_rules, make_tour


def conflicts(gap: int, bids: int = 2) -> Conflicts:
    """Return the conflicts of one adviser with bids on four days, none of them known yet."""
    dates = dict.fromkeys(range(4), 0)
    made = [make_bid(f"b{number}", dates) for number in range(bids)]
    rules = make_rules(same_place_gap_days=gap)
    return Conflicts(build_graph(compile_document(make_tour(made, rules=rules))))


def node(found: Conflicts, bid: int, day: int) -> int:
    graph = found._graph
    first = int(graph.day.min())
    return int(np.flatnonzero((graph.bid == bid) & (graph.day == first + day))[0])


@pytest.mark.parametrize(
    ("gap", "stops", "kinds"),
    [
        (0, [(0, 0), (1, 1)], set()),
        (0, [(0, 0), (0, 1)], {"bid"}),
        (2, [(0, 0), (1, 1)], {"day"}),
        (2, [(0, 0), (1, 2)], set()),
        (2, [(0, 0), (1, 1), (0, 3)], {"day"}),
        (2, [(0, 0), (0, 2), (1, 3)], {"bid", "day"}),
        (9, [(0, 0), (1, 3)], {"place"}),
    ],
    ids=["fits", "a bid twice", "too near", "far enough", "the inner one", "both", "never again"],
)
def test_a_walk_that_is_no_trip_shows_what_it_repeats(
    gap: int, stops: list[tuple[int, int]], kinds: set[str]
) -> None:
    found = conflicts(gap)
    path = tuple(node(found, *stop) for stop in stops)
    assert {kind for (kind, _, _), _ in found.within(path)} == kinds


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_a_trip_shows_none(seed: int) -> None:
    problem = Problem(busy_tour(seed, bids=5))
    found = Conflicts(problem.graph)
    assert all(not found.within(path) for path in paths_of(every_trip(problem)))


def test_it_is_remembered_at_the_bids_in_between_alone() -> None:
    found = conflicts(0, bids=4)
    path = tuple(node(found, *stop) for stop in [(3, 0), (0, 0), (1, 1), (0, 2), (2, 3)])
    assert found.within(path) == {(("bid", 0, -1), 0), (("bid", 0, -1), 1)}


def test_of_conflicts_around_others_the_inner_ones_are_told() -> None:
    found = conflicts(0, bids=3)
    path = tuple(node(found, *stop) for stop in [(0, 0), (1, 0), (2, 1), (1, 2), (0, 3)])
    assert {conflict for conflict, _ in found.within(path)} == {("bid", 1, -1)}


def test_what_is_learned_keeps_the_walk_away_and_not_the_trips() -> None:
    found = conflicts(0, bids=3)
    walk = tuple(node(found, *stop) for stop in [(0, 0), (1, 1), (0, 2)])
    found.learn(0, found.within(walk))
    assert not passes(found, walk)
    assert passes(found, tuple(node(found, *stop) for stop in [(0, 0), (1, 1), (2, 2)]))
    forgotten = tuple(node(found, *stop) for stop in [(0, 0), (2, 1), (0, 2)])
    assert passes(found, forgotten)  # nobody has learned to remember the bid there


def passes(found: Conflicts, walk: tuple[int, ...]) -> bool:
    """Say whether the labels of a forward pass can go this way."""
    mask = np.uint64(0)
    for each in walk:
        if mask & found.marks.own[each]:
            return False
        mask = (mask | found.marks.forbid[each]) & found.marks.keep[each]
    return True


def test_a_lesson_is_learned_once_and_marks_the_nodes_that_it_is_about() -> None:
    found = conflicts(0)
    lesson: Lesson = (("bid", 0, -1), 1)
    assert found.learn(0, [lesson])
    assert not found.learn(0, [lesson])
    assert found.known(0) == [lesson]
    graph = found._graph
    assert set(graph.bid[np.flatnonzero(found.marks.own)].tolist()) == {0}
    assert np.array_equal(found.marks.own, found.marks.forbid)
    assert set(graph.bid[np.flatnonzero(found.marks.keep)].tolist()) == {1}


def test_what_is_known_elsewhere_is_recalled_with_the_same_bits() -> None:
    one, other = conflicts(2), conflicts(2)
    one.learn(0, [(("bid", 0, -1), 0), (("bid", 1, -1), 0)])
    other.learn(0, [(("bid", 1, -1), 1)])
    other.recall(0, one.known(0))
    assert other.known(0) == one.known(0)
    assert all(np.array_equal(*pair) for pair in zip(one.marks, other.marks, strict=True))


def test_conflicts_beyond_the_bits_that_there_are_stay_unknown() -> None:
    bids = [make_bid(f"b{number}", {0: 0, 1: 0}, place="far") for number in range(MOST_BITS + 2)]
    found = Conflicts(build_graph(compile_document(make_tour(bids))))
    assert found.learn(0, [(("bid", number, -1), number) for number in range(MOST_BITS + 2)])
    assert len(found.known(0)) == MOST_BITS
    assert not found.learn(0, [(("bid", MOST_BITS + 1, -1), 0)])
    assert found.learn(0, [(("bid", 0, -1), 1)])  # it has its bit already
