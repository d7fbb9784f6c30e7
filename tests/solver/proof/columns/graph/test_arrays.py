import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import Trips, joined
from tests.solver.proof.columns.small_plans import paths_of

PATHS = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), max_size=6)


def trips_of(paths: list[list[int]]) -> Trips:
    """Return trips whose every other number is their position."""
    first = np.cumsum([0, *map(len, paths)]).astype(np.int64)
    number = np.arange(len(paths))
    yen = number.astype(np.float64)
    nodes = np.array([node for path in paths for node in path], np.int64)
    return Trips(first, nodes, number, yen, yen, number, number)


@given(paths=PATHS, data=st.data())
def test_taking_trips_gives_these_in_that_order(
    paths: list[list[int]], data: st.DataObject
) -> None:
    positions = st.integers(0, len(paths) - 1) if paths else st.nothing()
    chosen = data.draw(st.lists(positions, max_size=8)) if paths else []
    taken = trips_of(paths).take(np.array(chosen, np.int64))
    assert paths_of(taken) == [tuple(paths[at]) for at in chosen]
    assert taken.adviser.tolist() == taken.leave.tolist() == chosen
    assert taken.number == len(chosen)


@given(parts=st.lists(PATHS, min_size=1, max_size=4))
def test_joined_trips_are_those_of_the_parts_one_after_the_other(
    parts: list[list[list[int]]],
) -> None:
    together = joined([trips_of(paths) for paths in parts])
    assert paths_of(together) == [tuple(path) for paths in parts for path in paths]
    assert together.adviser.tolist() == [at for paths in parts for at in range(len(paths))]


@given(paths=PATHS)
def test_a_node_is_used_as_often_as_trips_that_visit_it_are(paths: list[list[int]]) -> None:
    trips = trips_of(paths)
    use = np.arange(1.0, len(paths) + 1.0)
    expected = np.zeros(10)
    for at, path in enumerate(paths):
        for node in path:
            expected[node] += use[at]
    assert np.array_equal(trips.node_use(use, 10), expected)
    assert trips.of_nodes().tolist() == [at for at, path in enumerate(paths) for _ in path]
