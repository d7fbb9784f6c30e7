"""The graph of trips says what `solver.tour.trips` says of the same stops."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.proof.columns.graph.arrays import TripGraph
from solver.proof.columns.graph.trip_graph import build_graph, calendar_of, slot_kinds
from solver.tour.compiled import CompiledTour, month_of
from solver.tour.trips import Traveller
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import (
    START,
    day,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)

MINUTES = 1440
MARGIN = 3


def any_tour(seed: int) -> CompiledTour:
    tour = compile_document(random_tour(seed, bids=8))
    assume(tour.advisers and tour.bids)
    return tour


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**6))
def test_a_node_leaves_returns_and_costs_what_its_stop_does_alone(seed: int) -> None:
    tour = any_tour(seed)
    graph, origin = build_graph(tour), calendar_of(tour).origin
    for node in range(len(graph.bid)):
        traveller = Traveller(tour, tour.advisers[graph.adviser[node]])
        bid = tour.bids[graph.bid[node]]
        stop = traveller.stop(bid, int(graph.day[node]) + origin)
        assert graph.leave[node] == (stop.leaves[0] - origin) * MINUTES + stop.leaves[1]
        assert graph.home[node] == (stop.home[0] - origin) * MINUTES + stop.home[1]
        nights = int(graph.before[node] + graph.after[node])
        alone = bool(graph.can_start[node] and graph.can_end[node])
        is_possible = alone and not traveller.is_too_long(nights)
        assert is_possible == traveller.allows(stop, stop)
        fares = stop.out_yen + stop.back_yen + nights * tour.rules.hotel_yen
        assert graph.start_yen[node] + graph.end_yen[node] == fares


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**6))
def test_every_arc_is_a_step_that_a_trip_can_make(seed: int) -> None:
    tour = any_tour(seed)
    graph, origin = build_graph(tour), calendar_of(tour).origin
    for node in range(len(graph.bid)):
        traveller = Traveller(tour, tour.advisers[graph.adviser[node]])
        for arc in range(graph.arc_first[node], graph.arc_first[node + 1]):
            pair = (node, int(graph.arc_to[arc]))
            stops = [
                traveller.stop(tour.bids[graph.bid[one]], int(graph.day[one]) + origin)
                for one in pair
            ]
            assert traveller.links(*stops)
            assert graph.adviser[pair[1]] == graph.adviser[node]


@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**6))
def test_arcs_by_their_target_are_the_arcs_by_their_source(seed: int) -> None:
    graph = build_graph(any_tour(seed))
    size = len(graph.bid)
    source = np.repeat(np.arange(size), np.diff(graph.arc_first))
    target = np.repeat(np.arange(size), np.diff(graph.in_first))
    forth = sorted(zip(source.tolist(), graph.arc_to.tolist(), graph.arc_yen.tolist(), strict=True))
    back = sorted(zip(graph.in_from.tolist(), target.tolist(), graph.in_yen.tolist(), strict=True))
    assert forth == back


def columns(graph: TripGraph) -> list[list[float]]:
    return [np.asarray(column).reshape(-1).tolist() for column in graph]


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_the_graph_of_some_advisers_is_their_part_of_the_whole(seed: int) -> None:
    tour = any_tour(seed)
    whole = build_graph(tour)
    for adviser in range(len(tour.advisers)):
        part = build_graph(tour, slice(adviser, adviser + 1))
        low, high = whole.first[adviser], whole.first[adviser + 1]
        assert len(part.bid) == high - low
        for name in ("bid", "place", "day", "kinds", "own_yen", "leave", "home", "home_before"):
            assert np.array_equal(getattr(part, name), getattr(whole, name)[low:high])
        assert np.array_equal(part.home_order + low, whole.home_order[low:high])
        arcs = slice(whole.arc_first[low], whole.arc_first[high])
        assert np.array_equal(part.arc_to + low, whole.arc_to[arcs])
    if len(tour.advisers) == 1:
        assert columns(build_graph(tour, slice(0, 1))) == columns(whole)


def test_days_are_counted_from_shortly_before_the_horizon_and_months_too() -> None:
    tour = compile_document(make_tour([make_bid("b1", {0: 0, 3: 0})]))
    graph, calendar = build_graph(tour), calendar_of(tour)
    assert calendar.origin == START.toordinal() - MARGIN
    assert graph.day.tolist() == [MARGIN, MARGIN + 3]
    months = [month_of(START.toordinal() + number) for number in (0, 3)]
    assert graph.month[1] - graph.month[0] == months[1] - months[0] == 1


def test_nodes_are_who_is_able_and_free_on_an_offered_day() -> None:
    advisers = [
        make_adviser("a0", unavailable=[day(0)]),
        make_adviser("a1", topics=["brand"]),
        make_adviser("a2", max_seminars=0),
    ]
    bid = make_bid("b0", {0: 0, 1: 70}, slots=[["ip"], ["brand"]])
    tour = compile_document(make_tour([bid], advisers))
    graph = build_graph(tour)
    nodes = list(zip(graph.adviser.tolist(), graph.day.tolist(), strict=True))
    assert nodes == [(0, MARGIN + 1), (1, MARGIN), (1, MARGIN + 1)]
    assert slot_kinds(tour.bids[0]) == [(0, 2), (1,)]
    assert graph.kinds.tolist() == [1, 2, 2]
    assert graph.own_yen.tolist() == [0, 0, 0]


@pytest.mark.parametrize(("limit", "most"), [(None, 2), (1, 1)])
def test_without_a_limit_of_rule_5_a_day_has_room_for_all_bids(
    limit: int | None, most: int
) -> None:
    rules = make_rules(max_seminars_per_day=limit)
    graph = build_graph(compile_document(make_tour([make_bid("b1")], rules=rules)))
    assert graph.day_limit == most
