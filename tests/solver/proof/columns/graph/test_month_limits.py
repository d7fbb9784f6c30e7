"""Labels count seminars in the months alone in which the limit can stop a trip."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import TripGraph
from solver.proof.columns.graph.trip_graph import build_graph
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.small_plans import busy_tour, every_trip, paths_of
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import make_adviser, make_bid, make_tour

JULY = 3
"""The first day of a month."""


def graph_of(*, bids: int, days: int, per_month: int, nights: int) -> TripGraph:
    dates = dict.fromkeys(range(JULY, JULY + days), 0)
    made = [make_bid(f"b{number}", dates, place="far") for number in range(bids)]
    adviser = make_adviser("a", max_per_month=per_month, max_nights_away=nights)
    return build_graph(compile_document(make_tour(made, [adviser])))


def counts(graph: TripGraph) -> bool:
    """Say whether seminars are counted."""
    return bool((graph.period >= 0).any())


@pytest.mark.parametrize(
    ("bids", "days", "per_month", "nights", "expected"),
    [
        (4, 4, 3, 4, True),
        (4, 4, 3, 366, True),
        (4, 4, 4, 4, False),
        (3, 9, 3, 8, False),
        (4, 4, 2, 0, False),
    ],
    ids=[
        "too many",
        "on trips of a year",
        "just as many",
        "few bids on many days",
        "a day is too short",
    ],
)
def test_seminars_are_counted_where_a_trip_can_have_too_many(
    bids: int, days: int, per_month: int, nights: int, expected: bool
) -> None:
    graph = graph_of(bids=bids, days=days, per_month=per_month, nights=nights)
    assert counts(graph) is expected


def test_nodes_that_are_not_counted_share_no_period() -> None:
    graph = graph_of(bids=3, days=3, per_month=3, nights=3)
    assert len(np.unique(graph.period)) == len(graph.bid)


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**6))
def test_no_trip_is_longer_than_allowed_where_nothing_is_counted(seed: int) -> None:
    problem = Problem(busy_tour(seed, bids=5))
    graph = problem.graph
    for path in paths_of(every_trip(problem)):
        nodes = np.array(path)
        free = nodes[graph.period[nodes] < 0]
        _, seminars = np.unique(graph.month[free], return_counts=True)
        assert (seminars <= graph.cap[graph.adviser[nodes[0]]]).all()
